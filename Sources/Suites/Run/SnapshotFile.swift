import Foundation
import Wire

/// The snapshots of one test file, kept beside it in `__snapshots__/NAME.snap` as Jest keeps them,
/// and those that stand in the test file itself.
struct SnapshotFile: Sendable {
  private let path: String
  private let testPath: String
  private var texts: [String: String]
  private(set) var written = 0
  private(set) var updated = 0
  private var isChanged = false
  private var inline: [Inline] = []

  private struct Inline: Sendable {
    let line: Int
    let column: Int
    let text: String
  }

  /// - Parameter testFile: relative to the folder.
  init(folder: String, testFile: String) {
    testPath = folder + "/" + testFile
    let url = URL(fileURLWithPath: testPath)
    path =
      url.deletingLastPathComponent().appendingPathComponent("__snapshots__")
      .appendingPathComponent(url.lastPathComponent + ".snap").path
    texts = Self.read(path)
  }

  /// All of them by name.
  var value: JSON {
    .object(
      JSONObject(
        members: texts.sorted { $0.key < $1.key }.map {
          .init(name: $0.key, value: .string($0.value))
        })
    )
  }

  /// Takes in what a test wrote.
  mutating func take(_ answer: JSON, mapped: (String) -> String, _ places: SourcePlaces) {
    for member in answer["newSnapshots"]?.object?.members ?? [] {
      guard let text = member.value.string else { continue }
      texts[member.name] = text
      isChanged = true
    }
    written += answer["snapshots"]?["written"]?.int ?? 0
    updated += answer["snapshots"]?["updated"]?.int ?? 0
    for one in answer["inlineSnapshots"]?.array ?? [] {
      guard let place = places.place(in: mapped(one["stack"]?.string ?? "")),
        testPath.hasSuffix("/" + place.file), let text = one["text"]?.string
      else { continue }
      inline.append(Inline(line: place.line, column: place.column, text: text))
    }
  }

  mutating func remove(_ names: [String]) {
    for name in names where texts.removeValue(forKey: name) != nil { isChanged = true }
  }

  /// Writes what changed.
  mutating func save() throws {
    if isChanged {
      isChanged = false
      let folder = (path as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try Data(Self.written(texts).utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
    guard !inline.isEmpty else { return }
    var source = try String(contentsOfFile: testPath, encoding: .utf8)
    for one in inline.sorted(by: { ($0.line, $0.column) > ($1.line, $1.column) }) {
      source = InlineSnapshot.replaced(
        in: source, line: one.line, column: one.column, with: one.text)
    }
    inline = []
    try Data(source.utf8).write(to: URL(fileURLWithPath: testPath), options: .atomic)
  }

  // MARK: The form that Jest has: exports[`name`] = `text`;

  static func written(_ texts: [String: String]) -> String {
    let entries = texts.sorted { $0.key < $1.key }.map { name, text in
      let shown = text.contains("\n") ? "\n\(escaped(text))\n" : escaped(text)
      return "exports[`\(escaped(name))`] = `\(shown)`;\n"
    }
    return "// Jest Snapshot v1, https://jestjs.io/docs/snapshot-testing\n\n"
      + entries.joined(separator: "\n")
  }

  static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "`", with: "\\`")
      .replacingOccurrences(of: "${", with: "\\${")
  }

  /// The snapshots of a file; none when there is no file.
  static func read(_ path: String) -> [String: String] {
    guard let source = try? String(contentsOfFile: path, encoding: .utf8) else { return [:] }
    var reader = TemplateReader(source)
    var texts: [String: String] = [:]
    while reader.skip(past: "exports[`"), let name = reader.template(), reader.skip(past: "`"),
      let text = reader.template()
    {
      // A text of several lines stands on lines of its own.
      let isFramed = text.count > 1 && text.hasPrefix("\n") && text.hasSuffix("\n")
      texts[name] = isFramed ? String(text.dropFirst().dropLast()) : text
    }
    return texts
  }
}

/// Reads template literals without placeholders.
private struct TemplateReader {
  private var rest: Substring

  init(_ source: String) { rest = source[...] }

  mutating func skip(past mark: String) -> Bool {
    guard let range = rest.range(of: mark) else { return false }
    rest = rest[range.upperBound...]
    return true
  }

  /// The text up to the closing sign, its escapes undone.
  mutating func template() -> String? {
    var text = ""
    while let character = rest.popFirst() {
      switch character {
      case "`": return text
      case "\\":
        guard let escaped = rest.popFirst() else { return nil }
        text.append(escaped)
      default: text.append(character)
      }
    }
    return nil
  }
}
