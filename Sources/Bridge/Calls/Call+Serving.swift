import Wire

/// Being called.
extension Call {
  /// Serves a call that arrived as a frame, and answers once.
  ///
  /// All calls begin before this returns, in the order in which it is called. Those that are served
  /// at once answer before it returns, and so do others that wait for nothing.
  ///
  /// - Parameter executor: where a call that waited for something prefers to go on; nil is the
  ///   global pool. A session gives its own thread: two hops to the pool and back cost more than
  ///   most services do.
  /// - Returns: what ends the work of a call that may wait; nil of others.
  @discardableResult
  public func start(
    _ text: Text, attachments: [[UInt8]] = [], _ context: CallContext,
    on executor: (any TaskExecutor)? = nil, answer: @escaping CallAnswer
  ) -> (@Sendable () -> Void)? {
    if let outcome = serveNow(text, attachments: attachments, context) {
      answer(outcome)
      return nil
    }
    do throws(CallError) {
      let request = CallRequest(try Self.read(text), attachments: attachments)
      let context = try context.aimed(by: request.value, at: owner)
      switch server {
      case .later(let begin): try begin(request, context, answer)
      case .eventual(let serve):
        let task = Task.immediate(executorPreference: executor) {
          do throws(CallError) {
            answer(.success(try await serve(request, context)))
          } catch {
            answer(.failure(error))
          }
        }
        return { task.cancel() }
      case .raw, .atOnce, .nobody: throw .notSupported
      }
    } catch {
      answer(.failure(error))
    }
    return nil
  }

  /// Whether `serveNow` answers.
  public var isServedAtOnce: Bool {
    switch server {
    case .raw, .atOnce, .nobody: true
    case .later, .eventual: false
    }
  }

  /// Serves on this thread when the call can be served at once; nil when it takes time.
  public func serveNow(
    _ text: Text, attachments: [[UInt8]] = [], _ context: CallContext
  ) -> Result<CallReply, CallError>? {
    do throws(CallError) {
      switch server {
      case .raw(let serve):
        try serve(text, context)
        return .success(.nothing)
      case .atOnce(let serve):
        let request = CallRequest(try Self.read(text), attachments: attachments)
        return .success(try serve(request, try context.aimed(by: request.value, at: owner)))
      case .nobody: throw .notSupported
      case .later, .eventual: return nil
      }
    } catch {
      return .failure(error)
    }
  }

  /// Serves one request and waits for the result's fields and binary values.
  public func invoke(
    _ value: JSON, attachments: [[UInt8]] = [], _ context: CallContext
  ) async throws(CallError) -> (value: JSON, attachments: [[UInt8]]) {
    let outcome = await withCheckedContinuation { continuation in
      start(value.text, attachments: attachments, context) { continuation.resume(returning: $0) }
    }
    let reply = try outcome.get()
    return (try Self.read(reply.text), reply.attachments)
  }

  private static func read(_ text: Text) throws(CallError) -> JSON {
    do {
      return try JSON(text)
    } catch {
      throw .parameter("the request is not JSON: \(error)")
    }
  }
}
