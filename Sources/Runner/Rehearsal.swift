import Engine
import Wire

/// A small program that a spare runner launches for the sake of the engine, which then has most of
/// the prelude compiled and linked when the guest comes. Nothing of it is seen outside, or stays.
struct Rehearsal {
  let launch: Text
  let sources: [String: Text]

  /// Reads the member `rehearsal` of the host's hello.
  init?(_ value: JSON) {
    guard let launch = value["launch"]?.string, let sources = value["sources"]?.object else {
      return nil
    }
    self.launch = Text(launch)
    self.sources = Dictionary(
      sources.members.compactMap { member in
        member.value.string.map { (member.name, Text($0)) }
      }, uniquingKeysWith: { $1 })
  }
}

extension Rehearsal {
  /// How often the program is launched. The engine counts the uses of each function before it
  /// links and compiles it better; after four launches another one gains nothing.
  static let rounds = 4

  /// Launches the program in the guest's own realm, each time with a prelude of its own that
  /// nobody holds afterwards. Linked code and what the engine knows of its use belong to the
  /// functions of the prelude's text, so the guest's prelude finds them there.
  ///
  /// - Parameter prelude: makes a prelude. Each one redefines every global that an earlier one
  ///   defined, and removes all others.
  func run(_ prelude: Function, _ hello: Hello) throws(ScriptError) {
    for _ in 0..<Self.rounds {
      let entry = try Entry(of: prelude, with: native(in: prelude.value.realm))
      try entry.start(hello.text)
      try entry.receive("event", id: 1, name: "launch", launch, ok: true, attachments: [])
      while try entry.next() {}
    }
  }
}

extension Rehearsal {
  /// What the prelude is given in place of `Natives`: nothing leaves the process.
  fileprivate func native(in stage: Realm) throws(ScriptError) -> Object {
    let object = stage.object()
    let functions: [(String, NativeBody)] = [
      ("source", { arguments in source(arguments) }),
      ("evaluate", { arguments in Natives.run(arguments, in: arguments.realm) }),
      ("evaluateIsolated", { arguments in Natives.run(arguments, in: arguments.realm) }),
      ("callSync", { arguments in .value(arguments.realm.string(EngineString("+null"))) }),
      ("now", { arguments in .value(arguments.realm.number(0)) }),
      ("post", Self.nothing), ("attachments", Self.nothing), ("schedule", Self.nothing),
      ("onRejection", Self.nothing),
    ]
    for (name, body) in functions {
      try object.setProperty(name, stage.function(name, body).value)
    }
    return object
  }

  private static func nothing(_ arguments: borrowing Arguments) -> Completion {
    .value(arguments.realm.undefined)
  }

  private func source(_ arguments: borrowing Arguments) -> Completion {
    guard let path = arguments.string(0)?.text, let text = sources[path] else {
      return .value(arguments.realm.undefined)
    }
    return .value(arguments.realm.string(text.kept()))
  }
}
