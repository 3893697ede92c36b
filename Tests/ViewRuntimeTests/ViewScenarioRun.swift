import Foundation
import Host
import TestSupport
import View
import Wire

/// Runs the steps of a scenario through a session and collects the lines that come out.
struct ViewScenarioRun {
  private let folder: String
  private let session: Session
  private var lines: [String] = []

  struct Failure: Error, CustomStringConvertible { let description: String }

  init(_ scenario: ViewScenario) async throws {
    folder = NSTemporaryDirectory() + "sampan-scenario-\(UUID().uuidString)"
    for file in scenario.files { try Self.write(file.text, to: "\(folder)/program/\(file.path)") }
    let host = try MiniProgramHost(
      HostConfiguration(dataFolder: folder + "/data", runnerPath: BuiltProducts.runner))
    let (program, diagnostics) = await host.load(folder + "/program")
    guard let program else { throw Failure(description: "\(diagnostics)") }
    session = try await host.open(
      program, LaunchRequest(clock: .virtual(start: 1_767_225_600_000), seed: 1))
    await session.settle(within: 20)
    await takeNotes()
  }

  /// The lines of all steps.
  mutating func run(_ steps: [Substring]) async throws -> [String] {
    for step in steps {
      try await run(step)
      await session.settle(within: 20)
      await takeNotes()
    }
    return lines
  }

  func close() async {
    _ = await session.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  private mutating func run(_ step: Substring) async throws {
    var words = ScenarioWords(step)
    switch words.next() {
    case "log": lines.append(words.rest)
    case "tap": try await send(to: words.next(), "tap", ["x": 1, "y": 2])
    case "send": try await send(to: words.next(), words.next(), try JSON(parsing: words.rest))
    case "set": _ = try await session.ask("setData", ["data": try JSON(parsing: words.rest)])
    case "call": try await call(words.next(), words.rest)
    case "route": _ = try await session.ask("route", try JSON(parsing: words.rest))
    case "tree": await showTree()
    case "data": lines.append("data " + (try await session.ask("data")).jsonText)
    case "count": lines.append("count \(await session.view.findAll(words.rest).count)")
    case let verb: throw Failure(description: "no step '\(verb)'")
    }
  }

  private func send(to selector: String, _ type: String, _ detail: JSON) async throws {
    guard let node = await session.view.findAll(selector).first else {
      throw Failure(description: "no element \(selector)")
    }
    var event = JSONObject()
    event["node"] = .number(Double(node))
    event["type"] = .string(type)
    event["detail"] = detail
    if type == "tap" {
      let point: JSON = [
        "identifier": 0, "pageX": 1, "pageY": 2, "clientX": 1, "clientY": 2,
      ]
      event["touches"] = [point]
      event["changedTouches"] = [point]
    }
    try await session.send("dom", .object(event))
  }

  private mutating func call(_ method: String, _ args: String) async throws {
    let args = args.isEmpty ? [] : try JSON(parsing: args)
    let answer = try await session.ask("invoke", ["method": .string(method), "args": args])
    await takeNotes()
    if let value = answer["value"] { lines.append("value " + value.jsonText) }
  }

  private mutating func takeNotes() async {
    for note in await session.takeNotes() {
      lines.append(note.kind == .console ? "\(note.level): \(note.text)" : "uncaught: \(note.text)")
    }
  }

  private mutating func showTree() async {
    guard let page = await session.view.currentPage else { return }
    lines += ScenarioTree.lines(of: await session.view.description(of: page.id))
  }

  private static func write(_ text: String, to file: String) throws {
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
  }
}

/// The words of a step; a word in double quotes may hold spaces.
struct ScenarioWords {
  private var left: Substring

  init(_ step: Substring) { left = step }

  var rest: String { String(left) }

  mutating func next() -> String {
    let isQuoted = left.first == "\""
    if isQuoted { left = left.dropFirst() }
    let word = left.prefix { isQuoted ? $0 != "\"" : $0 != " " }
    left = left.dropFirst(word.count + (isQuoted ? 1 : 0)).drop { $0 == " " }
    return String(word)
  }
}
