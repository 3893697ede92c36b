import Wire

/// One bridged function: its name, its shape, and what serves it.
public struct Call: Sendable {
  /// A synchronous function of the same meaning, such as `setStorageSync`.
  public struct SyncTwin: Sendable, Hashable {
    var suffix = "Sync"
    /// The names of the request's fields in the order of the twin's arguments.
    var taking: [String]
    /// The field of the reply that the twin returns; nil returns nothing.
    var returning: String?

    public static func sync(taking: String..., returning: String? = nil) -> SyncTwin {
      SyncTwin(taking: taking, returning: returning)
    }
  }

  enum Server: Sendable {
    /// Serves in its own time; the guest goes on, unless it called the synchronous twin.
    case eventual(@Sendable (JSON, CallContext) async throws(CallError) -> JSON)
    /// Serves at once, on the thread that read the frame; must not wait for anything but the disk.
    case direct(@Sendable (JSON, CallContext) throws(CallError) -> JSON)
    /// The prelude serves it, without crossing to the host.
    case runner
  }

  public let name: String
  let twin: SyncTwin?
  let shape: Shape
  let server: Server

  /// A function with typed request and reply.
  ///
  /// - Parameter example: a complete request, every optional field filled, and its reply. The
  ///   shape of the request is read off it.
  public init<Request: Codable & Sendable, Reply: Codable & Sendable>(
    _ name: String, also twin: SyncTwin? = nil, example: (Request, Reply),
    _ serve:
      @escaping @Sendable (Request, CallContext) async throws(CallError) -> Reply
  ) {
    self.name = name
    self.twin = twin
    shape = Shape(example.0)
    server = .eventual { value, context throws(CallError) in
      try JSONCoding.encode(await serve(try JSONCoding.decode(Request.self, from: value), context))
    }
  }

  /// A call of the prelude's own, not a function on `wx`: raw JSON, served where it was read.
  public init(
    internal name: String,
    _ serve: @escaping @Sendable (JSON, CallContext) throws(CallError) -> JSON
  ) {
    self.name = name
    twin = nil
    shape = Shape()
    server = .direct(serve)
  }

  /// A function that the prelude serves; the declaration puts it on `wx`.
  public init(inRunner name: String, also twin: SyncTwin? = nil) {
    self.name = name
    self.twin = twin
    shape = Shape()
    server = .runner
  }

  /// Whether guests see it on `wx`.
  public var isPublic: Bool {
    if case .direct = server { false } else { true }
  }

  /// The entry of the manifest from which the prelude builds the function.
  public var manifestEntry: JSON {
    var entry: JSONObject = JSONObject(members: [.init(name: "n", value: .string(name))])
    if case .runner = server { entry["k"] = "local" } else { entry["k"] = "async" }
    entry["p"] = shape.template
    if let twin {
      entry["s"] = [
        "n": .string(name + twin.suffix), "take": .array(twin.taking.map { .string($0) }),
        "ret": twin.returning.map { .string($0) } ?? .null,
      ]
    }
    return .object(entry)
  }
}

extension Call {
  /// Serves at once when the call can; nil when it takes time.
  public func serveNow(
    _ request: JSON, _ context: CallContext
  ) -> Result<JSON, CallError>? {
    guard case .direct(let serve) = server else { return nil }
    do {
      return .success(try serve(request, context))
    } catch {
      return .failure(error)
    }
  }

  /// Serves in its own time.
  public func serve(_ request: JSON, _ context: CallContext) async throws(CallError) -> JSON {
    switch server {
    case .direct(let serve): return try serve(request, context)
    case .eventual(let serve): return try await serve(request, context)
    case .runner: throw .notSupported
    }
  }
}
