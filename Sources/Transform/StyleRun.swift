/// One run of a tool over the stylesheets of a program, each by itself.
struct StyleRun {
  let language: StyleLanguage
  let files: [StyleTransform.Stylesheet]
  let toolbox: Toolbox

  /// The tool reads one stylesheet at a time. What it complains of goes to a file for each.
  private var script: String {
    """
    number=0
    while IFS= read -r path; do
      out="../out/$number"
      \(language.command) 2> "$out.txt" || rm -f "$out.css"
      number=$((number + 1))
    done < ../entries
    """
  }

  func outcomes(of entries: [String]) -> [String: StyleTransform.Outcome] {
    var outcomes = objections
    do {
      try checkTool()
      let staging = try stage(entries, without: Set(outcomes.keys))
      defer { staging.remove() }
      let result = try toolbox.run(["sh", "-c", "cd package\n" + script], in: staging)
      guard result.status == 0 else {
        throw ToolError.failed(
          language.tool.rawValue, status: result.status, report: result.report)
      }
      for (number, entry) in entries.enumerated() where outcomes[entry] == nil {
        outcomes[entry] = try outcome(of: entry, number: number, in: staging)
      }
    } catch {
      for entry in entries { outcomes[entry] = .failed("\(error)") }
    }
    return outcomes.filter { entries.contains($0.key) }
  }

  private func checkTool() throws(ToolError) {
    let name = language.tool.rawValue
    guard toolbox.path(of: name) != nil else { throw .missing(name) }
    guard (toolbox.isolation ?? .strongest) == .sealed else { throw .notSealed(name) }
  }

  /// The stylesheets that no tool gets to see.
  private var objections: [String: StyleTransform.Outcome] {
    var objections: [String: StyleTransform.Outcome] = [:]
    for file in files {
      let bytes = file.source.utf8.count
      if bytes > TransformLimits.sourceBytes {
        objections[file.path] = .rejected(
          file: file.path, line: 1, column: 1,
          message: "the stylesheet is \(bytes) bytes; at most \(TransformLimits.sourceBytes) "
            + "are compiled")
      } else if let objection = language.objection(to: file.source) {
        objections[file.path] = .rejected(
          file: file.path, line: objection.line, column: objection.column,
          message: objection.reason)
      }
    }
    return objections
  }

  private func stage(_ entries: [String], without refused: Set<String>) throws -> Staging {
    let staging = try Staging()
    do {
      for file in files where Self.isPlain(file.path) && !refused.contains(file.path) {
        try staging.write(file.source, to: "package/" + file.path)
      }
      try staging.makeFolders("package", "out")
      let names = entries.map { Self.isPlain($0) ? $0 : "" }
      try staging.write(names.map { $0 + "\n" }.joined(), to: "entries")
      return staging
    } catch {
      staging.remove()
      throw error
    }
  }

  /// Whether a path stays below the folder that it is joined to, and on one line.
  private static func isPlain(_ path: String) -> Bool {
    path.utf8.allSatisfy { $0 >= 0x20 }
      && path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        .allSatisfy { !["", ".", ".."].contains($0.asString) }
  }

  private func outcome(
    of entry: String, number: Int, in staging: Staging
  ) throws(ToolError) -> StyleTransform.Outcome {
    if let css = try? staging.read("out/\(number).css") { return .css(css) }
    let report = try staging.read("out/\(number).txt")
    guard let error = StyleReport.firstError(in: report) else {
      throw .failed(language.tool.rawValue, status: 1, report: report)
    }
    return .rejected(
      file: error.file ?? entry, line: error.line, column: error.column, message: error.message)
  }
}
