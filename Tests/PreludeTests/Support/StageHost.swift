import Engine
import Wire

/// The functions that a runner would hand to the prelude, and what the prelude said through them.
final class StageHost {
  private let scenario: Scenario
  private let machine: VirtualMachine
  private let shown: Set<Substring>
  private var isolated: Realm?
  /// Calls without a reply, the oldest first.
  private var calls: [(id: Double, name: String)] = []
  var lines: [String] = []
  var now: Double
  /// When the prelude wants to be woken.
  var wakeTime = Double.infinity

  init(scenario: Scenario, machine: VirtualMachine, now: Double) {
    self.scenario = scenario
    self.machine = machine
    self.now = now
    shown = scenario.shown
  }

  private var realm: Realm { machine.realm }

  func takeCall(_ name: String) -> Double? {
    guard let index = calls.firstIndex(where: { $0.name == name }) else { return nil }
    return calls.remove(at: index).id
  }

  func native() throws -> Object {
    let object = realm.object()
    let functions: [(String, NativeBody)] = [
      ("post", { [unowned self] in post($0) }),
      ("callSync", { [unowned self] in callSync($0) }),
      ("attachments", { [unowned self] _ in .value(realm.array([]).value) }),
      ("source", { [unowned self] in source($0) }),
      ("evaluate", { [unowned self] in run($0, in: realm) }),
      ("evaluateIsolated", { [unowned self] in run($0, in: isolatedRealm()) }),
      ("now", { [unowned self] _ in .value(realm.number(now)) }),
      ("schedule", { [unowned self] in schedule($0) }),
      ("onRejection", { [unowned self] in onRejection($0) }),
    ]
    for (name, body) in functions {
      try object.setProperty(name, realm.function(name, body).value)
    }
    return object
  }

  private static func text(_ arguments: borrowing Arguments, _ index: Int) -> String {
    arguments.string(index)?.text ?? ""
  }

  private func post(_ arguments: borrowing Arguments) -> Completion {
    let id = arguments.number(1) ?? 0
    let name = Self.text(arguments, 2)
    let text = Self.text(arguments, 3)
    switch Self.text(arguments, 0) {
    case "note": note(name, text)
    case "patches": patches(text)
    case "call":
      calls.append((id, name))
      let buffers = (try? arguments.value(4).object?.property("length"))?.number ?? 0
      if shown.contains("calls") {
        lines.append("call \(name) \(text)" + (buffers > 0 ? " +\(Int(buffers)) buffers" : ""))
      }
    case "answerFail":
      lines.append("answerFail \((try? JSON(parsing: text))?["message"]?.string ?? text)")
    case let kind: lines.append("\(kind) \(text)")
    }
    return .value(realm.undefined)
  }

  private func note(_ kind: String, _ text: String) {
    let value = (try? JSON(parsing: text)) ?? .null
    switch kind {
    case "console":
      let level = value["level"]?.string ?? ""
      lines.append((level == "log" ? "" : level + ": ") + (value["text"]?.string ?? ""))
    case "error":
      let place = value["where"]?.string ?? ""
      lines.append("uncaught in \(place): \(value["message"]?.string ?? "")")
    default: lines.append("note \(kind) \(text)")
    }
  }

  private func patches(_ text: String) {
    for operation in (try? JSON(parsing: text))?.array ?? [] {
      let kind = operation[0]?.string ?? ""
      let group = ["ui", "stack"].contains(kind) ? kind : "patches"
      if shown.contains(Substring(group)) { lines.append("patch \(operation.jsonText)") }
    }
  }

  private func callSync(_ arguments: borrowing Arguments) -> Completion {
    let name = Self.text(arguments, 0)
    let text = Self.text(arguments, 1)
    if shown.contains("calls") {
      let isLong = text.utf16.count > 200
      lines.append(
        "sync \(name) \(isLong ? "\(text.prefix(40))…\(text.utf16.count)" : text)")
    }
    if name.hasPrefix("storage.") { return .value(realm.string("+null")) }
    return .value(
      realm.string(
        name == "failSync"
          ? #"-{"reason":"no such thing","errno":7}"# : #"+{"data":\#(text),"echo":true}"#))
  }

  private func source(_ arguments: borrowing Arguments) -> Completion {
    let path = Self.text(arguments, 0)
    guard let text = scenario.file(path) else {
      guard path.hasSuffix(".wxml") else { return .value(realm.undefined) }
      let empty =
        "{ path: \(JSON.string(path).jsonText), wxs: {}, main: [], templates: {}, imports: [] }"
      return .value(realm.string("(function (X) { 'use strict'; return \(empty); })"))
    }
    guard path.hasSuffix(".js") else { return .value(realm.string(text)) }
    return .value(realm.string("(function (require, module, exports) {\(text)\n})"))
  }

  private func run(_ arguments: borrowing Arguments, in realm: Realm) -> Completion {
    guard let text = arguments.string(0) else { return .thrown(realm.error("no text")) }
    return realm.run(
      text, name: Self.text(arguments, 1), firstLine: arguments.number(2).map { Int($0) } ?? 1)
  }

  private func isolatedRealm() -> Realm {
    if let isolated { return isolated }
    let made = machine.makeRealm()
    made.allowEval(false)
    isolated = made
    return made
  }

  private func schedule(_ arguments: borrowing Arguments) -> Completion {
    let time = arguments.number(0) ?? .nan
    wakeTime = time >= 0 ? time : .infinity
    return .value(realm.undefined)
  }

  private func onRejection(_ arguments: borrowing Arguments) -> Completion {
    guard let function = arguments.value(0).function else {
      return .thrown(realm.error("onRejection takes a function"))
    }
    do {
      try realm.onUnhandledRejection(function)
      return .value(realm.undefined)
    } catch {
      return .thrown(realm.error("\(error)"))
    }
  }
}
