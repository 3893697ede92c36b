import Wire

/// One bridged function: its name, its shape, an example, and what serves it.
public struct Call: Sendable {
  /// A synchronous function of the same meaning, such as `setStorageSync`.
  public struct SyncTwin: Sendable, Hashable {
    /// What it returns of the reply.
    public enum Returning: Sendable, Hashable {
      case nothing
      /// All fields, as one object.
      case everything
      case field(String)
    }

    /// The names of the request's fields in the order of the twin's arguments; nil takes the
    /// request as one object.
    public let taking: [String]?
    public let returning: Returning

    public static func sync(taking: String..., returning: String? = nil) -> SyncTwin {
      SyncTwin(taking: taking, returning: returning.map { .field($0) } ?? .nothing)
    }

    /// One whose only argument is the request itself, as `getWindowInfo` has it.
    public static func syncOfObject(returning: Returning) -> SyncTwin {
      SyncTwin(taking: nil, returning: returning)
    }

    public static func sync(taking: [String], returning: Returning) -> SyncTwin {
      SyncTwin(taking: taking, returning: returning)
    }
  }

  /// How a mini-program meets the call.
  public enum Kind: String, Sendable, Hashable {
    /// Answers by callbacks or a promise.
    case async
    /// Returns its result, or throws; the mini-program stands still meanwhile.
    case sync
    /// As `async`, but returns a task object and never a promise.
    case task
    /// A method of an object that returns nothing and is told nothing.
    case command
    /// Returns an object of a manager class.
    case object
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

  public internal(set) var name: String
  public let kind: Kind
  public let twin: SyncTwin?
  /// The fields of the request; of an event, those of what listeners get.
  public let request: Shape
  public let reply: Shape
  /// One request and its reply, for the reference page and for tests.
  public let example: (request: JSON, reply: JSON)
  private(set) var server: Server
  /// What a task or object is like, of the calls that return one.
  public internal(set) var objectClass: ObjectClass?
  /// What the request's `$id` names, of methods of tasks and objects.
  var owner = Owner.nobody
  private var kept: KeptTerms?

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

  /// On which terms it may be called.
  public var terms: CallTerms { kept?.terms ?? CallTerms() }
  /// Whether the dispatcher has something to look at before the call is served.
  public private(set) var isGuarded = false
  /// Whether it is served before the next frame is read.
  public var isServedNow: Bool {
    switch server {
    case .raw, .atOnce, .nobody: true
    case .later, .eventual: false
    }
  }
  /// Whether it waits for a person, which has no deadline of its own.
  public var asks: Bool { if case .later = server { true } else { false } }

  mutating func change(_ change: (inout CallTerms) -> Void) {
    var terms = terms
    change(&terms)
    kept = KeptTerms(terms)
    isGuarded = terms.areGuarded
  }

  /// The call with its fake in the place of its service: the declared reply at once, after the same
  /// checks. Calls of the prelude's own stay as they are.
  public var pretending: Call {
    var call = self
    call.objectClass?.methods = (objectClass?.methods ?? []).map(\.pretending)
    if case .nobody = server { return call }
    guard isPublic else { return call }
    let fake = CallReply((terms.fake ?? example.reply).text)
    call.server = .atOnce { [request] asked, _ throws(CallError) in
      let sentences = request.sentences(about: asked.value)
      guard sentences.isEmpty else { throw .parameter(sentences) }
      return fake
    }
    return call
  }

  /// Whether it stands in the manifest.
  public var isPublic: Bool { kind != .hidden }

  /// The manifest's entry, from which the prelude builds the function: `n` name, `k` kind, `p` a
  /// template of the required parameters, `s` how it is called synchronously (of an `async` call,
  /// its twin), `c` the class of what it returns.
  public var manifestEntry: JSON {
    var entry = JSONObject(members: [
      .init(name: "n", value: .string(name)), .init(name: "k", value: .string(kind.rawValue)),
      .init(name: "p", value: request.template ?? [:]),
    ])
    if let twin {
      let isTwin = kind == .async || kind == .local
      entry["s"] = .object(twin.entry(named: isTwin ? name + "Sync" : nil))
    }
    if let objectClass { entry["c"] = objectClass.manifestEntry }
    return .object(entry)
  }
}

extension Call {
  /// Terms are read seldom and calls are copied often, so they lie beside the call.
  private final class KeptTerms: Sendable {
    let terms: CallTerms
    init(_ terms: CallTerms) { self.terms = terms }
  }

  enum Owner: Sendable, Hashable {
    case nobody
    case task
    case object(className: String)
  }
}

extension Call.SyncTwin {
  fileprivate func entry(named name: String?) -> JSONObject {
    var entry = JSONObject()
    if let name { entry["n"] = .string(name) }
    // Without names, the one argument is the request itself.
    if let taking { entry["take"] = .array(taking.map { .string($0) }) }
    switch returning {
    case .everything: break
    case .nothing: entry["ret"] = .null
    case .field(let name): entry["ret"] = .string(name)
    }
    return entry
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
