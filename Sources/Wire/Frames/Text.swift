/// A text as it crosses between the processes: ASCII in one byte a character, anything else as
/// the UTF-16 that the engine itself keeps, so that neither side converts more than it must.
public struct Text: Hashable, Sendable {
  public enum Encoding: UInt8, Sendable {
    case ascii = 0
    case utf16 = 1
  }

  public let encoding: Encoding
  /// ASCII bytes, or UTF-16 code units with the low byte first.
  public let bytes: [UInt8]

  init(encoding: Encoding, bytes: [UInt8]) {
    self.encoding = encoding
    self.bytes = bytes
  }

  public init(_ string: String) {
    var string = string
    self = string.withUTF8 { utf8 in
      if utf8.allSatisfy({ $0 < 0x80 }) { return Text(encoding: .ascii, bytes: Array(utf8)) }
      var bytes: [UInt8] = []
      bytes.reserveCapacity(utf8.count * 2)
      for unit in String(decoding: utf8, as: UTF8.self).utf16 {
        bytes.append(UInt8(truncatingIfNeeded: unit))
        bytes.append(UInt8(truncatingIfNeeded: unit >> 8))
      }
      return Text(encoding: .utf16, bytes: bytes)
    }
  }

  /// Takes UTF-8, in place when it is ASCII.
  init(utf8 bytes: [UInt8]) {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      self.init(encoding: .ascii, bytes: bytes)
    } else {
      self.init(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Takes the engine's characters, narrowed when all of them are ASCII.
  public init(utf16 units: UnsafeBufferPointer<UInt16>) {
    var seen: UInt16 = 0
    for unit in units { seen |= unit }
    if seen < 0x80 {
      let bytes = [UInt8](unsafeUninitializedCapacity: units.count) { buffer, count in
        for index in 0..<units.count { buffer[index] = UInt8(truncatingIfNeeded: units[index]) }
        count = units.count
      }
      self.init(encoding: .ascii, bytes: bytes)
    } else {
      let bytes = [UInt8](unsafeUninitializedCapacity: units.count * 2) { buffer, count in
        for index in 0..<units.count {
          buffer[2 * index] = UInt8(truncatingIfNeeded: units[index])
          buffer[2 * index + 1] = UInt8(truncatingIfNeeded: units[index] >> 8)
        }
        count = units.count * 2
      }
      self.init(encoding: .utf16, bytes: bytes)
    }
  }

  /// UTF-16 code units, whatever the encoding.
  public var unitCount: Int { encoding == .ascii ? bytes.count : bytes.count / 2 }

  /// The text as a Swift string; a lone surrogate becomes U+FFFD.
  public var string: String {
    switch encoding {
    case .ascii: String(decoding: bytes, as: UTF8.self)
    case .utf16: withUTF16 { String(decoding: $0, as: UTF16.self) }
    }
  }

  /// Calls `body` with the UTF-16 code units of the text, widened when it is ASCII.
  public func withUTF16<Result>(_ body: (UnsafeBufferPointer<UInt16>) -> Result) -> Result {
    let units = [UInt16](unsafeUninitializedCapacity: unitCount) { buffer, count in
      switch encoding {
      case .ascii:
        for index in 0..<bytes.count { buffer[index] = UInt16(bytes[index]) }
      case .utf16:
        for index in 0..<unitCount {
          buffer[index] = UInt16(bytes[2 * index]) | UInt16(bytes[2 * index + 1]) << 8
        }
      }
      count = unitCount
    }
    return units.withUnsafeBufferPointer(body)
  }
}

extension Text: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
