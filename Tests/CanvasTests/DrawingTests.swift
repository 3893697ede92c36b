import TestSupport
import Testing
import Wire

@testable import Canvas

@Suite(.ownThreads) struct `A list of commands is drawn` {
  struct Sample: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let commands: JSON
    let at: (x: Double, y: Double)
    let pixel: [UInt8]

    init(_ title: String, _ commands: JSON, at: (Double, Double), _ pixel: [UInt8]) {
      testDescription = title
      self.commands = commands
      self.at = at
      self.pixel = pixel
    }
  }

  static let red: [UInt8] = [255, 0, 0, 255]
  static let blue: [UInt8] = [0, 0, 255, 255]
  static let nothing: [UInt8] = [0, 0, 0, 0]
  static let blueSquare: JSON = ["fillRect", 10, 10, 20, 20]

  static let samples = [
    Sample(
      "inside a rectangle", [["fillStyle", "red"], ["fillRect", 10, 10, 20, 20]], at: (29, 29), red),
    Sample(
      "beside a rectangle", [["fillStyle", "red"], ["fillRect", 10, 10, 20, 20]], at: (30, 30),
      nothing),
    Sample(
      "through half a colour", [["fillStyle", "rgba(255, 0, 0, 0.5)"], ["fillRect", 0, 0, 9, 9]],
      at: (3, 3), [255, 0, 0, 128]),
    Sample(
      "with an alpha of all",
      [["globalAlpha", 0.2], ["fillStyle", "#f00"], ["fillRect", 0, 0, 9, 9]],
      at: (3, 3), [255, 0, 0, 51]),
    Sample(
      "a circle's middle",
      [
        ["fillStyle", "red"], ["arc", 50, 50, 20, 0, 6.2831853071796, false], ["fill", "nonzero"],
      ],
      at: (50, 67), red),
    Sample(
      "outside a circle",
      [
        ["fillStyle", "red"], ["arc", 50, 50, 20, 0, 6.2831853071796, false], ["fill", "nonzero"],
      ],
      at: (66, 66), nothing),
    Sample(
      "the hole of two rectangles",
      [
        ["fillStyle", "red"], ["rect", 0, 0, 90, 90], ["rect", 20, 20, 40, 40],
        ["fill", "evenodd"],
      ], at: (40, 40), nothing),
    Sample(
      "the middle of a line",
      [
        ["strokeStyle", "blue"], ["lineWidth", 10], ["moveTo", 0, 50], ["lineTo", 100, 50],
        ["stroke"],
      ], at: (50, 54), blue),
    Sample(
      "between two dashes",
      [
        ["lineWidth", 10], ["lineDash", [10, 10]], ["moveTo", 0, 50], ["lineTo", 100, 50],
        ["stroke"],
      ], at: (15, 50), nothing),
    Sample(
      "where a curve ends",
      [
        ["strokeStyle", "red"], ["lineWidth", 8], ["moveTo", 10, 90],
        ["bezierCurveTo", 10, 10, 90, 10, 90, 90], ["stroke"],
      ], at: (50, 30), red),
    Sample(
      "at a rounded corner",
      [
        ["strokeStyle", "red"], ["lineWidth", 2], ["moveTo", 10, 10],
        ["arcTo", 90, 10, 90, 90, 40],
        ["lineTo", 90, 90], ["stroke"],
      ], at: (89, 11), nothing),
    Sample(
      "moved and turned by a quarter",
      [
        ["translate", 50, 50], ["rotate", 1.5707963267949], ["fillStyle", "red"],
        ["fillRect", 10, 0, 20, 10],
      ], at: (45, 65), red),
    Sample(
      "after restore",
      [["save"], ["fillStyle", "red"], ["restore"], ["fillRect", 0, 0, 9, 9]],
      at: (4, 4), [0, 0, 0, 255]),
    Sample(
      "outside a clip",
      [
        ["rect", 0, 0, 10, 10], ["clip", "nonzero"], ["fillStyle", "red"],
        ["fillRect", 0, 0, 90, 90],
      ], at: (20, 20), nothing),
    Sample(
      "after a clip was restored",
      [
        ["save"], ["rect", 0, 0, 10, 10], ["clip", "nonzero"], ["restore"], ["fillStyle", "red"],
        ["fillRect", 0, 0, 90, 90],
      ], at: (20, 20), red),
    Sample(
      "where it was erased",
      [["fillRect", 0, 0, 90, 90], ["clearRect", 10, 10, 10, 10]], at: (15, 15), nothing),
    Sample(
      "at the start of a gradient",
      [
        ["fillStyle", ["linear", 0, 0, 100, 0, [0, "red", 1, "blue"]]], ["fillRect", 0, 0, 100, 9],
      ], at: (0, 4), [254, 0, 1, 255]),
    Sample(
      "outside of a ring of colours",
      [
        ["fillStyle", ["radial", 50, 50, 0, 50, 50, 20, [0, "red", 1, "blue"]]],
        ["fillRect", 0, 0, 100, 100],
      ], at: (2, 2), blue),
    Sample(
      "below what was there",
      [
        ["fillStyle", "red"], ["fillRect", 0, 0, 50, 50],
        ["globalCompositeOperation", "destination-over"], ["fillStyle", "blue"],
        ["fillRect", 0, 0, 90, 90],
      ], at: (20, 20), red),
    Sample(
      "copied over all",
      [
        ["fillRect", 0, 0, 50, 50], ["globalCompositeOperation", "copy"], ["fillStyle", "blue"],
        ["fillRect", 60, 60, 9, 9],
      ], at: (20, 20), nothing),
    Sample(
      "in the shadow",
      [
        ["shadowColor", "blue"], ["shadowOffsetX", 30], ["fillStyle", "red"],
        ["fillRect", 0, 0, 20, 20],
      ], at: (40, 10), blue),
    Sample(
      "with a colour that is none",
      [["fillStyle", "red"], ["fillStyle", "no colour"], ["fillRect", 0, 0, 9, 9]], at: (4, 4), red),
    Sample(
      "under a transform that cannot be undone",
      [["scale", 0, 1], ["fillRect", 0, 0, 90, 90], ["setTransform", 1, 0, 0, 1, 0, 0]],
      at: (0, 4), nothing),
    Sample(
      "with a path of its own",
      [["fillStyle", "red"], ["fill", "nonzero", [["rect", 0, 0, 9, 9]]]], at: (4, 4), red),
  ]

  @Test(arguments: samples)
  func `and its pixels show it`(_ sample: Sample) throws {
    let drawn = try Drawn()
    try drawn.draw(try #require(sample.commands.array))
    #expect(try drawn.pixel(sample.at.x, sample.at.y) == sample.pixel)
  }

  @Test func `and goes on where the last one ended`() throws {
    let drawn = try Drawn(["fillStyle", "red"])
    try drawn.draw([["fillRect", 0, 0, 9, 9]])
    #expect(try drawn.pixel(4, 4) == Self.red)
  }

  @Test func `and a picture that is missing keeps nothing else away`() throws {
    let drawn = try Drawn()
    let omitted = try drawn.draw([
      ["drawImage", "file:gone.png", 0, 0], ["fillStyle", "red"], ["fillRect", 0, 0, 9, 9],
    ])
    #expect(omitted.first?.description == "there is no 'file:gone.png'")
    #expect(try drawn.pixel(4, 4) == Self.red)
  }

  @Test func `with another canvas as picture and as pattern`() throws {
    let stamp = try Drawn(["fillStyle", "red"], ["fillRect", 0, 0, 5, 10], size: 10)
    let drawn = try Drawn()
    try drawn.canvas.draw(
      [
        ["drawImage", "canvas:2", 0, 0, 20, 20],
        ["fillStyle", ["pattern", "canvas:2", "repeat"]], ["fillRect", 50, 0, 50, 50],
        ["fillStyle", ["pattern", "canvas:2", "no-repeat"]], ["fillRect", 0, 50, 50, 50],
      ], bytes: 1 << 20, within: .seconds(60)
    ) { _ in .canvas(stamp.canvas) }
    #expect(try drawn.pixel(5, 15) == Self.red)
    #expect(try drawn.pixel(15, 5) == Self.nothing)
    #expect(try drawn.pixel(92, 45) == Self.red)
    #expect(try drawn.pixel(97, 45) == Self.nothing)
    #expect(try drawn.pixel(2, 60) == Self.nothing)
  }

  @Test func `from pixels that were given`() throws {
    let drawn = try Drawn()
    let command: JSON = ["putImageData", 0, 2, 1, 10, 10, 0, 0, 2, 1]
    try drawn.canvas.draw(
      [command], attachments: [[1, 2, 3, 255, 200, 100, 50, 128]], bytes: 1 << 20
    ) { _ in throw CanvasError("none") }
    #expect(try drawn.pixel(10, 10) == [1, 2, 3, 255])
    #expect(try drawn.pixel(11, 10) == [199, 100, 50, 128])
  }

  @Test(arguments: [("png", [0x89, 0x50]), ("jpg", [0xFF, 0xD8])])
  func `and its file shows the same`(_ kind: String, _ head: [UInt8]) throws {
    let drawn = try Drawn(["fillStyle", "red"], ["fillRect", 0, 0, 100, 100])
    let file = try drawn.canvas.picture(
      of: Region(x: 0, y: 0, width: 100, height: 100), width: 50, height: 40,
      as: kind == "png" ? .png : .jpeg(quality: 0.9))
    #expect(file.starts(with: head))
    let picture = try Picture(file: file)
    #expect(picture.width == 50 && picture.height == 40)
    let again = Canvas()
    try again.draw(
      [["resize", 60, 60], ["drawImage", "picture:0", 0, 0]], bytes: 1 << 20
    ) { _ in .picture(picture) }
    let pixel = try again.pixels(Region(x: 20, y: 20, width: 1, height: 1))
    #expect(pixel[0] > 250 && pixel[1] < 5 && pixel[2] < 5 && pixel[3] == 255)
  }

  @Test func `in units of a screen with more pixels`() throws {
    let canvas = Canvas()
    try canvas.draw(
      [["resize", 20, 10, 3], ["fillStyle", "red"], ["fillRect", 10, 0, 10, 10]], bytes: 1 << 20
    ) { _ in throw CanvasError("none") }
    #expect(canvas.byteCount == 60 * 30 * 4)
    #expect(try canvas.pixels(Region(x: 5, y: 5, width: 1, height: 1)) == Self.nothing)
    #expect(try canvas.pixels(Region(x: 15, y: 5, width: 1, height: 1)) == Self.red)
  }
}
