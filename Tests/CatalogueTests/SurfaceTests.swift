import APITemplate
import Bridge
import Catalogue
import Foundation
import Host
import TestSupport
import Testing
import Wire

/// A host of its own, whose state goes away with it.
func withHost<Value>(
  pretending: Bool = false, services: [any Service] = [],
  _ body: (MiniProgramHost) async throws -> Value
) async throws -> Value {
  let folder = NSTemporaryDirectory() + "sampan-catalogue-\(UUID().uuidString)"
  defer { try? FileManager.default.removeItem(atPath: folder) }
  var configuration = HostConfiguration(
    dataFolder: folder, runnerPath: BuiltProducts.path(of: "sampan-runner"), services: services)
  configuration.pretends = pretending
  return try await body(try MiniProgramHost(configuration))
}

/// What is on `wx`, and whether it keeps its word.
@Suite struct `The catalogue` {
  @Test func `has every name of the platform, each replaceable`() async throws {
    let surface = try await withHost { try await Surface.read(from: $0) }
    #expect(surface.absent == [])
    #expect(surface.entries.filter { !$0.isReplaceable }.map(\.name) == [])
    #expect(Surface.platformNames.count == Set(Surface.platformNames).count)
    #expect(surface.count(.real) + surface.count(.fake) + surface.count(.missing) >= 488)
    let value = surface.value
    #expect(value["coveredShare"]?.number ?? 0 > 0.5)
    #expect(value["absent"] == [])
  }

  @Test func `keeps the platform's conventions in every call that is declared`() async throws {
    let conformance = try await withHost(pretending: true) { try await Conformance.check($0) }
    #expect(conformance.findings == [])
    #expect(conformance.checked.count > 20)
  }

  @Test func `is as its files in Docs/Reference say`() async throws {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized.path
    let files = try await withHost { host in
      let surface = try await Surface.read(from: host)
      var files = ReferencePages(
        host.declared, surface: surface,
        comments: SourceComments(folder: root + "/Sources/Services")
      ).files
      files["sampan.d.ts"] = Typings(host.declared.flatMap(\.calls)).text
      return files
    }
    let stale = files.filter { name, text in
      (try? String(contentsOfFile: root + "/Docs/Reference/" + name, encoding: .utf8)) != text
    }
    #expect(stale.keys.sorted() == [], "run `sampan api generate`")
  }

  @Test func `finds what breaks the conventions`() async throws {
    struct Wrong: Service {
      static let name = "wrong"
      struct Need: Codable, Sendable { var text: String }
      var calls: [Call] {
        Call("wrong", example: (Need(text: "a"), Nothing())) { _, _ async throws(CallError) in
          Nothing()
        }.fake(Need(text: "a"))
        Call(atOnce: "alsoWrong", example: (Nothing(), Need(text: "a"))) { _, _ in Need(text: "") }
          .fake(Nothing())
      }
    }
    let conformance = try await Conformance.check(
      [Wrong()], runnerPath: BuiltProducts.path(of: "sampan-runner"))
    #expect(
      conformance.findings.map(\.description) == [
        "alsoWrong: its fake does not have the reply's shape: "
          + "parameter.text should be String instead of Undefined;"
      ])
    #expect(conformance.checked == ["alsoWrong", "wrong"])
  }
}

/// From `sampan api new` to a function that works.
@Suite struct `A new API` {
  private static let template = URL(filePath: #filePath)
    .appending(path: "../../../Tools/APITemplate").standardized.path

  @Test func `is one file, which the template holds as it is written`() throws {
    let scaffold = try Scaffold("weather.current")
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Self.template + "/Sources/APIs"
    ).sorted()
    #expect(files == ["All.swift", "WeatherCurrent.swift"])
    #expect(
      try String(
        contentsOfFile: Self.template + "/Sources/APIs/WeatherCurrent.swift", encoding: .utf8)
        == scaffold.source)
    #expect(
      try String(contentsOfFile: Self.template + "/Sources/APIs/All.swift", encoding: .utf8)
        == Scaffold.list([scaffold.typeName]))
    for (path, text) in scaffold.package(dependingOn: #"name: "sampan", path: "../..""#) {
      #expect(
        try String(contentsOfFile: Self.template + "/" + path, encoding: .utf8) == text, "\(path)")
    }
    #expect(scaffold.source.split(separator: "\n").count <= 15)
  }

  @Test func `keeps the conventions as it is written, and works`() async throws {
    let runner = BuiltProducts.path(of: "sampan-runner")
    let conformance = try await Conformance.check(allServices, runnerPath: runner)
    #expect(conformance.findings == [])
    #expect(conformance.checked == ["weather.current"])
    let said = try await withHost(services: allServices) { host in
      let folder = host.configuration.dataFolder + "/program"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (name, text) in [
        "app.json": #"{"pages":["index"]}"#, "app.js": "App({})", "index.wxml": "<view/>",
        "index.js":
          "wx.weather.current({ name: 'Bo' }).then((r) => console.log(r.errMsg, r.greeting))"
          + ";Page({})",
      ] { try Data(text.utf8).write(to: URL(filePath: folder + "/" + name)) }
      let program = try #require(await host.load(folder).program)
      let session = try await host.open(program, LaunchRequest(clock: .virtual(start: 0)))
      await session.settle()
      let notes = await session.notes.all.map(\.text)
      _ = await session.close()
      return notes
    }
    #expect(said == ["weather.current:ok Hello, Bo"])
  }

  @Test(arguments: ["", "Weather", "weather.", "a.b.c", "weather now", "wetter.ä", "../x"])
  func `is refused a name that cannot be one`(_ name: String) {
    #expect(throws: Scaffold.Refusal.self) { try Scaffold(name) }
  }
}
