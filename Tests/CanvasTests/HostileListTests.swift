import TestSupport
import Testing
import Wire

@testable import Canvas

@Suite(.ownThreads) struct `A hostile list of commands` {
  static let wrong: [JSON] = [
    "fill", [], [1], ["no such"], ["moveTo"], ["moveTo", "1", "2"], ["moveTo", 1],
    ["moveTo", .number(.nan), 1], ["moveTo", .number(.infinity), 1],
    ["arc", 1, 1, -1, 0, 1, false],
    ["arc", 1, 1, 1, 0, 1, "no"], ["fill", "wrong"],
    ["fill", "nonzero", [["fillRect", 0, 0, 1, 1]]],
    ["fillStyle", ["linear", 0, 0, 1, 1, [2, "red"]]], ["fillStyle", ["cone"]], ["fillStyle"],
    ["fillStyle", ["radial", 0, 0, -1, 0, 0, 1, []]], ["resize", -1, 5], ["resize", 5, 1366],
    ["resize", 5, 5, 0], ["resize", 5, 5, 9], ["drawImage", "x:1", 0],
    ["putImageData", 0, 1, 1, 0, 0, 0, 0, 1, 1], ["putImageData", 0, -1, -1, 0, 0, 0, 0, 1, 1],
    ["lineDash", "all"], ["lineDash", .array(.init(repeating: 1, count: 33))],
  ]

  @Test(arguments: wrong)
  func `is refused at the command that is wrong`(_ command: JSON) throws {
    let drawn = try Drawn()
    #expect {
      try drawn.draw([["fillStyle", "red"], ["fillRect", 0, 0, 9, 9], command])
    } throws: { "\($0)".hasPrefix("command 2: ") }
    // A size that is refused takes away what was there; all else keeps it.
    let isKept = command[0]?.string != "resize"
    #expect(try drawn.pixel(4, 4) == (isKept ? [255, 0, 0, 255] : [0, 0, 0, 0]))
  }

  static let harmless: [[JSON]] = [
    [["fillRect", -1e300, -1e300, 1e300, 1e300]],
    [["scale", 1e300, 1e300], ["fillRect", 0, 0, 1, 1]],
    [
      ["scale", 1e5, 1e5], ["scale", 1e5, 1e5], ["translate", 1e6, 1e6], ["rect", 1, 1, 1, 1],
      ["clip", "nonzero"],
    ],
    [["lineWidth", 1e300], ["strokeRect", 0, 0, 1, 1]],
    [["lineDash", [1e-300, 1e-300]], ["strokeRect", 0, 0, 90, 90]],
    [["lineDash", [0, 0]], ["strokeRect", 0, 0, 90, 90]],
    [
      ["miterLimit", 1e300], ["moveTo", 0, 0], ["lineTo", 9, 0], ["lineTo", 0, 1e-9], ["stroke"],
    ],
    [["font", "1000px x"], ["scale", 1000, 1000], ["fillText", "WWWW", -1e6, 0]],
    [["fillStyle", ["radial", 0, 0, 0, 0, 0, 0, [0, "red"]]], ["fillRect", 0, 0, 9, 9]],
    [["arcTo", 1, 1, 1, 1, 5], ["arcTo", 1, 1, 1, 1, 5], ["closePath"], ["fill", "evenodd"]],
    [["arc", 0, 0, 1e300, -1e300, 1e300, true], ["fill", "nonzero"]],
    [["restore"], ["restore"], ["fillText", "\u{0}\u{2028}\n", 1, 1]],
    [["shadowColor", "red"], ["shadowBlur", 1e300], ["fillRect", 0, 0, 9, 9]],
    [["strokeText", "x", 1e300, -1e300, 0]], [["transform", 0, 0, 0, 0, 0, 0], ["stroke"]],
  ]

  @Test(arguments: harmless)
  func `may be strange and what follows is drawn all the same`(_ commands: [JSON]) throws {
    let drawn = try Drawn()
    try drawn.draw([["save"]] + commands)
    try drawn.draw([["reset"], ["clear"], ["fillStyle", "red"], ["fillRect", 0, 0, 9, 9]])
    #expect(try drawn.pixel(4, 4) == [255, 0, 0, 255])
  }

  @Test func `has at most so many commands`() throws {
    let drawn = try Drawn()
    let fits = [JSON](repeating: ["beginPath"], count: CanvasLimits.commands)
    try drawn.draw(fits)
    #expect(throws: CanvasError.self) { try drawn.draw(fits + [["beginPath"]]) }
  }

  @Test func `makes paths of at most so many segments`() throws {
    let drawn = try Drawn()
    let step: JSON = ["lineTo", 1, 1]
    try drawn.draw(.init(repeating: step, count: CanvasLimits.pathSegments))
    #expect(throws: CanvasError.self) { try drawn.draw([step]) }
  }

  @Test func `saves at most so many states`() throws {
    let drawn = try Drawn()
    try drawn.draw(.init(repeating: ["save"], count: CanvasLimits.states))
    #expect(throws: CanvasError.self) { try drawn.draw([["save"]]) }
  }

  @Test func `gives a canvas at most so many pixels`() throws {
    let side = JSON.number(Double(CanvasLimits.sidePixels))
    let drawn = try Drawn(["resize", side, side])
    #expect(drawn.canvas.byteCount == CanvasLimits.sidePixels * CanvasLimits.sidePixels * 4)
    #expect(throws: CanvasError.self) {
      try drawn.canvas.draw([["resize", 16, 17]], bytes: 16 * 16 * 4) { _ in throw CanvasError("") }
    }
  }

  @Test func `keeps patterns of at most so many bytes`() throws {
    let large = try Drawn(size: CanvasLimits.sidePixels)
    let drawn = try Drawn()
    let pattern: JSON = ["fillStyle", ["pattern", "canvas:1", "repeat"]]
    func hold(_ count: Int) throws {
      let commands = [JSON](repeating: ["save"], count: 1) + [pattern]
      for _ in 0..<count {
        try drawn.canvas.draw(commands, bytes: 1 << 30, within: .seconds(60)) { _ in
          .canvas(large.canvas)
        }
      }
    }
    let fitting = CanvasLimits.patternBytes / large.canvas.byteCount
    try hold(fitting - 1)
    #expect(throws: CanvasError.self) { try hold(2) }
  }

  @Test func `ends when its time is over`() throws {
    let canvas = Canvas()
    let all: JSON = ["fillRect", 0, 0, 9, 9]
    #expect {
      try canvas.draw([["resize", 9, 9], all], bytes: 1 << 20, within: .zero) { _ in
        throw CanvasError("")
      }
    } throws: { "\($0)".contains("2 of 2 commands are left out") }
  }

  @Test(arguments: [
    Region(x: 0, y: 0, width: 0, height: 1), Region(x: 0, y: 0, width: .nan, height: 1),
    Region(x: .infinity, y: 0, width: 1, height: 1), Region(x: 0, y: 0, width: 4097, height: 1),
    Region(x: 0, y: 0, width: 2048, height: 1025),
  ])
  func `reads no region that is none`(_ region: Region) throws {
    let drawn = try Drawn()
    #expect(throws: CanvasError.self) { try drawn.canvas.pixels(region) }
  }

  @Test func `reads what is outside as transparent`() throws {
    #expect(try Drawn().pixel(-5, 2_000) == [0, 0, 0, 0])
  }

  static let files: [[UInt8]] = [
    [], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
      + [0, 0, 0x7F, 0xFF, 0, 0, 0x7F, 0xFF, 8, 6, 0, 0, 0],
    [0xFF, 0xD8], [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], Array("GIF89a".utf8),
  ]

  @Test(arguments: files)
  func `cannot name a file that is no picture`(_ file: [UInt8]) {
    #expect(throws: CanvasError.self) { try Picture(file: file) }
  }
}
