import Foundation
import Testing

@testable import Transform

/// A folder for one test, removed when the test ends.
final class TransformFolder {
  let path: String

  init() throws {
    path = "\(NSTemporaryDirectory())transform-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String, isProgram: Bool = false) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    guard isProgram else { return }
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(path)/\(name)")
  }

  func scripts(toolbox: Toolbox = .system) -> ScriptTransform {
    ScriptTransform(cacheFolder: path + "/cache", toolbox: toolbox)
  }

  func styles(toolbox: Toolbox = .system) -> StyleTransform {
    StyleTransform(cacheFolder: path + "/cache", toolbox: toolbox)
  }
}

extension Toolbox {
  /// One in which there is nothing.
  static let empty = Toolbox(folders: [], isolation: Isolation.none)

  static func has(_ names: String...) -> Bool {
    names.allSatisfy { system.path(of: $0) != nil }
  }
}

extension ScriptTransform {
  /// The outcome for one script.
  func outcome(of source: String, _ language: Script.Language = .module) -> Outcome? {
    transform([Script(path: "a.js", source: source, language: language)])["a.js"]
  }
}

extension ScriptTransform.Outcome {
  var code: String? {
    if case .code(let code, _) = self { code } else { nil }
  }
}
