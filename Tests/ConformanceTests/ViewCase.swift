import Foundation
import Wire

/// One small mini-program with what the platform's own engine showed for it.
struct ViewCase: Sendable {
  let id: String
  let value: JSON

  var files: [(path: String, text: String)] {
    (value["files"]?.object?.members ?? []).map { ($0.name, $0.value.string ?? "") }
  }

  var steps: [JSON] { value["steps"]?.array ?? [] }
  var expected: JSON { value["expect"] ?? .null }

  /// The lines of a log in the order in which they are compared.
  func ordered(_ log: JSON) -> [String] {
    let lines = (log.array ?? []).map { $0.string ?? $0.jsonText }
    return value["compare"]?["log"] == "sorted" ? lines.sorted() : lines
  }

  /// The areas of one folder of cases, one file each.
  static func areas(of collection: Collection) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: collection.folder)) ?? []
    return names.filter { $0.hasSuffix(".jsonl") }.map { String($0.dropLast(6)) }.sorted()
  }

  static func cases(of area: String, in collection: Collection) throws -> [ViewCase] {
    let text = try String(contentsOfFile: "\(collection.folder)/\(area).jsonl", encoding: .utf8)
    return try text.split(separator: "\n").map { line in
      let value = try JSON(parsing: String(line))
      return ViewCase(id: value["id"]?.string ?? "", value: value)
    }
  }

  /// Where cases come from (Docs/Conformance.md).
  enum Collection: String {
    /// Recorded from the platform's own engine.
    case view
    /// What the public suites of the component framework hold, in our words.
    case framework

    var folder: String {
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Resources/\(rawValue)"
    }
  }
}
