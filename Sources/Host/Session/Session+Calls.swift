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
    guard let call = services[name] else {
      reply(id, .failure(.notSupported))
      return
    }
    let request: JSON
    do {
      request = try JSON(text)
    } catch {
      end(.protocolViolation("a call of \(name) with \(error)"))
      return
    }
    let context = CallContext(visitor: visitor, screen: SessionScreen(session: self))
    if let result = call.serveNow(request, context) {
      reply(id, result)
      return
    }
    guard pendingCalls < limits.pendingCalls else {
      reply(
        id, .failure(CallError("\(limits.pendingCalls) calls are waiting already", errno: 1003)))
      return
    }
    pendingCalls += 1
    if sync { turn.pause() }
    Task {
      let result: Result<JSON, CallError>
      do throws(CallError) {
        result = .success(try await call.serve(request, context))
      } catch {
        result = .failure(error)
      }
      pendingCalls -= 1
      if sync { turn.resume() }
      reply(id, result)
    }
  }

  private func reply(_ id: UInt32, _ result: Result<JSON, CallError>) {
    switch result {
    case .success(let value):
      write(.reply(call: id, ok: true, value.text, attachments: []))
    case .failure(let error):
      write(.reply(call: id, ok: false, error.value.text, attachments: []))
    }
  }

  /// Hands over a compiled module, or says in a sentence why there is none.
  private func answerSource(_ id: UInt32, _ text: Text) {
    guard let path = (try? JSON(text))?.string else {
      end(.protocolViolation("a source without a path"))
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
