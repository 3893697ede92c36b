import Wire

extension Operations {
  static let styles: [String: Operation] = [
    "fillStyle": { canvas, command in
      if let style = try canvas.style(command) { canvas.state.fill = style }
    },
    "strokeStyle": { canvas, command in
      if let style = try canvas.style(command) { canvas.state.stroke = style }
    },
    "lineWidth": { canvas, command in
      let width = try command.number(1)
      if width > 0 { canvas.state.lineWidth = width }
    },
    "lineCap": { canvas, command in canvas.state.lineCap = try command.text(1) },
    "lineJoin": { canvas, command in canvas.state.lineJoin = try command.text(1) },
    "miterLimit": { canvas, command in
      let limit = try command.number(1)
      if limit > 0 { canvas.state.miterLimit = limit }
    },
    "lineDash": { canvas, command in
      let lengths = try command.numbers(1, atMost: CanvasLimits.dashLengths)
      guard lengths.allSatisfy({ $0 >= 0 }) else { return }
      canvas.state.dash = lengths
    },
    "lineDashOffset": { canvas, command in canvas.state.dashOffset = try command.number(1) },
    "globalAlpha": { canvas, command in
      let alpha = try command.number(1)
      if (0...1).contains(alpha) { canvas.state.alpha = alpha }
    },
    "globalCompositeOperation": { canvas, command in
      let name = try command.text(1)
      if Composite.operators[name] != nil { canvas.state.composite = name }
    },
    "imageSmoothingEnabled": { canvas, command in canvas.state.smoothing = try command.flag(1) },
    "shadowColor": { canvas, command in
      if let colour = Colour(css: try command.text(1)) { canvas.state.shadow.colour = colour }
    },
    "shadowBlur": { canvas, command in
      canvas.state.shadow.blur = min(max(try command.number(1), 0), CanvasLimits.blurPixels)
    },
    "shadowOffsetX": { canvas, command in canvas.state.shadow.offset.x = try command.number(1) },
    "shadowOffsetY": { canvas, command in canvas.state.shadow.offset.y = try command.number(1) },
  ]
}

extension Canvas {
  /// A style: a colour; `["linear", x0, y0, x1, y1, stops]`,
  /// `["radial", x0, y0, r0, x1, y1, r1, stops]` with stops as offset and colour in turn; or
  /// `["pattern", source, repetition]`. Nil for a colour that is none.
  func style(_ command: Arguments) throws -> Style? {
    guard let value = command.value(1) else { throw command.wrong(1, "a style") }
    if let text = value.string { return Colour(css: text).map { .colour($0) } }
    let style = try Arguments(value)
    switch style.name {
    case "linear":
      let shape = Gradient.Shape.line(from: try style.point(1), to: try style.point(3))
      return .gradient(Gradient(shape: shape, stops: try stops(style, 5)))
    case "radial":
      let (inner, outer) = (try style.number(3), try style.number(6))
      guard inner >= 0, outer >= 0 else { throw style.wrong(3, "a radius of 0 or more") }
      let shape = Gradient.Shape.circles(
        try style.point(1), inner, try style.point(4), outer)
      return .gradient(Gradient(shape: shape, stops: try stops(style, 7)))
    case "pattern": return try tiles(style)
    default: throw CanvasError("there is no style '\(style.name.prefix(64))'")
    }
  }

  private func stops(
    _ style: Arguments, _ index: Int
  ) throws -> [(offset: Double, colour: Colour)] {
    let list = try style.list(index, atMost: CanvasLimits.gradientStops * 2)
    return try stride(from: 0, to: list.count - 1, by: 2).compactMap { at in
      guard let offset = list[at].number, (0...1).contains(offset), let text = list[at + 1].string
      else { throw style.wrong(index, "offsets from 0 to 1 and colours in turn") }
      return Colour(css: text).map { (offset, $0) }
    }
  }

  private func tiles(_ style: Arguments) throws -> Style {
    let repetition = try style.text(2)
    guard ["repeat", "repeat-x", "repeat-y", "no-repeat", ""].contains(repetition) else {
      throw style.wrong(2, "a repetition")
    }
    guard let pixels = try pixels(of: style.text(1), sharing: false) else {
      return .colour(.clear)
    }
    let held = ([state] + stack).reduce(pixels.byteCount) { $0 + $1.tileBytes }
    guard held <= CanvasLimits.patternBytes else {
      throw CanvasError(
        "patterns hold \(held) bytes; at most \(CanvasLimits.patternBytes) fit")
    }
    return .tiles(
      pixels, horizontally: repetition != "repeat-y" && repetition != "no-repeat",
      vertically: repetition != "repeat-x" && repetition != "no-repeat")
  }

  /// A source that a command names; nil, and noted, when there is none: that is the fault of no
  /// command, and what follows is drawn all the same.
  func source(_ name: String) -> Source? {
    do {
      return try sources(name)
    } catch {
      if omissions.count < CanvasLimits.omissions { omissions.append(CanvasError("\(error)")) }
      return nil
    }
  }

  /// The pixels that a command names.
  ///
  /// - Parameter sharing: whether those of another canvas may be the living ones. Those of this
  ///   canvas, and all that must stay as they are, are copies.
  func pixels(of name: String, sharing: Bool) throws -> Surface? {
    switch source(name) {
    case nil: return nil
    case .picture(let picture): return picture.surface
    case .canvas(let canvas):
      guard let surface = canvas.surface, !sharing || canvas === self else { return canvas.surface }
      let all = Region(
        x: 0, y: 0, width: Double(surface.width), height: Double(surface.height))
      return surface.region(all, width: surface.width, height: surface.height)
    }
  }
}
