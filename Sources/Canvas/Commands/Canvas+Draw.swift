import CCairo
import Wire

extension Canvas {
  /// Draws a list of commands in their order.
  ///
  /// A command that is wrong ends the list, since the prelude writes none; so does time.
  ///
  /// - Parameters:
  ///   - bytes: how many bytes of pixels the canvas may hold.
  ///   - sources: gives the pixels that a command names.
  /// - Returns: why pictures are missing in the drawing, the first few.
  /// - Throws: `CanvasError` with the command's position; what came before is drawn.
  @discardableResult
  public func draw(
    _ commands: [JSON], attachments: [[UInt8]] = [], bytes: Int,
    within limit: Duration = .milliseconds(CanvasLimits.drawMilliseconds),
    sources: @escaping (String) throws -> Source
  ) throws -> [CanvasError] {
    guard commands.count <= CanvasLimits.commands else {
      throw CanvasError(
        "\(commands.count) commands were sent; at most \(CanvasLimits.commands) fit")
    }
    self.attachments = attachments
    self.sources = sources
    omissions = []
    defer {
      self.attachments = []
      self.sources = { throw CanvasError("there is no '\($0)'") }
    }
    let end = ContinuousClock.now + limit
    for (index, command) in commands.enumerated() {
      guard ContinuousClock.now < end else {
        throw CanvasError(
          "drawing took longer than \(limit); "
            + "\(commands.count - index) of \(commands.count) commands are left out")
      }
      do {
        try perform(Arguments(command), bytes: bytes)
      } catch let error as CanvasError {
        throw CanvasError("command \(index): \(error.description)")
      }
    }
    try recover()
    return omissions
  }

  private func perform(_ arguments: Arguments, bytes: Int) throws {
    if arguments.name == "resize" { return try resize(arguments, bytes: bytes) }
    guard let operation = Operations.all[arguments.name] else {
      throw CanvasError("there is no command '\(arguments.name.prefix(64))'")
    }
    try operation(self, arguments)
  }

  /// `["resize", width, height]` in pixels, or with a fourth item the pixels of one unit.
  private func resize(_ arguments: Arguments, bytes: Int) throws {
    // Whatever comes of it, what was there is gone.
    drop()
    let (width, height) = (try arguments.number(1), try arguments.number(2))
    let isScaled = arguments.count == 3
    let wanted = isScaled ? try arguments.number(3) : 1
    guard wanted > 0, wanted <= 8 else { throw arguments.wrong(3, "from 0 to 8") }
    let limit = isScaled ? CanvasLimits.screenSidePixels : CanvasLimits.sidePixels
    guard (0...Double(limit)).contains(width), (0...Double(limit)).contains(height) else {
      throw CanvasError("the canvas is \(Int(width))x\(Int(height)); at most \(limit)x\(limit) fit")
    }
    let scale = min(wanted, Double(limit) / max(width, height, 1))
    try resize(width: width, height: height, scale: isScaled ? scale : 1, bytes: bytes)
  }

  /// The engine below does nothing more after an error: it gets a new state then.
  private func recover() throws {
    guard let pen else { return }
    let status = cairo_status(pen)
    guard status != CAIRO_STATUS_SUCCESS else { return }
    reset()
    throw CanvasError("drawing failed: \(CairoStatus.sentence(status))")
  }
}
