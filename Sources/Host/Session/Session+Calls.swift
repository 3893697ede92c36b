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
    guard !(sync && isAnsweringSync) else {
      // The deadline stands still during a synchronous call; two at once cannot come of one guest.
      end(.protocolViolation("a synchronous call while another one waits"))
      return
    }
    guard let call = services[name] else {
      reply(id, .failure(.notSupported))
      return
    }
    let context = CallContext(
      visitor: visitor, session: identifier, screen: SessionScreen(session: self), files: program)
    if let outcome = call.serveNow(text, attachments: attachments, context) {
      reply(id, outcome)
      return
    }
    guard pendingCalls < limits.pendingCalls else {
      reply(
        id, .failure(CallError("\(limits.pendingCalls) calls are waiting already", errno: 1003)))
      return
    }
    let bytes = attachments.reduce(text.bytes.count) { $0 + $1.count }
    guard pendingBytes + bytes <= limits.pendingBytes else {
      let reason = "the calls that wait hold \(pendingBytes + bytes) bytes"
      reply(
        id, .failure(CallError("\(reason); at most \(limits.pendingBytes) fit", errno: 1003)))
      return
    }
    pendingCalls += 1
    pendingBytes += bytes
    if sync {
      isAnsweringSync = true
      turn.pause()
    }
    call.start(text, attachments: attachments, context) { [self] outcome in
      perform { $0.finish(id, sync: sync, bytes: bytes, outcome) }
    }
  }

  private func finish(
    _ id: UInt32, sync: Bool, bytes: Int, _ outcome: Result<CallReply, CallError>
  ) {
    pendingCalls -= 1
    pendingBytes -= bytes
    if sync {
      isAnsweringSync = false
      turn.resume()
    }
    reply(id, outcome)
  }

  private func reply(_ id: UInt32, _ outcome: Result<CallReply, CallError>) {
    switch outcome {
    case .success(let reply):
      write(.reply(call: id, ok: true, reply.text, attachments: reply.attachments))
    case .failure(let error):
      write(.reply(call: id, ok: false, error.value.text, attachments: []))
    }
  }

  /// Does something on the session's thread: at once when this is it, so that what a service
  /// does in order stays in order.
  nonisolated func perform(_ body: @escaping @Sendable (isolated Session) -> Void) {
    if loop.isIsolatingCurrentContext() == true {
      assumeIsolated(body)
    } else {
      Task { await self.run(body) }
    }
  }

  private func run(_ body: @Sendable (isolated Session) -> Void) { body(self) }

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
