import TestSupport
import Testing
import Wire

@testable import Canvas

@Suite(.ownThreads) struct `A line of text` {
  @Test func `is wider the more it says and the larger it is`() throws {
    let widths = try [
      ("10px sans-serif", "a"), ("10px sans-serif", "ab"), ("20px sans-serif", "ab"),
    ]
    .map { try TextMeasure.metrics(of: $1, font: $0).width }
    #expect(widths[0] > 0 && widths[0] < widths[1] && widths[1] < widths[2])
    #expect(try TextMeasure.metrics(of: "", font: "10px sans-serif").width == 0)
  }

  @Test func `stands on its baseline`() throws {
    let metrics = try TextMeasure.metrics(of: "H", font: "20px sans-serif")
    #expect(metrics.actualBoundingBoxAscent > 10 && metrics.actualBoundingBoxDescent <= 0.5)
    #expect(metrics.fontBoundingBoxAscent > metrics.fontBoundingBoxDescent)
  }

  @Test(
    arguments: [
      ("left", "alphabetic", (55.0...80, 30.0...50)),
      ("right", "alphabetic", (20.0...45, 30.0...50)),
      ("left", "top", (55.0...80, 55.0...75)),
    ] as [(String, String, (ClosedRange<Double>, ClosedRange<Double>))])
  func `is placed by its alignment`(
    _ align: String, _ baseline: String, _ place: (ClosedRange<Double>, ClosedRange<Double>)
  ) throws {
    let drawn = try Drawn(
      ["font", "bold 40px sans-serif"], ["textAlign", .string(align)],
      ["textBaseline", .string(baseline)], ["fillText", "H", 50, 50])
    let pixels = try drawn.canvas.pixels(Region(x: 0, y: 0, width: 100, height: 100))
    let inked = (0..<10_000).filter { pixels[$0 * 4 + 3] > 128 }
    let x = Double(inked.reduce(0) { $0 + $1 % 100 }) / Double(inked.count)
    let y = Double(inked.reduce(0) { $0 + $1 / 100 }) / Double(inked.count)
    #expect(place.0.contains(x) && place.1.contains(y), "\(x), \(y)")
  }

  @Test func `has at most so many characters`() throws {
    let limit = CanvasLimits.textCharacters
    let fits = String(repeating: "a", count: limit)
    #expect(try TextMeasure.metrics(of: fits, font: "10px sans-serif").width > 0)
    #expect(throws: CanvasError.self) {
      try TextMeasure.metrics(of: fits + "a", font: "10px sans-serif")
    }
  }

  @Test(arguments: [
    ("bold 12px Arial", 12.0, 700 as UInt32, false, "Arial"),
    ("italic 600 1.5em/2 'My Font', serif", 24, 600, true, "My Font, serif"),
    ("9999px x", CanvasLimits.fontPixels, 400, false, "x"), ("12pt x", 16, 400, false, "x"),
  ])
  func `is written in a font as CSS says it`(
    _ text: String, _ pixels: Double, _ weight: UInt32, _ isItalic: Bool, _ families: String
  ) throws {
    let font = try #require(Font(css: text))
    #expect(font.pixels == pixels && font.weight == weight && font.isItalic == isItalic)
    #expect(font.families == families)
  }

  @Test(arguments: ["", "bold", "px", "nanpx x", "-3px x", String(repeating: "x", count: 300)])
  func `keeps its font when another is none`(_ text: String) {
    #expect(Font(css: text) == nil)
  }
}
