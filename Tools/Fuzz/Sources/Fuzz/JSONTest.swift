import Wire

/// The JSON reader and writer, in both encodings that a text may have.
///
/// Promises: no trap; reading what was written gives a value that is written the same again.
enum JSONTest {
  static func run(_ input: UnsafeRawBufferPointer) {
    let units = UnsafeRawBufferPointer(rebasing: input.prefix(input.count & ~1))
    let wide = (0..<units.count / 2).map { UInt16(units[2 * $0]) | UInt16(units[2 * $0 + 1]) << 8 }
    check(Text(String(decoding: input, as: UTF8.self)))
    check(wide.withUnsafeBufferPointer { Text(utf16: $0) })
  }

  private static func check(_ text: Text) {
    guard let value = try? JSON(text) else { return }
    let written = value.jsonText
    guard let again = try? JSON(parsing: written) else {
      preconditionFailure("what was written cannot be read")
    }
    precondition(again.jsonText == written, "what was written reads as something else")
  }

  static let seeds = [
    #"{"a":[1,-2.5e3,true,false,null,""],"b":{"点":"\ud83d\ude00\n\u0000"}}"#,
    "[[[[[[]]]]]]", " \t\r\n 0 ", #""\"\\\/\b\f\n\r\t""#, "1e999", "123456789012345678901234567890",
    "-0", #"{"__proto__":{"a":1},"a":1,"a":2}"#,
  ]
}
