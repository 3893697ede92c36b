import Engine
import Sandbox
import Wire

/// One mini-program's process: frames in, script, frames out, until the host hangs up.
public final class Runner {
  private let channel: Channel
  private let machine: VirtualMachine
  private var life: Life
  private let prelude: RunnerPrelude
  private let script: ImmortalScript
  /// What the host said first.
  private let hello: Hello
  /// Guests that were put away, whose functions may still be called by what is left of them.
  private var past: [Natives] = []
  /// Guests that were put away since garbage was collected.
  private var uncollected = 0
  /// Whether the host believes that the runner rests.
  private var isIdle = true
  /// Which layers of the sandbox hold.
  private var report: Text = ""
  /// Whether a turn has run since garbage was collected.
  private var hasGarbage = true

  /// One guest's time: what the prelude was given, and what it gave.
  private struct Life {
    let natives: Natives
    let entry: Entry
  }

  private var natives: Natives { life.natives }
  private var entry: Entry { life.entry }

  /// Makes the engine ready and hands the prelude the host's `hello`.
  init(channel: Channel, machine: VirtualMachine, hello: Hello, prelude: RunnerPrelude) {
    self.channel = channel
    self.machine = machine
    self.prelude = prelude
    self.hello = hello
    machine.limitTime(milliseconds: hello.turnMilliseconds, reportingTo: channel)
    machine.realm.allowEval(false)
    do {
      try machine.warmTimeZone()
      script = try machine.script(immortal: prelude.text, name: prelude.name)
      life = try Self.begin(hello, machine.realm, machine, channel, script)
      if hello.rehearsal != nil { machine.collectGarbage() }
    } catch {
      fail(.badPrelude, "the prelude failed: \(error)\n\(prelude.placed(error.stack))")
    }
  }

  private static func begin(
    _ hello: Hello, _ realm: Realm, _ machine: VirtualMachine, _ channel: Channel,
    _ script: ImmortalScript
  ) throws(ScriptError) -> Life {
    var clock = Clock()
    if let now = hello.virtualNow { clock.set(to: now) }
    let natives = Natives(machine: machine, realm: realm, channel: channel, clock: clock)
    let text = try machine.evaluate(script, in: realm)
    if let rehearsal = hello.rehearsal { try rehearsal.run(text, hello) }
    let entry = try Entry(of: text, with: natives.object())
    try entry.start(hello.text)
    return Life(natives: natives, entry: entry)
  }

  /// Puts the guest away, waits for the host's next `hello`, and is ready for another guest of the
  /// same program. The engine keeps what it has compiled.
  private func renew() {
    natives.retire()
    past.append(natives)
    send(.renewed)
    channel.flush()
    channel.beginAnew()
    // What a guest leaves is a few megabytes, and finding it takes as long as making a new realm.
    uncollected += 1
    if uncollected == RunnerLimits.livesInGarbage {
      uncollected = 0
      machine.collectGarbage()
    }
    // The same host's, whose limits are those of the first.
    let hello = Self.receiveHello(from: channel, known: hello)
    let realm = machine.makeRealm()
    realm.allowEval(false)
    do {
      life = try Self.begin(hello, realm, machine, channel, script)
    } catch {
      fail(.badPrelude, "the prelude failed: \(error)\n\(prelude.placed(error.stack))")
    }
    welcome()
  }

  /// Tells the host that a guest may come.
  private func welcome() {
    isIdle = true
    send(.ready(version: WireLimits.version, report))
    finishTurn()
    channel.flush()
  }

  /// Tells the host that the guest may come, and runs until the host closes the channel.
  func run(sandbox: SandboxReport) -> Never {
    report = sandbox.text
    welcome()
    while true {
      if let message = channel.next() {
        isIdle = false
        handle(message)
        continue
      }
      let isDue = natives.isDue && !natives.hasVirtualClock
      if !isDue { rest() }
      let heard = channel.wait(milliseconds: isDue ? 0 : untilWork())
      guard !heard, channel.inbox.isEmpty else { continue }
      if natives.isDue, !natives.hasVirtualClock { wake() } else { tidy() }
    }
  }

  /// The engine collects when it needs room; a guest that rests would keep its garbage for long.
  private func tidy() {
    guard hasGarbage else { return }
    hasGarbage = false
    machine.collectGarbage()
  }

  private func handle(_ message: HostMessage) {
    switch message {
    case .event(let id, let name, let text, let attachments):
      turn { () throws(ScriptError) in
        try entry.receive("event", id: id, name: name, text, ok: true, attachments: attachments)
      }
    case .reply(let call, let ok, let text, let attachments):
      do throws(ScriptError) {
        try entry.receive("reply", id: call, name: "", text, ok: ok, attachments: attachments)
      } catch {
        report(error)
      }
      // A reply only queues a task, so those that came together are handled in one go.
      if !channel.inbox.startsWithReply { finishTurn() }
    case .advance(let milliseconds):
      natives.advance(to: milliseconds)
      if natives.isDue { tick() }
    case .source:
      // The channel keeps sources when they come.
      break
    case .renew:
      renew()
    case .hello:
      end(.badFrame)
    }
  }

  /// Runs the timers that are due without the host having asked.
  private func wake() {
    if isIdle {
      isIdle = false
      send(.busy)
      // The host starts its clock now, not when the turn is over.
      channel.flush()
    }
    tick()
  }

  private func tick() {
    natives.clearWakeTime()
    turn { () throws(ScriptError) in try entry.tick() }
  }

  /// Calls the prelude, then runs its tasks until none is left.
  private func turn(_ call: () throws(ScriptError) -> Void) {
    do { try call() } catch { report(error) }
    finishTurn()
  }

  private func finishTurn() {
    hasGarbage = true
    while true {
      do {
        if try !entry.next() { return }
      } catch {
        report(error)
      }
    }
  }

  /// Tells the host that all is done, once.
  private func rest() {
    guard !isIdle else { return }
    isIdle = true
    let next = natives.wakeTime
    send(.idle(handled: channel.inbox.framesCounted, nextTimer: next.isFinite ? next : .nan))
    channel.flush()
  }

  /// Milliseconds until the prelude wants to be woken or garbage is to be collected; -1 for never.
  private func untilWork() -> Int32 {
    let rest = hasGarbage ? RunnerLimits.restMilliseconds : -1
    guard !natives.hasVirtualClock, natives.wakeTime.isFinite else { return rest }
    let due = Int32(min(max(natives.wakeTime - natives.now, 0), 1e9).rounded(.up))
    return rest < 0 ? due : min(rest, due)
  }

  /// An exception that left the prelude is a fault of ours, or the guest broke something in it.
  private func report(_ error: ScriptError) {
    let note: JSON = [
      "message": .string("\(error)"), "stack": .string(prelude.placed(error.stack)),
      "where": "prelude",
    ]
    send(.note(kind: "error", note.text))
  }

  private func send(_ message: RunnerMessage) {
    // None of these comes near the limit of a frame, but for a note with a guest's own message.
    do { try channel.send(message) } catch { end(.badFrame) }
  }
}
