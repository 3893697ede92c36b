import Testing

@testable import Loader

@Suite struct ImageSizeTests {
  private static func size(_ bytes: [UInt8]) -> [Int]? {
    ImageSize(bytes).map { [$0.width, $0.height] }
  }

  private static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static let png: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + ascii("IHDR")
    + [0, 0, 1, 2, 0, 0, 0, 3]
  private static let jpeg: [UInt8] =
    [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xFF, 0xC2, 0, 11, 8, 0, 5, 1, 0]
  private static let lossy: [UInt8] =
    ascii("RIFF") + [0, 0, 0, 0] + ascii("WEBPVP8 ") + [UInt8](repeating: 0, count: 10)
    + [0x10, 0x40, 0x20, 0x00]
  private static let lossless: [UInt8] =
    ascii("RIFF") + [0, 0, 0, 0] + ascii("WEBPVP8L") + [0, 0, 0, 0, 0x2F, 0x07, 0x40, 0x02, 0]
  private static let extended: [UInt8] =
    ascii("RIFF") + [0, 0, 0, 0] + ascii("WEBPVP8X") + [UInt8](repeating: 0, count: 8)
    + [9, 0, 0, 19, 0, 0]

  @Test func `sizes of pictures are read from their headers`() {
    #expect(Self.size(Self.png) == [258, 3])
    #expect(Self.size(Self.jpeg) == [256, 5])
    #expect(Self.size(Self.ascii("GIF89a") + [2, 1, 3, 0]) == [258, 3])
    #expect(Self.size(Self.lossy) == [16, 32])
    #expect(Self.size(Self.lossless) == [8, 10])
    #expect(Self.size(Self.extended) == [10, 20])
  }

  @Test func `an SVG tells its size, or its box`() {
    #expect(
      Self.size(Self.ascii("<?xml version='1.0'?><svg width=\"24px\" height='12'>")) == [24, 12])
    #expect(Self.size(Self.ascii("<svg viewBox=\"0 0 10 20\" stroke-width='3'>")) == [10, 20])
    #expect(Self.size(Self.ascii("<svg width='100%' height='9'>")) == nil)
    #expect(Self.size(Self.ascii("let a = '<svg width=\"1\" height=\"1\">'")) == nil)
  }

  @Test func `a header that stops early gives no size, wherever it stops`() {
    for picture in [Self.png, Self.jpeg, Self.lossy, Self.lossless, Self.extended] {
      for count in 0..<picture.count { #expect(Self.size(Array(picture.prefix(count))) == nil) }
    }
  }

  @Test func `a picture of no width is none`() {
    var png = Self.png
    png[18...19] = [0, 0]
    #expect(Self.size(png) == nil)
  }
}
