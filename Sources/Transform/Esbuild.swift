/// One run of esbuild over many scripts.
///
/// esbuild sees numbered copies in a folder of their own and follows no import, so nothing in a
/// package can name a file for it to read.
struct Esbuild: Sendable {
  let toolbox: Toolbox

  private static let options = [
    "--outdir=out", "--format=cjs", "--target=esnext", "--supported:dynamic-import=false",
    "--sourcemap=external", "--sources-content=false", "--tsconfig=tsconfig.json",
    "--charset=utf8", "--log-level=error", "--log-limit=\(TransformLimits.listedErrors)",
    "--color=false",
  ]

  /// Take the place of files in folders above, which esbuild would look for.
  private static let settings = [
    "tsconfig.json": #"{"compilerOptions": {"experimentalDecorators": true}}"#,
    "package.json": "{}",
  ]

  /// An outcome for each script, in the same order. When some scripts are rejected, the others
  /// have none: nothing was written.
  func run(_ scripts: [ScriptTransform.Script]) -> [ScriptTransform.Outcome?] {
    do {
      let staging = try Staging()
      defer { staging.remove() }
      for (name, text) in Self.settings { try staging.write(text, to: name) }
      let names = scripts.enumerated().map { "s\($0).\($1.language.rawValue)" }
      for (name, script) in zip(names, scripts) {
        try staging.write(Self.prepared(script.source), to: name)
      }
      let result = try toolbox.run(["esbuild"] + names + Self.options, in: staging)
      return outcomes(of: scripts, result, in: staging)
    } catch {
      return scripts.map { _ in .failed("\(error)") }
    }
  }

  /// The source with what esbuild must not see made harmless; lines and columns stay.
  ///
  /// esbuild reads the file that a comment calls the script's source map, and refuses scripts whose
  /// map is broken. The last such comment counts: this one, which says that there is none. A line
  /// for a shell would be kept as the first line, where the module's wrapper has to stand.
  private static func prepared(_ source: String) -> String {
    let isForShell = source.utf8.starts(with: "#!".utf8)
    return (isForShell ? "//" + source.utf8.dropFirst(2).asString : source)
      + "\n//# sourceMappingURL=data:application/json,"
      + #"{"version":3,"sources":[],"names":[],"mappings":""}"#
  }

  private func outcomes(
    of scripts: [ScriptTransform.Script], _ result: Toolbox.Result, in staging: Staging
  ) -> [ScriptTransform.Outcome?] {
    if result.status == 0 {
      return scripts.indices.map { written(staging, number: $0) }
    }
    let errors = EsbuildReport.firstErrors(in: result.report)
    guard errors.keys.contains(where: scripts.indices.contains) else {
      let reason = ToolError.failed("esbuild", status: result.status, report: result.report)
      return scripts.map { _ in .failed("\(reason)") }
    }
    return scripts.enumerated().map { number, script in
      errors[number].map { error in
        let place = error.place(in: script.source)
        return .rejected(line: place.line, column: place.column, message: error.message)
      }
    }
  }

  private func written(_ staging: Staging, number: Int) -> ScriptTransform.Outcome {
    do {
      var code = try staging.read("out/s\(number).js")
      var map = try staging.read("out/s\(number).js.map")
      if Self.wasModule(code) { Self.makeStrict(&code, &map) }
      return .code(code, sourceMap: map)
    } catch {
      return .failed("\(error)")
    }
  }

  /// Whether esbuild turned import or export into calls, to be told from the functions that it
  /// puts in front for that. Scripts keep the mode that they chose.
  private static func wasModule(_ code: String) -> Bool {
    let start = code.utf8.prefix(4096).asString
    return ["__toESM", "__toCommonJS"].contains { start.contains("\nvar \($0) = ") }
  }

  /// Modules are strict code, which esbuild does not say to whoever runs the result.
  private static func makeStrict(_ code: inout String, _ map: inout String) {
    let mappings = #""mappings": ""#
    guard let range = map.firstRange(of: mappings) else { return }
    code = "\"use strict\";\n" + code
    // One more line in front of the code, about which the map has nothing to say.
    map.replaceSubrange(range, with: mappings + ";")
  }
}

extension Collection where Element == UInt8 {
  var asString: String { String(decoding: self, as: UTF8.self) }
}
