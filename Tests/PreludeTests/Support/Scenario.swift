import Foundation
import Testing
import Wire

/// One file of `Scenarios`, whose README tells the format.
struct Scenario: CustomTestStringConvertible, Sendable {
  let name: String
  /// The sentence that the file starts with.
  let title: String
  private let sections: [(name: String, text: String)]

  var testDescription: String { name }

  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Scenarios")
  /// Sections that are no files of the package.
  private static let reserved: Set<String> = ["hello", "launch", "show", "steps", "expect"]

  static func all() throws -> [Scenario] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".scenario") }.sorted()
      .map { name in
        Scenario(
          name: String(name.dropLast(".scenario".count)),
          text: try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8))
      }
  }

  init(name: String, text: String) {
    self.name = name
    var head: [Substring] = []
    var sections: [(name: String, lines: [Substring])] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("=== ") {
        sections.append((String(line.dropFirst(4)), []))
      } else if sections.isEmpty {
        head.append(line)
      } else {
        sections[sections.count - 1].lines.append(line)
      }
    }
    title = head.filter { !$0.isEmpty }.joined(separator: " ")
    self.sections = sections.map { ($0.name, $0.lines.joined(separator: "\n")) }
  }

  /// The text of a section or file, empty for one that is not there.
  private func section(_ name: String) -> String {
    sections.last { $0.name == name }?.text ?? ""
  }

  private func lines(_ name: String) -> [String] {
    section(name).split(separator: "\n").map(String.init)
  }

  /// The text of a file of the package.
  func file(_ path: String) -> String? {
    Self.reserved.contains(path) ? nil : sections.last { $0.name == path }?.text
  }

  var steps: [String] { lines("steps") }
  var expected: [String] { lines("expect") }
  /// Kinds of lines that are left out otherwise.
  var shown: Set<Substring> { Set(section("show").split(whereSeparator: \.isWhitespace)) }

  private func object(_ name: String) throws -> JSONObject {
    let text = section(name)
    if text.allSatisfy(\.isWhitespace) { return JSONObject() }
    return try #require(try JSON(parsing: text).object)
  }
}

extension Scenario {
  /// The message that the prelude is started with.
  func hello() throws -> JSON {
    let message: JSON = [
      "manifest": [], "unsupported": [],
      "profile": [
        "windowWidth": 375, "windowHeight": 603, "screenWidth": 375, "statusBarHeight": 20,
        "platform": "devtools", "SDKVersion": "3.8.0", "theme": "light",
      ],
      "clock": ["virtual": true, "now": .number(Stage.start)], "seed": 1, "limits": [:],
      "dev": true,
    ]
    return message.with(try object("hello"))
  }

  func launch() throws -> JSON {
    let given = try object("launch")
    let scripts = sections.map(\.name).filter { $0.hasSuffix(".js") }.sorted()
    let named: [JSON] = scripts.filter { $0.hasPrefix("pages/") }.map {
      ["path": .string(String($0.dropLast(3)))]
    }
    let page: JSON = [
      "root": "", "tab": false, "config": [:], "components": [:], "placeholders": [:],
      "component": false,
    ]
    let pages = (given["pages"]?.array ?? named).map { page.with($0.object ?? JSONObject()) }
    let components = given["components"]?.object ?? JSONObject()
    let main = pages.filter { $0["root"]?.string == "" }.compactMap { $0["path"]?.string }
    let order = (components.members.map(\.name) + main).map { $0 + ".js" }
      .filter(scripts.contains)
    let message: JSON = [
      "appId": "wx0", "appName": "App", "envVersion": "develop", "version": "",
      "scripts": .array(scripts.map { .string($0) }), "aliases": [:], "lazy": false,
      "appScript": scripts.contains("app.js") ? "app.js" : .null, "appConfig": [:],
      "globalComponents": [:], "subpackages": [], "tabBar": .null, "storage": [:],
      "userData": "wxfile://usr", "ext": [:],
      "launch": [
        "path": pages.first?["path"] ?? "", "query": [:], "scene": 1001, "referrerInfo": [:],
      ],
      "components": [:], "order": .array(order.map { .string($0) }),
    ]
    return message.with(given).with(
      JSONObject(members: [.init(name: "pages", value: .array(pages))]))
  }
}

extension JSON {
  /// This object with the members of another in the place of its own.
  fileprivate func with(_ members: JSONObject) -> JSON {
    var object = object ?? JSONObject()
    for member in members.members { object[member.name] = member.value }
    return .object(object)
  }
}
