/// How large a picture is by itself, in px, read from its header alone.
///
/// Understands PNG, JPEG, GIF, WebP and SVG. Whatever the bytes are, reading them neither traps nor
/// looks at any of them more than a few times.
public struct ImageSize: Hashable, Sendable {
  public let width: Int
  public let height: Int

  /// Nil when the bytes are no picture of a known kind, or stop before they tell its size.
  public init?(_ bytes: [UInt8]) {
    let header = ImageHeader(bytes: bytes)
    guard let size = header.png ?? header.gif ?? header.webP ?? header.jpeg ?? SVGSize(bytes)?.size
    else { return nil }
    self = size
  }

  init?(width: Int?, height: Int?) {
    guard let width, let height, width > 0, height > 0 else { return nil }
    self.width = width
    self.height = height
  }
}

/// The headers of pictures that are made of pixels.
private struct ImageHeader {
  let bytes: [UInt8]

  /// PNG 1.2: the signature, then the IHDR chunk.
  var png: ImageSize? {
    guard starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0),
      starts(with: Array("IHDR".utf8), at: 12)
    else { return nil }
    return ImageSize(width: bigEndian(16, 4), height: bigEndian(20, 4))
  }

  /// GIF89a: the logical screen follows the version.
  var gif: ImageSize? {
    guard starts(with: Array("GIF8".utf8), at: 0) else { return nil }
    return ImageSize(width: littleEndian(6, 2), height: littleEndian(8, 2))
  }

  /// RFC 9649: lossy, lossless or extended.
  var webP: ImageSize? {
    guard starts(with: Array("RIFF".utf8), at: 0), starts(with: Array("WEBP".utf8), at: 8) else {
      return nil
    }
    if starts(with: Array("VP8 ".utf8), at: 12) {
      return ImageSize(
        width: littleEndian(26, 2).map { $0 & 0x3FFF },
        height: littleEndian(28, 2).map { $0 & 0x3FFF })
    }
    if starts(with: Array("VP8L".utf8), at: 12) {
      guard let bits = littleEndian(21, 4) else { return nil }
      return ImageSize(width: (bits & 0x3FFF) + 1, height: ((bits >> 14) & 0x3FFF) + 1)
    }
    guard starts(with: Array("VP8X".utf8), at: 12) else { return nil }
    return ImageSize(
      width: littleEndian(24, 3).map { $0 + 1 }, height: littleEndian(27, 3).map { $0 + 1 })
  }

  /// ITU T.81: segments up to the start of a frame, which tells height and width.
  var jpeg: ImageSize? {
    guard starts(with: [0xFF, 0xD8], at: 0) else { return nil }
    var place = 2
    while place + 4 <= bytes.count {
      guard bytes[place] == 0xFF else { return nil }
      let marker = bytes[place + 1]
      // Fill bytes, and markers without a segment.
      if marker == 0xFF {
        place += 1
        continue
      }
      if marker == 0x01 || (0xD0...0xD8).contains(marker) {
        place += 2
        continue
      }
      if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
        return ImageSize(width: bigEndian(place + 7, 2), height: bigEndian(place + 5, 2))
      }
      guard let length = bigEndian(place + 2, 2), length >= 2 else { return nil }
      place += 2 + length
    }
    return nil
  }

  private func starts(with prefix: [UInt8], at place: Int) -> Bool {
    bytes.count >= place + prefix.count
      && bytes[place..<place + prefix.count].elementsEqual(prefix)
  }

  private func bigEndian(_ place: Int, _ count: Int) -> Int? {
    guard bytes.count >= place + count else { return nil }
    return bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
  }

  private func littleEndian(_ place: Int, _ count: Int) -> Int? {
    guard bytes.count >= place + count else { return nil }
    return bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
