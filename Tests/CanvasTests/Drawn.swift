import Testing
import Wire

@testable import Canvas

/// A canvas that a test draws on.
struct Drawn {
  let canvas = Canvas()

  init(_ commands: JSON..., size: Int = 100) throws {
    try draw([["resize", .number(Double(size)), .number(Double(size))]] + commands)
  }

  @discardableResult
  func draw(_ commands: [JSON]) throws -> [CanvasError] {
    try canvas.draw(commands, bytes: 64 << 20, within: .seconds(60)) { name in
      throw CanvasError("there is no '\(name)'")
    }
  }

  /// Red, green, blue and alpha of a pixel.
  func pixel(_ x: Double, _ y: Double) throws -> [UInt8] {
    try canvas.pixels(Region(x: x, y: y, width: 1, height: 1))
  }
}
