/// Finds the `}}` that closes a `{{`, over strings and object literals.
///
/// Scanning stays linear on hostile input: the first search that fails also ends all later
/// searches of that kind, and the file is rejected anyway.
struct BraceScanner {
  private let source: SourceText
  private var hasGivenUp = false
  private var hasNoEndLeft = false

  init(_ source: SourceText) {
    self.source = source
  }

  /// - Parameters:
  ///   - start: the first byte after `{{`.
  ///   - quote: the quote around the attribute value, if any.
  /// - Returns: the offset of the closing `}}`, or nil if there is none.
  mutating func end(from start: Int, insideQuote quote: UInt8?) -> Int? {
    if let quote {
      // The platform's own reading first: the outer quote ends the value wherever it stands.
      if let end = balancedEnd(from: start, stoppingAt: quote) { return end }
      return hasGivenUp ? nil : orGiveUp(balancedEnd(from: start, stoppingAt: nil))
    }
    if !hasGivenUp, let end = orGiveUp(balancedEnd(from: start, stoppingAt: nil)) { return end }
    return plainEnd(from: start)
  }

  private mutating func orGiveUp(_ end: Int?) -> Int? {
    if end == nil { hasGivenUp = true }
    return end
  }

  /// - Parameter quote: a quote that ends the search, even inside a string.
  private func balancedEnd(from start: Int, stoppingAt quote: UInt8?) -> Int? {
    var offset = start
    var depth = 0
    while let byte = source[offset] {
      if byte == quote { return nil }
      switch byte {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        if depth == 0, source[offset + 1] == byte { return offset }
        depth = max(0, depth - 1)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        guard let end = stringEnd(from: offset + 1, closedBy: byte, stoppingAt: quote) else {
          return nil
        }
        offset = end
      case UInt8(ascii: "\\"): offset += 1
      default: break
      }
      offset += 1
    }
    return nil
  }

  /// The offset of the quote that closes a string, or nil if its line ends first.
  private func stringEnd(from start: Int, closedBy close: UInt8, stoppingAt quote: UInt8?) -> Int? {
    var offset = start
    while let byte = source[offset], byte != UInt8(ascii: "\n") {
      if byte == close { return offset }
      if byte == quote { return nil }
      offset += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  private mutating func plainEnd(from start: Int) -> Int? {
    guard !hasNoEndLeft else { return nil }
    var offset = start
    while offset + 1 < source.bytes.count {
      if source.has("}}", at: offset) { return offset }
      offset += 1
    }
    hasNoEndLeft = true
    return nil
  }
}
