import Testing

@testable import Wire

@Suite struct `JSON text` {
  @Test(arguments: [
    "null", "true", "false", "0", "-1", "12.5", "1e+21", "\"\"", "\"a\\n\\\"b\\\\\"", "[]", "{}",
    "[1,[2,[]],{}]", #"{"a":1,"b":{"c":[null]}}"#, "\"键😀\"", "[123456789012345,0.1,-0.0025]",
  ])
  func `is written as it was read`(_ text: String) throws {
    #expect(try JSON(parsing: text).jsonText == text)
    #expect(try JSON(Text(text)).jsonText == text)
  }

  @Test(arguments: [
    ("", JSONError.Reason.unexpectedEnd), ("[1", .unexpectedEnd), ("\"a", .unexpectedEnd),
    ("tru", .unexpectedEnd), ("[1,]", .unexpected(93)), ("{1:2}", .unexpected(49)),
    ("[1 2]", .unexpected(50)), ("01", .badNumber), ("1.", .badNumber), ("\"\\x\"", .badEscape),
    ("\"\n\"", .controlCharacter), ("1 1", .trailing), ("[1}", .unexpected(125)),
    ("é", .unexpected(0xC3)),
  ])
  func `that is broken says why`(_ text: String, _ reason: JSONError.Reason) {
    #expect { try JSON(parsing: text) } throws: { ($0 as? JSONError)?.reason == reason }
  }

  @Test func `joins escaped surrogate pairs and replaces lone ones`() throws {
    #expect(try JSON(parsing: #""\ud83d\ude00""#) == "😀")
    #expect(try JSON(parsing: #""\ud83d!""#) == "\u{FFFD}!")
  }

  @Test func `nests up to its limit without using the stack`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try JSON(parsing: nested(WireLimits.jsonDepth))
    #expect(throws: JSONError.self) { try JSON(parsing: nested(WireLimits.jsonDepth + 1)) }
    #expect(throws: JSONError.self) { try JSON(parsing: String(repeating: "[", count: 1_000_000)) }
  }

  @Test func `takes the later of two members of one name`() throws {
    #expect(try JSON(parsing: #"{"a":1,"a":2}"#)["a"] == 2)
  }

  @Test func `reads long arrays in time that grows with their length`() throws {
    let short = try JSON(parsing: "[" + String(repeating: "1,", count: 100_000) + "1]")
    #expect(short.array?.count == 100_001)
  }

  @Test func `made of random text never traps`() {
    var random = SeededGenerator(seed: 5)
    let alphabet = Array("[]{}:,\"\\u0123e+-.truefalsn é".unicodeScalars)
    for _ in 0..<20_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0..<24, using: &random) {
        text.append(alphabet.randomElement(using: &random)!)  // the alphabet is not empty
      }
      _ = try? JSON(parsing: String(text))
    }
  }
}

@Suite struct `Wire text` {
  @Test(arguments: ["", "plain", "键", "a😀b", "\u{0}\u{2028}"])
  func `keeps what it was given`(_ string: String) {
    #expect(Text(string).string == string)
    let units = Array(string.utf16)
    #expect(units.withUnsafeBufferPointer { Text(utf16: $0) } == Text(string))
    #expect(Text(string).withUTF16 { Array($0) } == units)
  }

  @Test func `takes one byte a character only for ASCII`() {
    #expect(Text("abc").bytes.count == 3)
    #expect(Text("abç").bytes.count == 6)
  }
}
