import Bridge
import Wire

/// Letting somebody see calls, and answer some of them.
extension Session {
  func watch(id: UInt32, sync: Bool, name: String, text: Text, attachments: [[UInt8]]) {
    let seen = WatchedCall(
      id: id, name: name, isSync: sync, request: text, attachments: attachments)
    watched[id] = seen
    switch callWatch?.received(seen) {
    case .pass, nil: pass(id: id, sync: sync, name: name, text: text, attachments: attachments)
    case .answer(let outcome): reply(id, outcome)
    case .later(let begin):
      do throws(CallError) {
        try hold(seen, begin)
      } catch {
        reply(id, .failure(error))
      }
    }
  }

  /// Keeps a call until the watch answers it; the session is quiet meanwhile.
  private func hold(
    _ call: WatchedCall,
    _ begin:
      @Sendable (
        _ service: @escaping CallVerdict.Service,
        _ answer: @escaping @Sendable (Result<CallReply, CallError>?) -> Void
      ) -> Void
  ) throws(CallError) {
    let number = try admit(
      id: call.id, sync: call.isSync, name: call.name, isTask: services[call.name]?.kind == .task,
      call.request, call.attachments)
    rest(number)
    let aside: CallVerdict.Service = { [self] changed, done in
      perform { $0.serveAside(call, changed ?? call.request, done) }
    }
    begin(aside) { [self] outcome in
      perform { session in
        if let outcome {
          session.finish(number, outcome)
        } else {
          session.hand(number, of: call)
        }
      }
    }
  }

  /// Hands a call that was kept to its service after all, unless it was aborted.
  private func hand(_ number: UInt64, of call: WatchedCall) {
    guard pending.remove(number) != nil else { return }
    if call.isSync {
      isAnsweringSync = false
      turn.resume()
    }
    pass(
      id: call.id, sync: call.isSync, name: call.name, text: call.request,
      attachments: call.attachments)
  }

  /// Lets the service serve a request whose answer goes to somebody else.
  private func serveAside(
    _ call: WatchedCall, _ text: Text,
    _ done: @escaping @Sendable (Result<CallReply, CallError>) -> Void
  ) {
    guard let service = services[call.name] else { return done(.failure(.notSupported)) }
    let context = CallContext(
      visitor: visitor, session: identifier, screen: SessionScreen(session: self, call: 0),
      files: program, device: device, port: desk, declared: declared,
      scripts: SessionScripts(session: self), guestCall: call.id)
    _ = service.start(text, attachments: call.attachments, context, on: tasks, answer: done)
  }
}
