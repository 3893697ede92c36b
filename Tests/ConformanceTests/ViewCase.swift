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
  var sortsLog: Bool { value["compare"]?["log"] == "sorted" }

  /// The recorded areas, one file each.
  static let areas: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".jsonl") }.map { String($0.dropLast(6)) }.sorted()
  }()

  static func cases(of area: String) throws -> [ViewCase] {
    let text = try String(contentsOfFile: "\(folder)/\(area).jsonl", encoding: .utf8)
    return try text.split(separator: "\n").map { line in
      let value = try JSON(parsing: String(line))
      return ViewCase(id: value["id"]?.string ?? "", value: value)
    }
  }

  private static let folder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Resources/view"
}
