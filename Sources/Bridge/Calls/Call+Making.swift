import Wire

/// Declaring calls.
///
/// The shapes of request and reply are read off their types. A property that is optional may be
/// left out by a mini-program; every other is required and checked before the service is asked.
extension Call {
  /// A function that is served in its own time.
  ///
  /// - Parameter example: a request and its reply, shown on the reference page and run by tests.
  public init<Request: Codable & Sendable, Reply: Codable & Sendable>(
    _ name: String, also twin: SyncTwin? = nil, example: (Request, Reply),
    _ serve: @escaping @Sendable (Request, CallContext) async throws(CallError) -> Reply
  ) {
    self.init(typed: name, twin, example) { shape in
      .eventual { request, context async throws(CallError) in
        let typed = try shape.decode(Request.self, from: request)
        return try CallReply(encoding: await serve(typed, context))
      }
    }
  }

  /// A function that is served before the next frame is read, in the order of the calls. It must
  /// not wait for anything but the disk.
  public init<Request: Codable & Sendable, Reply: Codable & Sendable>(
    atOnce name: String, also twin: SyncTwin? = nil, example: (Request, Reply),
    _ serve: @escaping @Sendable (Request, CallContext) throws(CallError) -> Reply
  ) {
    self.init(typed: name, twin, example) { shape in
      .atOnce { request, context throws(CallError) in
        let typed = try shape.decode(Request.self, from: request)
        return try CallReply(encoding: try serve(typed, context))
      }
    }
  }

  /// A function that has only a synchronous form, such as `getAccountInfoSync`. It is served before
  /// the next frame is read, and what it throws is thrown to the mini-program.
  ///
  /// - Parameters:
  ///   - taking: names of the request's fields in the order of the arguments; nil takes the
  ///     request as one object.
  ///   - returning: what of the reply the function returns.
  public init<Request: Codable & Sendable, Reply: Codable & Sendable>(
    sync name: String, taking: [String]? = nil, returning: SyncTwin.Returning = .everything,
    example: (Request, Reply),
    _ serve: @escaping @Sendable (Request, CallContext) throws(CallError) -> Reply
  ) {
    self.init(
      typed: name, SyncTwin(taking: taking, returning: returning), example, kind: .sync
    ) { shape in
      .atOnce { request, context throws(CallError) in
        let typed = try shape.decode(Request.self, from: request)
        return try CallReply(encoding: try serve(typed, context))
      }
    }
  }

  /// A method of an object (`Manager`) that returns nothing and has no callbacks, such as `play`.
  /// It is served before the next frame is read. What it throws reaches the mini-program as
  /// `onError` of the object when that is declared, and the console otherwise.
  ///
  /// - Parameter taking: names of the request's fields in the order of the arguments; nil takes
  ///   the request as one object.
  public init<Request: Codable & Sendable>(
    command name: String, taking: [String]? = nil, example: Request,
    _ serve: @escaping @Sendable (Request, CallContext) throws(CallError) -> Void
  ) {
    self.init(
      typed: name, SyncTwin(taking: taking, returning: .nothing), (example, Nothing()),
      kind: .command
    ) { shape in
      .atOnce { request, context throws(CallError) in
        try serve(try shape.decode(Request.self, from: request), context)
        return .nothing
      }
    }
  }

  /// The same without a request.
  public init(
    command name: String, _ serve: @escaping @Sendable (CallContext) throws(CallError) -> Void
  ) {
    self.init(command: name, example: Nothing()) { (_: Nothing, context) throws(CallError) in
      try serve(context)
    }
  }

  /// A method of an object that takes one value of any form, with the binary values in it, such as
  /// `postMessage`. It is served before the next frame is read; `serve` gets that value.
  public init(
    command name: String, takingAny field: String, example: JSON,
    _ serve: @escaping @Sendable (CallRequest, CallContext) throws(CallError) -> Void
  ) {
    self.init(
      name: name, kind: .command, twin: SyncTwin(taking: [field], returning: .nothing),
      request: .object([.init(field, .any)]),
      example: (.object(JSONObject(members: [.init(name: field, value: example)])), [:]),
      server: .atOnce { request, context throws(CallError) in
        let value = request.value[field] ?? .null
        try serve(CallRequest(value, attachments: request.attachments), context)
        return .nothing
      })
  }

  /// A function that asks somebody. It begins before the next frame is read, and `answer` may be
  /// called at any later time, once.
  public init<Request: Codable & Sendable, Reply: Codable & Sendable>(
    asking name: String, example: (Request, Reply),
    _ begin:
      @escaping @Sendable (
        Request, CallContext, _ answer: @escaping @Sendable (Result<Reply, CallError>) -> Void
      ) throws(CallError) -> Void
  ) {
    self.init(typed: name, nil, example) { shape in
      .later { request, context, answer throws(CallError) in
        let typed = try shape.decode(Request.self, from: request)
        try begin(typed, context) { answer($0.encoded) }
      }
    }
  }

  /// A call of the prelude's own. The request comes as the text that was sent, unread and
  /// unchecked, for services where microseconds count; the reply has no fields.
  public init(
    hidden name: String,
    _ serve: @escaping @Sendable (Text, CallContext) throws(CallError) -> Void
  ) {
    self.init(name: name, kind: .hidden, server: .raw(serve))
  }

  /// A call of the prelude's own with a reply and binary values, served before the next frame is
  /// read. The request is read but unchecked.
  public init(
    hidden name: String,
    answering serve:
      @escaping @Sendable (CallRequest, CallContext) throws(CallError) -> CallReply
  ) {
    self.init(name: name, kind: .hidden, server: .atOnce(serve))
  }

  /// A call of the prelude's own that is served in its own time. The request is read but unchecked.
  public init(
    hidden name: String,
    waiting serve:
      @escaping @Sendable (CallRequest, CallContext) async throws(CallError) -> CallReply
  ) {
    self.init(name: name, kind: .hidden, server: .eventual(serve))
  }

  /// A function that the prelude serves; declaring it puts it on `wx`.
  public init(local name: String, also twin: SyncTwin? = nil) {
    self.init(name: name, kind: .local, twin: twin, server: .nobody)
  }

  /// An event that the host sends, `onSomething`, with what its listeners get.
  public init<Payload: Codable & Sendable>(event name: String, example: Payload) {
    let shape = Shape(of: Payload.self)
    self.init(
      name: name, kind: .event, request: .object([]), reply: shape,
      example: ([:], Self.value(of: example)), server: .nobody)
  }

  init<Request: Codable, Reply: Codable>(
    typed name: String, _ twin: SyncTwin?, _ example: (Request, Reply), kind: Kind = .async,
    server: (RequestShape) -> Server
  ) {
    let shape = Shape(of: Request.self)
    self.init(
      name: name, kind: kind, twin: twin, request: shape, reply: Shape(of: Reply.self),
      example: (Self.value(of: example.0), Self.value(of: example.1)),
      server: server(RequestShape(shape: shape)))
    change {
      $0.typeNames = (String(reflecting: Request.self), String(reflecting: Reply.self))
    }
  }

  private static func value(of example: some Encodable) -> JSON {
    // An example that cannot be encoded is a mistake of the service; its test then finds null.
    (try? JSONCoding.encode(example))?.value ?? .null
  }
}

/// Reads requests after their shape was checked.
struct RequestShape: Sendable {
  let shape: Shape

  func decode<Request: Decodable>(
    _ type: Request.Type, from request: CallRequest
  ) throws(CallError) -> Request {
    let sentences = shape.sentences(about: request.value)
    guard sentences.isEmpty else { throw .parameter(sentences) }
    return try JSONCoding.decode(type, from: request)
  }
}

extension CallReply {
  init(encoding reply: some Encodable) throws(CallError) {
    let encoded = try JSONCoding.encode(reply)
    self.init(encoded.value.text, attachments: encoded.attachments)
  }
}

extension Result where Success: Encodable, Failure == CallError {
  fileprivate var encoded: Result<CallReply, CallError> {
    flatMap { reply in
      Result<CallReply, CallError> { () throws(CallError) in try CallReply(encoding: reply) }
    }
  }
}
