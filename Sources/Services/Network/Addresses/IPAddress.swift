/// An address of the internet protocol, version 4 or 6, as sixteen or four bytes.
///
/// Texts are read here and not by the system, so that what was checked is what is connected to.
public struct IPAddress: Hashable, Sendable {
  /// Four bytes or sixteen, the first sent first.
  public let bytes: [UInt8]

  public var isVersion4: Bool { bytes.count == 4 }

  init(version4 value: UInt32) {
    bytes = (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  /// - Returns: nil unless there are four or sixteen bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Reads `192.0.2.1`, `2001:db8::1` or `::ffff:192.0.2.1`; a zone (`%eth0`) is refused.
  public init?(_ text: some StringProtocol) {
    if text.contains(":") {
      guard let bytes = Self.version6(text) else { return nil }
      self.init(bytes: bytes)
    } else {
      guard let value = Self.dotted(text) else { return nil }
      self.init(version4: value)
    }
  }

  /// Four decimal numbers without leading zeros.
  private static func dotted(_ text: some StringProtocol) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var value: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        part == "0" || !part.hasPrefix("0"), let byte = UInt8(part)
      else { return nil }
      value = value << 8 | UInt32(byte)
    }
    return value
  }

  private static func version6(_ text: some StringProtocol) -> [UInt8]? {
    // A run of zeros may be left out once, so there are at most two sides.
    let sides = String(text).components(separatedByDoubleColon: ())
    guard let sides else { return nil }
    guard let head = groups(sides.head) else { return nil }
    guard let tail = sides.tail else { return head.count == 16 ? head : nil }
    guard let end = groups(tail), head.count + end.count <= 14 else { return nil }
    return head + [UInt8](repeating: 0, count: 16 - head.count - end.count) + end
  }

  /// Groups of four hexadecimal digits, the last two perhaps as a version 4 address.
  private static func groups(_ text: Substring) -> [UInt8]? {
    if text.isEmpty { return [] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 8 else { return nil }
    var bytes: [UInt8] = []
    for (index, part) in parts.enumerated() {
      if part.contains(".") {
        guard index == parts.count - 1, let value = dotted(part) else { return nil }
        bytes += IPAddress(version4: value).bytes
        continue
      }
      guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(isHexDigit),
        let group = UInt16(part, radix: 16)
      else { return nil }
      bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
    }
    return bytes.count <= 16 ? bytes : nil
  }

  static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}

extension String {
  /// What stands before and after `::`; nil when that stands there twice.
  fileprivate func components(
    separatedByDoubleColon: Void
  ) -> (head: Substring, tail: Substring?)? {
    guard let mark = range(ofDoubleColonFrom: startIndex) else { return (self[...], nil) }
    guard range(ofDoubleColonFrom: index(after: mark.lowerBound)) == nil else { return nil }
    return (self[..<mark.lowerBound], self[mark.upperBound...])
  }

  private func range(ofDoubleColonFrom start: Index) -> Range<Index>? {
    var place = start
    while place < endIndex {
      let next = index(after: place)
      if self[place] == ":", next < endIndex, self[next] == ":" {
        return place..<index(after: next)
      }
      place = next
    }
    return nil
  }
}

extension IPAddress: CustomStringConvertible {
  /// As it stands in a URL, without brackets.
  public var description: String {
    if isVersion4 { return bytes.map { String($0) }.joined(separator: ".") }
    return stride(from: 0, to: 16, by: 2).map {
      String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
    }.joined(separator: ":")
  }
}
