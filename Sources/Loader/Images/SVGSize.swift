/// The size that the root element of an SVG tells: `width` and `height`, else its `viewBox`.
struct SVGSize {
  let size: ImageSize

  /// Nil unless the text begins, after declarations and comments, with an `<svg>` of a known size.
  init?(_ bytes: [UInt8]) {
    guard let tag = Self.rootTag(bytes) else { return nil }
    let box = Self.value(of: "viewBox", in: tag).map(Self.numbers) ?? []
    let width = Self.value(of: "width", in: tag).flatMap(Self.length)
    let height = Self.value(of: "height", in: tag).flatMap(Self.length)
    let boxWidth = box.count == 4 ? box[2] : nil
    let boxHeight = box.count == 4 ? box[3] : nil
    guard
      let size = ImageSize(
        width: Self.whole(width ?? boxWidth), height: Self.whole(height ?? boxHeight))
    else { return nil }
    self.size = size
  }

  /// The root element's start tag lies within this much of the beginning.
  private static let searchedBytes = 16 << 10

  private static func rootTag(_ bytes: [UInt8]) -> Substring? {
    let head = bytes.prefix(searchedBytes)
    guard head.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "<") else { return nil }
    let text = String(decoding: head, as: UTF8.self)
    guard let start = text.firstRange(of: "<svg") else { return nil }
    let rest = text[start.upperBound...]
    guard let first = rest.first, first.isWhitespace || first == ">" else { return nil }
    guard let end = rest.firstIndex(of: ">") else { return nil }
    return rest[..<end]
  }

  /// The value of an attribute that stands between quotes.
  private static func value(of name: String, in tag: Substring) -> Substring? {
    var rest = tag
    while let found = rest.firstRange(of: name) {
      let isWhole =
        found.lowerBound > rest.startIndex
        && rest[rest.index(before: found.lowerBound)].isWhitespace
      rest = rest[found.upperBound...]
      let after = rest.drop(while: \.isWhitespace)
      guard isWhole, after.first == "=" else { continue }
      let quoted = after.dropFirst().drop(while: \.isWhitespace)
      guard let quote = quoted.first, quote == "\"" || quote == "'" else { return nil }
      return quoted.dropFirst().prefix { $0 != quote }
    }
    return nil
  }

  /// A length in px; one in another unit says nothing about px.
  private static func length(_ text: Substring) -> Double? {
    let trimmed = text.filter { !$0.isWhitespace }
    return Double(trimmed.hasSuffix("px") ? String(trimmed.dropLast(2)) : trimmed)
  }

  private static func numbers(_ text: Substring) -> [Double] {
    text.split { $0.isWhitespace || $0 == "," }.prefix(5).compactMap { Double($0) }
  }

  /// Rounded to whole px; nil for what no picture has.
  private static func whole(_ length: Double?) -> Int? {
    guard let length, length > 0, length < 1e6 else { return nil }
    return max(1, Int(length.rounded()))
  }
}
