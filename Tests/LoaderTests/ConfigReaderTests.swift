import Testing

@testable import Loader

@Suite struct `Configuration is read` {
  /// A text, the value that it means, and the remarks about it.
  struct Sample: Sendable, CustomTestStringConvertible {
    let text: String
    let json: String?
    let remarks: [String]

    init(_ text: String, _ json: String?, _ remarks: String...) {
      (self.text, self.json, self.remarks) = (text, json, remarks)
    }

    var testDescription: String { text }
  }

  private func read(
    _ bytes: [UInt8], limits: Limits = .standard
  ) -> (value: ConfigValue?, remarks: [String]) {
    var sink = DiagnosticSink()
    let value = ConfigReader.read(bytes, file: "a.json", limits: limits, sink: &sink)
    return (value, sink.diagnostics.map { "\($0.severity) \($0.line):\($0.column) \($0.message)" })
  }

  @Test(arguments: [
    Sample(#"{"b": 1, "a": [true, false, null]}"#, #"{"b":1,"a":[true,false,null]}"#),
    Sample(#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#, #""\"\\/\u0008\u000c\n\r\té😀""#),
    Sample(#"["\ud83d", "\ud83dx", "\ud83d\u0041"]"#, #"["�","�x","�A"]"#),
    Sample("[0, -0, 1.5, -2e3, 1E-2, 123456789012]", "[0,0,1.5,-2000,0.01,123456789012]"),
    Sample("1e999", "null"),
    Sample(
      "\u{FEFF}{}", "{}",
      "warning 1:1 the file starts with a byte order mark; save it as plain UTF-8"),
    Sample(
      "// a\n{ /* b */ }", "{}",
      "warning 1:1 comments are not JSON; the platform's tools refuse the file"),
    Sample("[1,\n 2, ]", "[1,2]", "warning 2:3 the comma before ] is not JSON; remove it"),
    Sample(
      "{\"a\": 1,\n\"a\": 2}", #"{"a":2}"#,
      "warning 2:1 key 'a' is given again; the one on line 1 is ignored"),
  ])
  func `as it is meant`(_ sample: Sample) {
    let (value, remarks) = read(Array(sample.text.utf8))
    #expect(value?.jsonText == sample.json)
    #expect(remarks == sample.remarks)
  }

  @Test(arguments: [
    Sample("", nil, "error 1:1 the file is empty; write {} at least"),
    Sample(" \n ", nil, "error 1:1 the file is empty; write {} at least"),
    Sample("{\n  \"a\" 1}", nil, "error 2:7 expected : after the key 'a', found 1"),
    Sample("{a: 1}", nil, "error 1:2 expected a key in double quotes, found a"),
    Sample("{,}", nil, "error 1:2 expected a key in double quotes, found ,"),
    Sample(
      "['a']", nil, "error 1:2 expected a value, found a single quote; strings are in double quotes"
    ),
    Sample(
      "[1\n2]", nil, "error 2:1 expected a comma or ] to close the one opened at line 1, found 2"),
    Sample(
      "{\"é😀\": x}", nil,
      "error 1:9 expected a value, found x; text is written in double quotes"),
    Sample(
      "[", nil, "error 1:2 expected ] to close the one opened at line 1, found the end of the file"),
    Sample(
      "\"a\n\"", nil,
      "error 1:1 the string has no \" to end it on its line; write a line break as \\n"),
    Sample("\"a", nil, "error 1:1 the string has no \" to end it"),
    Sample(#""\x""#, nil, #"error 1:2 \x is no escape that JSON knows; write a backslash as \\"#),
    Sample(#""\u12g4""#, nil, #"error 1:2 expected four hexadecimal digits after \u, found g"#),
    Sample("/* a", nil, "error 1:1 the comment has no */ to end it"),
    Sample(
      "{} {}", nil, "error 1:4 expected the end of the file, found {; remove what follows the value"
    ),
    Sample("[01]", nil, "error 1:2 01 is not a number as JSON writes it; write it like 10 or 0.5"),
    Sample("[1.]", nil, "error 1:2 1. is not a number as JSON writes it; write it like 10 or 0.5"),
    Sample("[-]", nil, "error 1:2 - is not a number as JSON writes it; write it like 10 or 0.5"),
    Sample("[1px]", nil, "error 1:2 1 is not a number as JSON writes it; write it like 10 or 0.5"),
    Sample("\u{0}", nil, "error 1:1 expected a value, found a control character"),
  ])
  func `or refused with its place`(_ sample: Sample) {
    let (value, remarks) = read(Array(sample.text.utf8))
    #expect(value == nil)
    #expect(remarks == sample.remarks)
  }

  @Test func `or refused where it stops to be UTF-8`() {
    let (value, remarks) = read(Array("[1,\n\"a".utf8) + [0xFF, 0x22, 0x5D])
    #expect(value == nil)
    #expect(remarks == ["error 2:1 the string is not UTF-8; save the file in that encoding"])
  }

  @Test func `up to its depth limit`() {
    let limit = Limits.standard.configDepth
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect(read(nested(limit)).remarks == [])
    #expect(
      read(nested(limit + 1)).remarks
        == ["error 1:65 arrays and objects are more than 64 deep here"])
    #expect(read(nested(100_000)).value == nil)
  }

  @Test func `up to its size limit`() {
    var limits = Limits()
    limits.textBytes = 4
    #expect(read(Array("[10]".utf8), limits: limits).remarks == [])
    #expect(
      read(Array("[100]".utf8), limits: limits).remarks
        == ["error 1:1 the file is 5 bytes; at most 4 are read"])
  }

  @Test func `up to its number of values`() {
    var limits = Limits()
    limits.configValues = 3
    #expect(read(Array("[1,2]".utf8), limits: limits).remarks == [])
    #expect(
      read(Array("[1,2,3]".utf8), limits: limits).remarks
        == ["error 1:6 the file holds more than 3 values"])
  }

  @Test func `and written back as strict JSON`() {
    let value: ConfigValue = ["a\u{2028}": "</script>\u{1F}", "n": 3, "list": [true, []]]
    #expect(value.jsonText == #"{"a\u2028":"</script>\u001f","n":3,"list":[true,[]]}"#)
  }

  @Test func `with the place of each value and key`() throws {
    let value = try #require(read(Array("{\n  \"a\": [\"é\", 1]\n}".utf8)).value)
    let member = try #require(value.members?.first)
    #expect(member.position == ConfigPosition(line: 2, column: 3))
    #expect(member.value.position == ConfigPosition(line: 2, column: 8))
    #expect(member.value.array?.last?.position == ConfigPosition(line: 2, column: 14))
  }
}
