import Testing
import Wire

@testable import Bridge

private struct Everything: Codable, Hashable, Sendable {
  struct Inner: Codable, Hashable, Sendable { var x: Int8 }

  var text: String
  var number: Double
  var whole: Int
  var flag: Bool
  var list: [Inner]
  var table: [String: [Int]]
  var bytes: Binary
  var json: JSON
  var maybe: Inner?
}

private struct Lenient: Codable, Hashable, Sendable {
  var text: String?
  var number: Double?
  var flag: Bool?
  var list: [Int]?
}

private struct Whole: Codable, Sendable { var n: UInt8 }

@Suite struct `Values and JSON` {
  @Test func `go to and fro`() throws {
    let value = Everything(
      text: "é\n", number: -1.5, whole: 1 << 40, flag: true, list: [.init(x: -1), .init(x: 2)],
      table: ["a": [1]], bytes: Binary([1, 2]), json: ["k": [.null, 1]], maybe: nil)
    let encoded = try JSONCoding.encode(value)
    #expect(encoded.attachments == [[1, 2]])
    #expect(
      encoded.value == [
        "text": "é\n", "number": -1.5, "whole": 1_099_511_627_776, "flag": true,
        "list": [["x": -1], ["x": 2]], "table": ["a": [1]], "bytes": ["$buffer": 0],
        "json": ["k": [.null, 1]],
      ])
    #expect(try JSONCoding.decode(Everything.self, from: encoded) == value)
  }

  @Test func `optional fields are converted or left out`() throws {
    let cases: [(JSON, Lenient)] = [
      (["text": 5, "number": "1.5", "flag": "x"], Lenient(text: "5", number: 1.5, flag: true)),
      (
        ["text": true, "number": "abc", "flag": 0, "list": "no"],
        Lenient(text: "true", flag: false)
      ),
      (["text": .null, "number": [], "list": [1]], Lenient(list: [1])),
    ]
    for (value, expected) in cases {
      #expect(try JSONCoding.decode(Lenient.self, from: CallRequest(value)) == expected)
    }
  }

  @Test(
    arguments: [
      (["n": 256], "parameter error: parameter.n should be a whole number from 0 to 255;"),
      (["n": 1.5], "parameter error: parameter.n should be a whole number from 0 to 255;"),
      (["n": "1"], "parameter error: parameter.n should be Number instead of String;"),
      ([:], "parameter error: parameter.n should be there;"),
      ([], "parameter error: parameter should be Object instead of Array;"),
    ] as [(JSON, String)])
  func `what does not fit is refused with its place`(_ value: JSON, _ reason: String) {
    let error = #expect(throws: CallError.self) {
      try JSONCoding.decode(Whole.self, from: CallRequest(value))
    }
    #expect(error?.reason == reason)
    #expect(error?.errno == 1001)
  }

  @Test(arguments: [["$buffer": 1], ["$buffer": -1], ["$buffer": "0"], [:], 0] as [JSON])
  func `a buffer that did not come is refused`(_ value: JSON) {
    #expect(throws: CallError.self) {
      try JSONCoding.decode([Binary].self, from: CallRequest([value], attachments: [[1]]))
    }
  }
}
