extension Operations {
  static let paths: [String: Operation] = pathTools.merging([
    "beginPath": { canvas, _ in canvas.path = Path() },
    "fill": { canvas, command in
      try canvas.fill(canvas.path(of: command, at: 2), rule: try rule(command, 1))
    },
    "stroke": { canvas, command in canvas.stroke(try canvas.path(of: command, at: 1)) },
    "clip": { canvas, command in
      canvas.clip(try canvas.path(of: command, at: 2), rule: try rule(command, 1))
    },
  ]) { $1 }

  /// What adds to a path: the current one, or the one that a command carries with it.
  private static let pathTools: [String: Operation] = pathSteps.mapValues { step in
    { canvas, command in try step(&canvas.path, command, canvas.matrix) }
  }

  typealias PathStep = @Sendable (inout Path, Arguments, Matrix) throws -> Void

  static let pathSteps: [String: PathStep] = [
    "moveTo": { path, command, matrix in try path.move(to: matrix.apply(command.point(1))) },
    "lineTo": { path, command, matrix in try path.line(to: matrix.apply(command.point(1))) },
    "closePath": { path, _, _ in try path.close() },
    "rect": { path, command, matrix in
      try path.rectangle(
        command.number(1), command.number(2), command.number(3), command.number(4), matrix)
    },
    "bezierCurveTo": { path, command, matrix in
      try path.curve(
        matrix.apply(command.point(1)), matrix.apply(command.point(3)),
        to: matrix.apply(command.point(5)))
    },
    "quadraticCurveTo": { path, command, matrix in
      let (control, end) = (matrix.apply(try command.point(1)), matrix.apply(try command.point(3)))
      let from = path.current ?? control
      try path.curve(
        from + (control - from) * (2 / 3), end + (control - end) * (2 / 3), to: end)
    },
    "arc": { path, command, matrix in
      let radius = try radius(command, 3)
      let arc = EllipseArc(
        centre: try command.point(1), radiusX: radius, radiusY: radius,
        from: try command.number(4), to: try command.number(5),
        isCounterclockwise: try command.flag(6))
      try path.arc(arc, matrix)
    },
    "ellipse": { path, command, matrix in
      let arc = EllipseArc(
        centre: try command.point(1), radiusX: try radius(command, 3),
        radiusY: try radius(command, 4), rotation: try command.number(5),
        from: try command.number(6), to: try command.number(7),
        isCounterclockwise: try command.flag(8))
      try path.arc(arc, matrix)
    },
    "arcTo": { path, command, matrix in
      try path.round(
        command.point(1), towards: command.point(3), radius: radius(command, 5), matrix)
    },
  ]

  private static func radius(_ command: Arguments, _ index: Int) throws -> Double {
    let radius = try command.number(index)
    guard radius >= 0 else { throw command.wrong(index, "0 or more") }
    return radius
  }

  private static func rule(_ command: Arguments, _ index: Int) throws -> FillRule {
    guard let rule = FillRule(rawValue: try command.text(index)) else {
      throw command.wrong(index, "nonzero or evenodd")
    }
    return rule
  }
}

enum FillRule: String { case nonzero, evenodd }

extension Canvas {
  /// The path that stands in a command, or the current one.
  func path(of command: Arguments, at index: Int) throws -> Path {
    guard command.value(index) != nil else { return path }
    var path = Path()
    for step in try command.list(index, atMost: CanvasLimits.pathSegments) {
      let arguments = try Arguments(step)
      guard let add = Operations.pathSteps[arguments.name] else {
        throw CanvasError("a path has no step '\(arguments.name.prefix(64))'")
      }
      try add(&path, arguments, matrix)
    }
    return path
  }
}
