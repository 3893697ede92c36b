import Engine
import Prelude
import Wire

/// The prelude in an engine of its own, with a host that does what a scenario says.
final class Stage {
  /// Where the virtual clock of every scenario starts, in milliseconds since 1970.
  static let start = 1_000_000.0

  private let scenario: Scenario
  private let machine = VirtualMachine()
  private let host: StageHost
  private let entry: Object
  private var lastEvent = 0.0

  init(_ scenario: Scenario) throws {
    self.scenario = scenario
    machine.realm.allowEval(false)
    host = StageHost(scenario: scenario, machine: machine, now: Self.start)
    let text = try machine.realm.run(
      machine.script(immortal: PreludeText.text, name: PreludeText.name)
    ).get()
    guard let prelude = text.function, let entry = try prelude.call(host.native().value).object
    else { throw Failure(what: "the prelude gave no entry") }
    self.entry = entry
  }

  struct Failure: Error, CustomStringConvertible {
    let what: String
    var description: String { what }
  }

  /// What came out, a line each; empty lines are left out.
  var lines: [String] { host.lines.flatMap { $0.split(separator: "\n").map(String.init) } }

  func play() throws {
    try call("start", machine.realm.string(try scenario.hello().jsonText))
    try event("launch", try scenario.launch().jsonText)
    for step in scenario.steps { try play(step) }
  }

  func play(_ step: String) throws {
    let (verb, rest) = Self.word(step)
    let (name, json) = Self.word(rest)
    switch verb {
    case "log": host.lines.append(rest)
    case "event", "ask": try event(name, json.isEmpty ? "{}" : json)
    case "reply", "refuse":
      guard let call = host.takeCall(name) else {
        host.lines.append("no call \(name) waits")
        return
      }
      try receive("reply", call, "", json.isEmpty ? "{}" : json, ok: verb == "reply")
    case "advance": try advance(by: Double(rest) ?? .nan)
    default: throw Failure(what: "unknown step '\(step)'")
    }
  }

  /// How many objects the engine keeps once it has collected what nothing holds.
  func keptObjects() -> Int {
    machine.collectGarbage()
    return machine.memory().objects
  }

  private static func word(_ text: String) -> (first: String, rest: String) {
    let parts = text.split(separator: " ", maxSplits: 1)
    return (parts.first.map(String.init) ?? "", parts.count > 1 ? String(parts[1]) : "")
  }

  private func advance(by milliseconds: Double) throws {
    let end = host.now + milliseconds
    while host.wakeTime <= end {
      host.now = max(host.now, host.wakeTime)
      host.wakeTime = .infinity
      try call("tick")
      try finish()
    }
    host.now = end
  }

  private func event(_ name: String, _ json: String) throws {
    lastEvent += 1
    try receive("event", lastEvent, name, json, ok: true)
  }

  private func receive(
    _ kind: String, _ id: Double, _ name: String, _ json: String, ok: Bool
  ) throws {
    let realm = machine.realm
    try call(
      "receive", realm.string(kind), realm.number(id), realm.string(name), realm.string(json),
      realm.boolean(ok), realm.array([]).value)
    try finish()
  }

  /// Runs the prelude's tasks until none is left.
  private func finish() throws { while try call("next").isTruthy {} }

  @discardableResult
  private func call(_ name: String, _ arguments: Value...) throws -> Value {
    guard let function = try entry.property(name).function else {
      throw Failure(what: "the entry has no function '\(name)'")
    }
    return try function.run(arguments).get()
  }
}
