import Bridge
import Services
import Wire

/// Serving what the guest calls.
extension Session {
  func serve(id: UInt32, sync: Bool, name: String, text: Text, attachments: [[UInt8]]) {
    if name == "#source" {
      answerSource(id, text)
      return
    }
    if name == Self.imageCall {
      write(.reply(call: id, ok: true, imageSizes(text).text, attachments: []))
      return
    }
    if name == Self.styleCall {
      write(.reply(call: id, ok: true, styles(text).text, attachments: []))
      return
    }
    if name == Self.schemaCall {
      answerSchema(id, text)
      return
    }
    if name == Call.abort {
      abort(text)
      reply(id, .success(.nothing))
      return
    }
    guard !(sync && isAnsweringSync) else {
      // The deadline stands still during a synchronous call; two at once cannot come of one guest.
      end(.protocolViolation("a synchronous call while another one waits"))
      return
    }
    if callWatch != nil {
      watch(id: id, sync: sync, name: name, text: text, attachments: attachments)
    } else {
      pass(id: id, sync: sync, name: name, text: text, attachments: attachments)
    }
  }

  /// Lets the call's service serve it.
  func pass(id: UInt32, sync: Bool, name: String, text: Text, attachments: [[UInt8]]) {
    guard let call = services[name] else {
      reply(id, .failure(.notSupported))
      return
    }
    isServing = true
    defer {
      isServing = false
      tellDeviceNews()
    }
    do throws(CallError) {
      guard call.isGuarded || call.isServedAtOnce else {
        try startPending(call, id: id, sync: sync, [], text: text, attachments: attachments)
        return
      }
      let context = CallContext(
        visitor: visitor, session: identifier, screen: SessionScreen(session: self, call: 0),
        files: program, device: device, port: desk, declared: declared,
        scripts: SessionScripts(session: self), guestCall: id)
      let gates =
        call.isGuarded
        ? try self.gates(of: call, text: text, attachments: attachments, context) : []
      if gates.isEmpty, let outcome = call.serveNow(text, attachments: attachments, context) {
        reply(id, outcome)
        return
      }
      try startPending(call, id: id, sync: sync, gates, text: text, attachments: attachments)
    } catch {
      if call.isGuarded { note(name, refusal: error.reason) }
      reply(id, .failure(error))
    }
  }

  private func startPending(
    _ call: Call, id: UInt32, sync: Bool, _ gates: [Permissions.Gate], text: Text,
    attachments: [[UInt8]]
  ) throws(CallError) {
    let number = try admit(
      id: id, sync: sync, name: call.name, isTask: call.kind == .task, text, attachments,
      deadline: call.isGuarded ? nil : deadline(of: call))
    let context = CallContext(
      visitor: visitor, session: identifier, screen: SessionScreen(session: self, call: number),
      files: program, device: device, port: desk, declared: declared,
      scripts: SessionScripts(session: self), call: number, guestCall: id)
    guard call.isGuarded else {
      begin(call, number, text, attachments, context)
      return
    }
    open(gates[...], of: call, number, context) { session in
      // A call that was aborted meanwhile is no longer there.
      guard session.pending.setDeadline(session.deadline(of: call), of: number) else { return }
      session.begin(call, number, text, attachments, context)
    }
  }

  /// Counts a call that will wait for its answer.
  ///
  /// - Parameter deadline: nil for a call that waits for something else before its service is asked,
  ///   and for one that may take its time.
  /// - Throws: the refusal, when too much waits already.
  func admit(
    id: UInt32, sync: Bool, name: String, isTask: Bool, _ text: Text, _ attachments: [[UInt8]],
    deadline: ContinuousClock.Instant? = nil
  ) throws(CallError) -> UInt64 {
    guard pending.count < limits.pendingCalls else {
      throw CallError("\(limits.pendingCalls) calls are waiting already", errno: 1003)
    }
    let bytes = attachments.reduce(text.bytes.count) { $0 + $1.count }
    guard pending.bytes + bytes <= limits.pendingBytes else {
      let reason = "the calls that wait hold \(pending.bytes + bytes) bytes"
      throw CallError("\(reason); at most \(limits.pendingBytes) fit", errno: 1003)
    }
    let number = pending.add(
      .init(id: id, name: name, isSync: sync, isTask: isTask, bytes: bytes, deadline: deadline))
    if sync {
      isAnsweringSync = true
      turn.pause()
    }
    return number
  }

  /// Hands a call to its service.
  private func begin(
    _ call: Call, _ number: UInt64, _ text: Text, _ attachments: [[UInt8]],
    _ context: CallContext
  ) {
    let ticket = AnswerTicket(session: self, number: number, name: call.name)
    let cancel = call.start(text, attachments: attachments, context, on: tasks) { ticket.take($0) }
    if let cancel { pending.keep(cancel, of: number) }
  }

  private func deadline(of call: Call) -> ContinuousClock.Instant? {
    let seconds: Double? =
      if let declared = call.terms.limits.deadlineSeconds {
        declared
      } else if call.asks {
        nil
      } else {
        call.kind == .task ? limits.taskSeconds : limits.callSeconds
      }
    return seconds.map { .now + .seconds($0) }
  }

  /// Answers a call that waits. One that is no longer there was aborted, or took too long.
  func finish(_ number: UInt64, _ outcome: Result<CallReply, CallError>) {
    guard let entry = pending.remove(number) else { return }
    if entry.isSync {
      isAnsweringSync = false
      turn.resume()
    }
    reply(entry.id, outcome)
    if isQuiet { waiters.finishQuiet() }
  }

  /// Fails the calls whose time is up, and ends their work.
  func failOverdue(at now: ContinuousClock.Instant = .now) {
    for number in pending.takeOverdue(at: now) {
      guard let entry = pending.remove(number) else { continue }
      entry.cancel?()
      if entry.isSync {
        isAnsweringSync = false
        turn.resume()
      }
      warn("the service behind \(entry.name) did not answer in time; the call failed")
      reply(entry.id, .failure(.timedOut))
    }
  }

  /// The mini-program aborts a task (`Call.abort`); one that is over is left alone.
  private func abort(_ text: Text) {
    guard let id = (try? JSON(text))?["$id"]?.int, let task = UInt32(exactly: id),
      let number = pending.task(task), let entry = pending.remove(number)
    else { return }
    entry.cancel?()
    reply(entry.id, .failure(.aborted))
  }

  /// A call does nothing but wait for a person or for the session's clock.
  func rest(_ call: UInt64) {
    pending.change(call, restsBy: 1)
    if isQuiet { waiters.finishQuiet() }
  }

  /// What it waited for has come.
  func stir(_ call: UInt64) { pending.change(call, restsBy: -1) }

  /// Tells the author of something that a service did wrong.
  func warn(_ text: String) {
    let note = Note(kind: .warning, level: "warn", text: text)
    notes.append(note)
    tell(.note(note))
  }

  func reply(_ id: UInt32, _ outcome: Result<CallReply, CallError>) {
    expectsFrame = true
    if let seen = watched.removeValue(forKey: id) { callWatch?.answered(seen, outcome) }
    switch outcome {
    case .success(let reply):
      let bytes = reply.attachments.reduce(reply.text.bytes.count) { $0 + $1.count }
      guard bytes <= limits.replyBytes else {
        let reason = "the reply has \(bytes) bytes; at most \(limits.replyBytes) fit"
        self.reply(id, .failure(CallError(reason, errno: 4)))
        return
      }
      write(.reply(call: id, ok: true, reply.text, attachments: reply.attachments))
    case .failure(let error):
      write(.reply(call: id, ok: false, error.value.text, attachments: []))
    }
  }

  private static let schemaCall = "#canIUse"

  /// Answers what `canIUse` cannot know in the runner; no `can` where the prelude knows better.
  private func answerSchema(_ id: UInt32, _ text: Text) {
    let schema = (try? JSON(text))?["schema"]?.string ?? ""
    let can = services.canUse(schema).map { JSON.bool($0) } ?? .null
    write(.reply(call: id, ok: true, (["can": can] as JSON).text, attachments: []))
  }

  /// Hands over a compiled module, or says in a sentence why there is none.
  private func answerSource(_ id: UInt32, _ text: Text) {
    guard let path = (try? JSON(text))?.string else {
      end(.protocolViolation("a source without a path"))
      return
    }
    guard path.utf8.count <= WireLimits.nameBytes else {
      end(.protocolViolation("a source with a path of \(path.utf8.count) bytes"))
      return
    }
    switch program.source(path) {
    case .found(let code): write(.reply(call: id, ok: true, code, attachments: []))
    case .missing: write(.reply(call: id, ok: true, "", attachments: []))
    case .broken(let diagnostic):
      write(.reply(call: id, ok: false, Text("\(diagnostic)"), attachments: []))
    }
  }
}
