import Wire

/// One bridged function: its name, its shape, an example, and what serves it.
public struct Call: Sendable {
  /// A synchronous function of the same meaning, such as `setStorageSync`.
  public struct SyncTwin: Sendable, Hashable {
    /// The names of the request's fields in the order of the twin's arguments.
    public let taking: [String]
    /// The field of the reply that the twin returns; nil returns nothing.
    public let returning: String?

    public static func sync(taking: String..., returning: String? = nil) -> SyncTwin {
      SyncTwin(taking: taking, returning: returning)
    }
  }

  /// How a mini-program meets the call.
  public enum Kind: String, Sendable, Hashable {
    /// Answers by callbacks or a promise.
    case async
    /// The host speaks first; the mini-program listens.
    case event
    /// The prelude serves it without crossing to the host.
    case local
    /// Not a function on `wx`: the prelude calls it for itself.
    case hidden
  }

  enum Server: Sendable {
    /// Serves before it returns, on the thread that read the frame.
    case raw(@Sendable (Text, CallContext) throws(CallError) -> Void)
    case atOnce(@Sendable (CallRequest, CallContext) throws(CallError) -> CallReply)
    /// Begins at once and answers when somebody has answered it.
    case later(@Sendable (CallRequest, CallContext, @escaping CallAnswer) throws(CallError) -> Void)
    /// Serves in its own time, on any thread.
    case eventual(@Sendable (CallRequest, CallContext) async throws(CallError) -> CallReply)
    case nobody
  }

  public let name: String
  public let kind: Kind
  public let twin: SyncTwin?
  /// The fields of the request; of an event, those of what listeners get.
  public let request: Shape
  public let reply: Shape
  /// One request and its reply, for the reference page and for tests.
  public let example: (request: JSON, reply: JSON)
  let server: Server

  init(
    name: String, kind: Kind, twin: SyncTwin? = nil, request: Shape = .object([]),
    reply: Shape = .object([]), example: (request: JSON, reply: JSON) = ([:], [:]), server: Server
  ) {
    self.name = name
    self.kind = kind
    self.twin = twin
    self.request = request
    self.reply = reply
    self.example = example
    self.server = server
  }

  /// Whether it stands in the manifest.
  public var isPublic: Bool { kind != .hidden }

  /// The manifest's entry, from which the prelude builds the function: `n` name, `k` kind, `p` a
  /// template of the required parameters, `s` the synchronous twin.
  public var manifestEntry: JSON {
    var entry = JSONObject(members: [
      .init(name: "n", value: .string(name)), .init(name: "k", value: .string(kind.rawValue)),
      .init(name: "p", value: request.template ?? [:]),
    ])
    if let twin {
      entry["s"] = [
        "n": .string(name + "Sync"), "take": .array(twin.taking.map { .string($0) }),
        "ret": twin.returning.map { .string($0) } ?? .null,
      ]
    }
    return .object(entry)
  }
}

/// What arrives with a call: its JSON and the binary values beside it.
public struct CallRequest: Sendable, Hashable {
  public var value: JSON
  public var attachments: [[UInt8]]

  public init(_ value: JSON, attachments: [[UInt8]] = []) {
    self.value = value
    self.attachments = attachments
  }
}

/// What goes back: the fields of the result as JSON, and the binary values beside it.
public struct CallReply: Sendable, Hashable {
  public var text: Text
  public var attachments: [[UInt8]]

  public init(_ text: Text, attachments: [[UInt8]] = []) {
    self.text = text
    self.attachments = attachments
  }

  /// A result without fields.
  public static let nothing = CallReply("{}")
}

/// Takes the outcome of a call, once.
public typealias CallAnswer = @Sendable (Result<CallReply, CallError>) -> Void
