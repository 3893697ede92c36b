import Engine
import Wire

/// The functions that the prelude is given and that no guest ever sees.
///
/// Their arguments come from the prelude, not from a guest; a wrong one is answered with an
/// error all the same, never with a trap.
final class Natives {
  private let machine: VirtualMachine
  private let channel: Channel
  private var clock: Clock
  /// When the prelude wants to be woken, in milliseconds since 1970; infinite for never.
  private(set) var wakeTime = Double.infinity
  private var lastAttachments: [[UInt8]] = []
  /// Counts synchronous calls. The prelude counts its own calls from 1, so these start high.
  private var lastCall: UInt32 = 1 << 31
  private var isolatedRealm: Realm?
  /// The realm of the guest.
  private let realm: Realm
  /// The guest was put away; what is left of its code reaches nothing.
  private var isRetired = false

  init(machine: VirtualMachine, realm: Realm, channel: Channel, clock: Clock) {
    self.machine = machine
    self.realm = realm
    self.channel = channel
    self.clock = clock
  }

  /// Puts the guest's realms away.
  func retire() {
    isRetired = true
    isolatedRealm.map(machine.putAway)
    isolatedRealm = nil
    machine.putAway(realm)
  }

  var now: Double { clock.now }
  var hasVirtualClock: Bool { clock.isVirtual }

  func advance(to milliseconds: Double) { clock.set(to: milliseconds) }

  /// Whether the prelude asked to be woken by now.
  var isDue: Bool { wakeTime <= clock.now }

  /// Forgets the time asked for, as it has come; the prelude asks anew.
  func clearWakeTime() { wakeTime = .infinity }

  /// The object that the prelude is called with.
  func object() throws(ScriptError) -> Object {
    let object = realm.object()
    let functions: [(String, NativeBody)] = [
      ("post", { [unowned self] arguments in post(arguments) }),
      ("callSync", { [unowned self] arguments in callSync(arguments) }),
      ("attachments", { [unowned self] _ in takeAttachments() }),
      ("source", { [unowned self] arguments in source(arguments) }),
      ("evaluate", { [unowned self] arguments in Self.run(arguments, in: realm) }),
      ("evaluateIsolated", { [unowned self] arguments in Self.run(arguments, in: isolated()) }),
      ("now", { [unowned self] _ in .value(realm.number(clock.now)) }),
      ("schedule", { [unowned self] arguments in schedule(arguments) }),
      ("onRejection", { [unowned self] arguments in onRejection(arguments) }),
    ]
    for (name, body) in functions {
      let guarded: NativeBody = { [unowned self] arguments in
        isRetired ? .thrown(arguments.realm.error("the guest is gone")) : body(arguments)
      }
      try object.setProperty(name, realm.function(name, guarded).value)
    }
    return object
  }

  private func refuse(_ message: String) -> Completion { .thrown(realm.error(message)) }

  // MARK: Frames

  private func post(_ arguments: borrowing Arguments) -> Completion {
    guard let kind = arguments.string(0)?.text, let id = arguments.number(1),
      let name = arguments.string(2)?.text, let text = arguments.string(3)
    else { return refuse("post takes a kind, an id, a name and a text") }
    let id32 = UInt32(exactly: id) ?? 0
    let message: RunnerMessage
    switch kind {
    case "call":
      message = .call(
        id: id32, sync: false, name: name, Text(text), attachments: bytes(arguments.value(4)))
    case "patches": message = .patches(Text(text))
    case "note": message = .note(kind: name, Text(text))
    case "answer": message = .answer(event: id32, ok: true, Text(text))
    case "answerFail": message = .answer(event: id32, ok: false, Text(text))
    default: return refuse("post knows no kind '\(kind)'")
    }
    return send(message)
  }

  private func send(_ message: RunnerMessage) -> Completion {
    do {
      try channel.send(message)
      return .value(realm.undefined)
    } catch {
      return refuse("\(error)")
    }
  }

  /// Copies the buffers of an array, at most as many as a frame carries.
  private func bytes(_ value: Value) -> [[UInt8]] {
    guard value.isArray, let array = value.object,
      let count = (try? array.property("length"))?.number.flatMap({ Int(exactly: $0) })
    else { return [] }
    return (0..<min(count, WireLimits.attachments)).map { index in
      (try? array.element(index))?.object?.withBytes { [UInt8]($0) } ?? []
    }
  }

  // MARK: Calls that wait

  private func callSync(_ arguments: borrowing Arguments) -> Completion {
    guard let name = arguments.string(0)?.text, let text = arguments.string(1) else {
      return refuse("callSync takes a name and a text")
    }
    do {
      let reply = try ask(name, Text(text), attachments: bytes(arguments.value(2)))
      lastAttachments = reply.attachments
      let sign = UInt16(UInt8(ascii: reply.isFulfilled ? "+" : "-"))
      let units = reply.text.withUTF16 { [sign] + $0 }
      return .value(realm.string(EngineString(utf16: units)))
    } catch {
      return refuse("\(error)")
    }
  }

  private func ask(
    _ name: String, _ text: Text, attachments: [[UInt8]] = []
  ) throws(WireError) -> Reply {
    lastCall = lastCall == .max ? 1 << 31 : lastCall + 1
    try channel.send(.call(id: lastCall, sync: true, name: name, text, attachments: attachments))
    channel.flush()
    return channel.reply(to: lastCall)
  }

  private func takeAttachments() -> Completion {
    defer { lastAttachments = [] }
    do { return .value(try realm.buffers(lastAttachments).value) } catch {
      return refuse("\(error)")
    }
  }

  // MARK: Modules

  /// The text of a compiled module: sent ahead, or asked for with the call `#source`, whose
  /// request is the path as a JSON string and whose reply is the bare text, empty for a path that
  /// has no module. A failed reply is the diagnostic's bare text.
  private func source(_ arguments: borrowing Arguments) -> Completion {
    guard let path = arguments.string(0)?.text else { return refuse("source takes a path") }
    if let text = channel.sources.take(path) { return .value(realm.string(text.kept())) }
    do {
      let reply = try ask("#source", JSON.string(path).text)
      guard reply.isFulfilled else { return refuse(reply.text.string) }
      return .value(
        reply.text.unitCount == 0 ? realm.undefined : realm.string(reply.text.kept()))
    } catch {
      return refuse("\(error)")
    }
  }

  static func run(_ arguments: borrowing Arguments, in realm: Realm) -> Completion {
    guard let text = arguments.string(0), let name = arguments.string(1)?.text else {
      return .thrown(arguments.realm.error("evaluate takes a text, a name and a line"))
    }
    let line = arguments.number(2).flatMap { Int(exactly: $0) } ?? 1
    return realm.run(text, name: name, firstLine: line)
  }

  /// The realm of WXS modules, made when the first one runs.
  private func isolated() -> Realm {
    if let isolatedRealm { return isolatedRealm }
    let made = machine.makeRealm()
    made.allowEval(false)
    isolatedRealm = made
    return made
  }

  // MARK: Time and rejections

  private func schedule(_ arguments: borrowing Arguments) -> Completion {
    let time = arguments.number(0) ?? .nan
    wakeTime = time >= 0 ? time : .infinity
    return .value(realm.undefined)
  }

  private func onRejection(_ arguments: borrowing Arguments) -> Completion {
    guard let function = arguments.value(0).function else {
      return refuse("onRejection takes a function")
    }
    do {
      try realm.onUnhandledRejection(function)
      return .value(realm.undefined)
    } catch {
      return refuse("\(error)")
    }
  }
}
