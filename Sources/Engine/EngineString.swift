import CJavaScriptCore

/// A string owned by the engine, released exactly once.
///
/// The engine keeps 8 bits a character when it is given ASCII through `init(ascii:)` or
/// `init(_:)`, else 16. Making 8-bit text costs about 2.4 ns a character, 16-bit text 0.05 ns; so
/// what is parsed once (JSON) comes in as UTF-16, what stays (source text) as ASCII.
public struct EngineString: ~Copyable {
  let reference: JSStringRef

  init(owning reference: JSStringRef) { self.reference = reference }

  /// Copies a Swift string.
  public init(_ text: String) {
    var text = text
    let isNarrow = text.withUTF8 { utf8 in utf8.allSatisfy { $0 > 0 && $0 < 0x80 } }
    reference = isNarrow ? JSStringCreateWithUTF8CString(text) : Self.wide(Array(text.utf16))
  }

  /// Copies UTF-16 code units. Lone surrogates and NUL are kept.
  public init(utf16 units: UnsafeBufferPointer<UInt16>) {
    reference = JSStringCreateWithCharacters(units.baseAddress, units.count)
  }

  /// Copies UTF-16 code units. Lone surrogates and NUL are kept.
  public init(utf16 units: [UInt16]) { reference = Self.wide(units) }

  /// Copies ASCII into 8 bits a character. Text that holds a NUL takes 16, because the engine's
  /// call for narrow text would end at it.
  ///
  /// - Precondition: every byte is below 0x80.
  public init(ascii bytes: [UInt8]) {
    assert(bytes.allSatisfy { $0 < 0x80 }, "EngineString(ascii:) was given other bytes")
    reference =
      bytes.contains(0) ? Self.wide(bytes.map(UInt16.init)) : Self.narrow(bytes + [0])
  }

  private static func wide(_ units: [UInt16]) -> JSStringRef {
    units.withUnsafeBufferPointer { JSStringCreateWithCharacters($0.baseAddress, $0.count) }
  }

  /// Takes bytes that end in a NUL.
  private static func narrow(_ bytes: [UInt8]) -> JSStringRef {
    bytes.withUnsafeBytes { buffer in
      JSStringCreateWithUTF8CString(buffer.baseAddress?.assumingMemoryBound(to: CChar.self))
    }
  }

  deinit { JSStringRelease(reference) }

  /// The number of UTF-16 code units.
  public var unitCount: Int { JSStringGetLength(reference) }

  /// Calls `body` with the code units, which are not copied when the engine keeps 16 bits.
  public borrowing func withUTF16<Result>(
    _ body: (UnsafeBufferPointer<UInt16>) -> Result
  ) -> Result {
    body(UnsafeBufferPointer(start: JSStringGetCharactersPtr(reference), count: unitCount))
  }

  /// A Swift copy, in which a lone surrogate becomes U+FFFD.
  public var text: String {
    withUTF16 { units in
      var seen: UInt16 = 0
      for unit in units { seen |= unit }
      guard seen < 0x80 else { return String(decoding: units, as: UTF16.self) }
      // Names and most other short texts; the general way takes many times as long.
      return String(unsafeUninitializedCapacity: units.count) { buffer in
        for index in 0..<units.count { buffer[index] = UInt8(truncatingIfNeeded: units[index]) }
        return units.count
      }
    }
  }
}
