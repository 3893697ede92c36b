import Bridge
import Canvas
import Foundation
import Testing
import Wire

@testable import Services

@Suite struct `The scanner` {
  /// A QR code that says `sampan:42`.
  private static let code = """
    #######..#.##.#######
    #.....#.##.#..#.....#
    #.###.#.##..#.#.###.#
    #.###.#..#.#..#.###.#
    #.###.#.#...#.#.###.#
    #.....#.#..##.#.....#
    #######.#.#.#.#######
    ........#####........
    ##.#..##.##...###.##.
    .##.##...#......##.##
    #.#..##.##..###..##.#
    .##.##....##.#####...
    #..##.##..#.##......#
    ........####......###
    #######.##....#.#.##.
    #.....#...####.##....
    #.###.#....#.#####.#.
    #.###.#.#..#...##..##
    #.###.#.....#..##.#.#
    #.....#.##...##.#....
    #######.#####...##.#.
    """.split(separator: "\n")

  /// The code as a picture with a white margin, so many pixels for each of its squares.
  private static func picture(pixels: Int) throws -> [UInt8] {
    let side = (code.count + 8) * pixels
    var commands: [JSON] = [
      ["resize", .number(Double(side)), .number(Double(side))], ["fillStyle", "#ffffff"],
      ["fillRect", 0, 0, .number(Double(side)), .number(Double(side))], ["fillStyle", "#000000"],
    ]
    for (y, row) in code.enumerated() {
      for (x, square) in row.enumerated() where square == "#" {
        let place = [x + 4, y + 4].map { JSON.number(Double($0 * pixels)) }
        let size = JSON.number(Double(pixels))
        commands.append(["fillRect", place[0], place[1], size, size])
      }
    }
    let canvas = Canvas()
    try canvas.draw(commands, bytes: side * side * 4, within: .seconds(60)) { name in
      throw CanvasError("there is no '\(name)'")
    }
    let whole = Region(x: 0, y: 0, width: Double(side), height: Double(side))
    return try canvas.picture(
      of: whole, width: Double(side), height: Double(side), as: .png)
  }

  @Test func `reads a code out of a picture`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "code-\(UUID()).png")
    try Data(try Self.picture(pixels: 4)).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let bench = Bench()
    let answer: JSON = ["file": .string(file.path)]
    #expect(
      try bench.result("scanCode", [:], answering: answer) == [
        "result": "sampan:42", "scanType": "QR_CODE", "charSet": "UTF-8",
        "rawData": .string(Data("sampan:42".utf8).base64EncodedString()), "path": "",
      ])
    #expect(
      try bench.failure("scanCode", ["scanType": ["barCode"]], answering: answer).reason
        == "no code was found in the picture")
  }

  @Test func `finds what the device's camera sees without asking`() throws {
    var profile = DeviceProfile()
    profile.camera.code = "6901234567892"
    profile.camera.codeType = "EAN_13"
    let bench = Bench(profile)
    #expect(try bench.result("scanCode")["scanType"] == "EAN_13")
    bench.device.change { $0.permissions.camera = false }
    #expect(try bench.failure("scanCode").errno == 3)
  }

  @Test func `takes a text, a picture of the album, or a refusal`() throws {
    let bench = Bench()
    #expect(try bench.result("scanCode", answering: ["result": "x"])["result"] == "x")
    #expect(try bench.failure("scanCode") == .cancelled)
    #expect(
      try bench.failure("scanCode", answering: ["index": 0]).reason
        == "no code was found in the picture")
    #expect(
      try bench.failure("scanCode", ["onlyFromCamera": true], answering: ["index": 0])
        == .cancelled)
    #expect(
      try bench.failure("scanCode", answering: ["file": "/nowhere/a.png"]).reason
        .hasPrefix("the chosen file is not there"))
  }
}
