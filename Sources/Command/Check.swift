import ArgumentParser
import Host
import Wire

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads a mini-program without running it and tells what is wrong.",
    discussion: "Prints file:line:column, what was expected and what was found. Exits with 1 when"
      + " there are errors; warnings alone exit with 0.")

  @Argument(help: "The folder of the mini-program.", completion: .directory)
  var folder: String

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws { try Folder.validate(folder) }

  func run() async throws {
    let host = try MiniProgramHost(HostConfiguration(dataFolder: ProgramOptions.defaultDataFolder))
    let diagnostics = await Progress.during("checking \(folder)") {
      let (program, found) = await host.load(folder)
      return found + (await program?.checkAll() ?? [])
    }
    let sorted = Array(Set(diagnostics)).sorted()
    if json {
      Output.result(
        ([
          "diagnostics": .array(sorted.map(Self.describe)),
          "errors": .number(Double(sorted.count { $0.severity == .error })),
        ] as JSON).jsonText)
    } else {
      for diagnostic in sorted { Output.result("\(diagnostic)") }
      Output.remark(Self.summary(sorted))
    }
    if sorted.contains(where: { $0.severity == .error }) { throw Exit.failed }
  }

  private static func describe(_ diagnostic: Diagnostic) -> JSON {
    [
      "file": .string(diagnostic.path), "line": .number(Double(diagnostic.line)),
      "column": .number(Double(diagnostic.column)),
      "severity": .string(diagnostic.severity.rawValue), "message": .string(diagnostic.message),
    ]
  }

  private static func summary(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    return
      "\(errors) error\(errors == 1 ? "" : "s"), \(warnings) warning\(warnings == 1 ? "" : "s")"
  }
}
