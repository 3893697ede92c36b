import Foundation

/// Results of transforms on disk, found by content.
///
/// An entry holds the source itself and counts only when that is equal, so that no program can
/// place a result where another one's would be. What cannot be read counts as absent.
struct TransformCache: Sendable {
  private struct Entry: Codable {
    var source: String
    var code: String
    var sourceMap: String
  }

  /// Bumped when the options of the tools change.
  private static let version = 1
  private let folder: String

  init(folder: String) { self.folder = folder }

  func find(_ script: ScriptTransform.Script) -> ScriptTransform.Outcome? {
    guard let data = FileManager.default.contents(atPath: file(for: script)),
      let entry = try? JSONDecoder().decode(Entry.self, from: data), entry.source == script.source
    else { return nil }
    return .code(entry.code, sourceMap: entry.sourceMap)
  }

  func keep(_ outcome: ScriptTransform.Outcome, for script: ScriptTransform.Script) {
    guard case .code(let code, let sourceMap) = outcome,
      let data = try? JSONEncoder().encode(
        Entry(source: script.source, code: code, sourceMap: sourceMap))
    else { return }
    // A cache that cannot be written only costs time.
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? data.write(to: URL(fileURLWithPath: file(for: script)), options: .atomic)
  }

  private func file(for script: ScriptTransform.Script) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in "\(Self.version) \(script.language.rawValue) \(script.source)".utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return folder + "/" + String(hash, radix: 36) + ".json"
  }
}
