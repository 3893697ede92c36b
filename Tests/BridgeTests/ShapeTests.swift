import Testing
import Wire

@testable import Bridge

private struct Plain: Codable, Sendable {
  var title: String
  var count: Int
  var ratio: Double?
  var isOn: Bool
}

private enum Color: String, CaseIterable, Codable, Sendable {
  case red, green
}

private struct Rich: Codable, Sendable {
  struct Item: Codable, Sendable {
    var name: String
    var note: String?
  }

  var item: Item
  var items: [Item]
  var some: AtLeastOne<String>
  var table: [String: Double]
  var color: Color
  var anything: JSON
  var bytes: Binary
  var maybe: Item?
}

struct Request: Sendable, CustomTestStringConvertible {
  let value: JSON
  let sentences: String

  init(_ value: JSON, _ sentences: String) {
    self.value = value
    self.sentences = sentences
  }

  var testDescription: String { value.jsonText }
}

@Suite struct `A shape` {
  @Test func `is read off a type`() {
    #expect(
      Shape(of: Plain.self)
        == .object([
          .init("title", .string), .init("count", .number),
          .init("ratio", .number, isRequired: false), .init("isOn", .bool),
        ]))
    let item = Shape.object([.init("name", .string), .init("note", .string, isRequired: false)])
    #expect(
      Shape(of: Rich.self)
        == .object([
          .init("item", item), .init("items", .list(item, atLeast: 0)),
          .init("some", .list(.string, atLeast: 1)), .init("table", .table(.number)),
          .init("color", .choice(["red", "green"])), .init("anything", .any, isRequired: false),
          .init("bytes", .binary), .init("maybe", item, isRequired: false),
        ]))
    #expect(Shape(of: Nothing.self) == .object([]))
  }

  @Test func `gives the manifest a template of what is required`() {
    #expect(Shape(of: Plain.self).template == ["title": "", "count": 0, "isOn": false])
    #expect(
      Shape(of: Rich.self).template
        == ["item": ["name": ""], "items": [], "some": [""], "table": [:], "color": ""])
  }

  @Test(arguments: [
    Request(["title": "a", "count": 1, "isOn": true], ""),
    Request(["title": "a", "count": 1, "isOn": true, "ratio": "x", "more": []], ""),
    Request(
      ["count": "1", "isOn": .null],
      "parameter.title should be String instead of Undefined;"
        + "parameter.count should be Number instead of String;"
        + "parameter.isOn should be Boolean instead of Null;"),
    Request("text", "parameter should be Object instead of String;"),
    Request([], "parameter should be Object instead of Array;"),
  ])
  func `complains in the platform's words`(_ request: Request) {
    #expect(Shape(of: Plain.self).sentences(about: request.value) == request.sentences)
  }

  @Test(arguments: [
    Request([:], "parameter.l should be Array instead of Undefined;"),
    Request(["l": []], "parameter.l should have at least 1 item;"),
    Request(["l": [1]], "parameter.l[0] should be String instead of Number;"),
    Request(["l": ["a"]], ""),
  ])
  func `asks for items`(_ request: Request) {
    let shape = Shape.object([.init("l", .list(.string, atLeast: 1))])
    #expect(shape.sentences(about: request.value) == request.sentences)
  }
}
