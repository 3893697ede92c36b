import Foundation

/// One call of esbuild over many scripts.
enum Esbuild {
  /// Outcomes by path. When some scripts are rejected, only theirs are there.
  static func run(_ scripts: [ScriptTransform.Script]) -> [String: ScriptTransform.Outcome] {
    do {
      let staging = try Staging(scripts)
      defer { staging.remove() }
      let result = try Tool.run(
        ["esbuild"] + staging.names + [
          "--outdir=out", "--format=cjs", "--target=esnext", "--sourcemap=external",
          "--sources-content=false", "--tsconfig=tsconfig.json", "--charset=utf8",
          "--log-level=error", "--log-limit=0", "--color=false",
        ], in: staging.folder)
      if result.status == 0 { return staging.outcomes() }
      let rejected = staging.rejections(in: result.errors)
      if !rejected.isEmpty { return rejected }
      return Dictionary(
        uniqueKeysWithValues: scripts.map { ($0.path, .failed("esbuild failed: \(result.errors)")) }
      )
    } catch {
      return Dictionary(uniqueKeysWithValues: scripts.map { ($0.path, .failed("\(error)")) })
    }
  }
}

/// A folder with numbered copies of the scripts, which tells esbuild nothing else.
private struct Staging {
  let folder: String
  let names: [String]
  private let scripts: [ScriptTransform.Script]

  init(_ scripts: [ScriptTransform.Script]) throws {
    self.scripts = scripts
    folder = NSTemporaryDirectory() + "sampan-esbuild-\(UUID().uuidString)"
    names = scripts.enumerated().map { "s\($0).\($1.language.rawValue)" }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("{}".utf8).write(to: URL(fileURLWithPath: folder + "/tsconfig.json"))
    for (name, script) in zip(names, scripts) {
      try Data(script.source.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  func outcomes() -> [String: ScriptTransform.Outcome] {
    var outcomes: [String: ScriptTransform.Outcome] = [:]
    for (index, script) in scripts.enumerated() {
      let file = "\(folder)/out/s\(index).js"
      guard let code = text(file), let map = text(file + ".map") else { continue }
      outcomes[script.path] = .code(code, sourceMap: map)
    }
    return outcomes
  }

  private func text(_ file: String) -> String? {
    FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Reads `✘ [ERROR] what` and the `    s3.js:12:4:` that follows; esbuild counts columns from 0.
  func rejections(in report: String) -> [String: ScriptTransform.Outcome] {
    var outcomes: [String: ScriptTransform.Outcome] = [:]
    var message = ""
    for line in report.split(separator: "\n") {
      if let range = line.range(of: "[ERROR] ") {
        message = String(line[range.upperBound...])
        continue
      }
      let parts = line.trimmingCharacters(in: .whitespaces).split(separator: ":")
      guard parts.count == 3, parts[0].hasPrefix("s"),
        let name = parts[0].dropFirst().split(separator: ".").first, let index = Int(name),
        scripts.indices.contains(index), let row = Int(parts[1]), let column = Int(parts[2])
      else { continue }
      let path = scripts[index].path
      if outcomes[path] == nil {
        outcomes[path] = .rejected(line: row, column: column + 1, message: message)
      }
    }
    return outcomes
  }
}
