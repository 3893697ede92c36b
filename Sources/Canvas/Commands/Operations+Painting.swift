extension Operations {
  static let painting: [String: Operation] = [
    "fillRect": { canvas, command in try canvas.fill(rectangle(canvas, command), rule: .nonzero) },
    "strokeRect": { canvas, command in canvas.stroke(try rectangle(canvas, command)) },
    "clearRect": { canvas, command in canvas.erase(try rectangle(canvas, command)) },
    "clear": { canvas, _ in canvas.clear() },
  ]

  private static func rectangle(_ canvas: Canvas, _ command: Arguments) throws -> Path {
    var path = Path()
    try path.rectangle(
      command.number(1), command.number(2), command.number(3), command.number(4), canvas.matrix)
    return path
  }

  static let states: [String: Operation] = [
    "save": { canvas, _ in try canvas.save() },
    "restore": { canvas, _ in canvas.restore() },
    "reset": { canvas, _ in canvas.reset() },
  ]

  static let transforms: [String: Operation] = [
    "translate": { canvas, command in
      canvas.transform(Matrix(e: try command.number(1), f: try command.number(2)))
    },
    "scale": { canvas, command in
      canvas.transform(Matrix(a: try command.number(1), d: try command.number(2)))
    },
    "rotate": { canvas, command in canvas.transform(Matrix(rotating: try command.number(1))) },
    "transform": { canvas, command in canvas.transform(try matrix(command)) },
    "setTransform": { canvas, command in canvas.state.matrix = try matrix(command) },
  ]

  private static func matrix(_ command: Arguments) throws -> Matrix {
    Matrix(
      a: try command.number(1), b: try command.number(2), c: try command.number(3),
      d: try command.number(4), e: try command.number(5), f: try command.number(6))
  }
}
