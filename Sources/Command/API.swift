import ArgumentParser
import Catalogue
import Foundation
import Host
import Wire

struct API: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "api", abstract: "Tells what is on wx, and helps to put something new there.",
    subcommands: [List.self, New.self, Verify.self, Generate.self])

  /// A host whose state goes away with the command.
  fileprivate static func host(
    pretending: Bool, _ body: (MiniProgramHost) async throws -> Void
  ) async throws {
    let folder = NSTemporaryDirectory() + "sampan-api-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var configuration = HostConfiguration(dataFolder: folder)
    configuration.pretends = pretending
    try await body(try MiniProgramHost(configuration))
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "Lists every name of wx: real, fake or not supported.")

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
      try await API.host(pretending: false) { host in
        let surface = try await Surface.read(from: host)
        Output.result(json ? surface.value.jsonText : surface.text)
      }
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Holds every declared call against the platform's conventions, in a runner.",
      discussion: "No service is asked: every call answers with the fake that it declares.")

    func run() async throws {
      try await API.host(pretending: true) { host in
        let conformance = try await Conformance.check(host)
        for finding in conformance.findings { Output.result("\(finding)") }
        Output.remark(
          "\(conformance.checked.count) calls checked, \(conformance.findings.count) findings")
        if !conformance.findings.isEmpty { throw Exit.failed }
      }
    }
  }

  struct New: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes a package that puts a function on wx, or adds one to it.",
      discussion: "One file is yours to edit: Sources/APIs/<Name>.swift.")

    @Argument(help: "The function's name, such as weather.current for wx.weather.current.")
    var name: String

    @Option(help: "The folder of the package.", completion: .directory)
    var package = "."

    @Option(help: "The folder of Sampan's own package.", completion: .directory)
    var sampan: String?

    func run() async throws {
      let scaffold: Scaffold
      do { scaffold = try Scaffold(name) } catch { throw ValidationError("\(error)") }
      let sources = package + "/Sources/APIs"
      let file = "\(sources)/\(scaffold.typeName).swift"
      guard !FileManager.default.fileExists(atPath: file) else {
        throw ValidationError("\(file) is there already; choose another name or edit it")
      }
      let dependency = "name: \"sampan\", path: \"\(sampan ?? Self.ownPackage)\""
      for (path, text) in scaffold.package(dependingOn: dependency)
      where !FileManager.default.fileExists(atPath: "\(package)/\(path)") {
        try Self.write(text, to: "\(package)/\(path)")
      }
      try Self.write(scaffold.source, to: file)
      let all = try FileManager.default.contentsOfDirectory(atPath: sources)
        .filter { $0.hasSuffix(".swift") && $0 != "All.swift" }
        .map { String($0.dropLast(".swift".count)) }.sorted()
      try Self.write(Scaffold.list(all), to: sources + "/All.swift")
      Output.result(file)
      Output.remark("edit that file, then: swift test --package-path \(package)")
    }

    /// The package that this program was built in; `.` says nothing where it was installed.
    private static var ownPackage: String {
      let path = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().path
      return path.range(of: "/.build/").map { String(path[..<$0.lowerBound]) } ?? "../sampan"
    }

    private static func write(_ text: String, to path: String) throws {
      let file = URL(filePath: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  struct Generate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes the reference pages and typings of this package into Docs/Reference.")

    @Option(help: "The root of Sampan's package.", completion: .directory)
    var root = "."

    @Flag(help: "Change nothing; exit with 1 when a file is not as it would be written.")
    var check = false

    func run() async throws {
      try await API.host(pretending: false) { host in
        let surface = try await Surface.read(from: host)
        var files = ReferencePages(
          host.declared, surface: surface,
          comments: SourceComments(folder: root + "/Sources/Services")
        ).files
        files["sampan.d.ts"] = Typings(host.declared.flatMap(\.calls)).text
        let folder = root + "/Docs/Reference"
        let there = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let stale =
          files.keys.filter {
            (try? String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)) != files[$0]
          }
          + there.filter { files[$0] == nil }
        if check {
          for name in stale.sorted() { Output.result("Docs/Reference/\(name) is out of date") }
          if !stale.isEmpty {
            Output.remark("run `sampan api generate`")
            throw Exit.failed
          }
          return
        }
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
        for name in there where files[name] == nil {
          try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
        for (name, text) in files {
          try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
        }
      }
    }
  }
}
