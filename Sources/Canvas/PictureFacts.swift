/// What a picture file says of itself: its kind, its size, and how it is to be turned.
///
/// Whatever the bytes are, reading them neither traps nor looks at any of them more than a few
/// times. JPEG and PNG are decoded by `Picture`; of the others only the header is read.
public struct PictureFacts: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case png
    case jpeg
    case gif
    case webp
  }

  public let kind: Kind
  /// In pixels as they are stored, before turning.
  public let width: Int
  public let height: Int
  /// The number of EXIF, from 1 to 8; 1 is upright.
  public let orientation: Int

  /// Nil when the bytes are no picture of these kinds, or are cut off before they tell the size.
  public init?(_ bytes: [UInt8]) {
    let header = PictureHeader(bytes: bytes)
    guard let found = header.png ?? header.gif ?? header.webP ?? header.jpeg else { return nil }
    self = found
  }

  init?(_ kind: Kind, _ width: Int?, _ height: Int?, orientation: Int = 1) {
    guard let width, let height, width > 0, height > 0 else { return nil }
    self.kind = kind
    self.width = width
    self.height = height
    self.orientation = (1...8).contains(orientation) ? orientation : 1
  }
}

private struct PictureHeader {
  let bytes: [UInt8]

  /// PNG 1.2: the signature, then the IHDR chunk.
  var png: PictureFacts? {
    guard starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0) else { return nil }
    return PictureFacts(.png, big(16, 4), big(20, 4))
  }

  /// GIF89a: the logical screen follows the version.
  var gif: PictureFacts? {
    guard starts(with: Array("GIF8".utf8), at: 0) else { return nil }
    return PictureFacts(.gif, little(6, 2), little(8, 2))
  }

  /// RFC 9649: lossy, lossless or extended.
  var webP: PictureFacts? {
    guard starts(with: Array("RIFF".utf8), at: 0), starts(with: Array("WEBP".utf8), at: 8) else {
      return nil
    }
    if starts(with: Array("VP8 ".utf8), at: 12) {
      return PictureFacts(
        .webp, little(26, 2).map { $0 & 0x3FFF }, little(28, 2).map { $0 & 0x3FFF })
    }
    if starts(with: Array("VP8L".utf8), at: 12) {
      guard let bits = little(21, 4) else { return nil }
      return PictureFacts(.webp, (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1)
    }
    guard starts(with: Array("VP8X".utf8), at: 12) else { return nil }
    return PictureFacts(.webp, little(24, 3).map { $0 + 1 }, little(27, 3).map { $0 + 1 })
  }

  /// ITU T.81: segments up to the start of a frame; EXIF is in a segment of kind APP1.
  var jpeg: PictureFacts? {
    guard starts(with: [0xFF, 0xD8], at: 0) else { return nil }
    var place = 2
    var orientation = 1
    while place + 4 <= bytes.count {
      guard bytes[place] == 0xFF else { return nil }
      let marker = bytes[place + 1]
      // Fill bytes, and markers without a segment.
      if marker == 0xFF || marker == 0x01 || (0xD0...0xD8).contains(marker) {
        place += marker == 0xFF ? 1 : 2
        continue
      }
      if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
        return PictureFacts(
          .jpeg, big(place + 7, 2), big(place + 5, 2), orientation: orientation)
      }
      if marker == 0xE1 { orientation = exifOrientation(at: place + 4) ?? orientation }
      guard let length = big(place + 2, 2), length >= 2 else { return nil }
      place += 2 + length
    }
    return nil
  }

  /// EXIF 2.3: a TIFF header, then the entries of the first directory, twelve bytes each.
  private func exifOrientation(at place: Int) -> Int? {
    guard starts(with: Array("Exif".utf8) + [0, 0], at: place) else { return nil }
    let tiff = place + 6
    let isBig = starts(with: Array("MM".utf8), at: tiff)
    func number(_ at: Int, _ count: Int) -> Int? { isBig ? big(at, count) : little(at, count) }
    guard let offset = number(tiff + 4, 4), offset < 1 << 16,
      let entries = number(tiff + offset, 2)
    else { return nil }
    for entry in 0..<min(entries, 64) {
      let at = tiff + offset + 2 + entry * 12
      if number(at, 2) == 0x0112 { return number(at + 8, 2) }
    }
    return nil
  }

  private func starts(with prefix: [UInt8], at place: Int) -> Bool {
    bytes.count >= place + prefix.count
      && bytes[place..<place + prefix.count].elementsEqual(prefix)
  }

  private func big(_ place: Int, _ count: Int) -> Int? {
    guard bytes.count >= place + count else { return nil }
    return bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
  }

  private func little(_ place: Int, _ count: Int) -> Int? {
    guard bytes.count >= place + count else { return nil }
    return bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
