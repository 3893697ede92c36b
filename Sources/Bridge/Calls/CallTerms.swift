import Wire

/// On which terms a call may be made, and what is written about it. Everything here is declared by
/// modifiers (`Call.scope` and so on) and kept by the dispatcher; a service never looks at it.
public struct CallTerms: Sendable {
  /// One sentence for the reference page.
  public var summary = ""
  /// The heading under which it is listed, such as `Location`.
  public var category = ""
  /// The version of the platform's base library that brought it.
  public var since = "1.0.0"
  public var scope: Scope?
  public var privacy: PrivacyClass?
  public var needs: Needs = []
  public var errors: [DeclaredError] = []
  public var limits = CallLimits()
  /// The result that the call has where no service is asked: in `fake` runs and in tests. Nil
  /// takes the reply of the example.
  public var fake: JSON?
  /// The Swift types of request and reply, under which their doc comments are found.
  public internal(set) var typeNames = (request: "", reply: "")

  public init() {}

  /// Whether the dispatcher has something to look at before the call is served.
  var areGuarded: Bool {
    scope != nil || privacy != nil || !needs.isEmpty || limits.areGuarded
  }
}

/// What the mini-program must be doing.
public struct Needs: OptionSet, Hashable, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// A tap must have led to the call: it comes from the tap's own handler or soon after.
  public static let gesture = Needs(rawValue: 1)
  /// A page must be in the foreground.
  public static let foreground = Needs(rawValue: 2)
}

/// A failure that a call is known to have.
public struct DeclaredError: Hashable, Sendable {
  public let errno: Int
  public let reason: String

  public init(_ errno: Int, _ reason: String) {
    self.errno = errno
    self.reason = reason
  }
}

/// How much of the host one mini-program may take by one call. Nil leaves it at what holds for all
/// calls (`HostLimits`).
public struct CallLimits: Hashable, Sendable {
  /// The time to its answer, on the machine's clock. A call that asks a person has none by itself.
  public var deadlineSeconds: Double?
  /// Calls of this name that may be under way at once.
  public var atOnce: Int?
  /// Calls of this name in one second of the session's time.
  public var perSecond: Int?
  /// The request's text with the binary values beside it.
  public var requestBytes: Int?
  /// The reply's text with the binary values beside it.
  public var replyBytes: Int?
  /// Limits that the service keeps by itself, for the reference page: `("title", "7 characters")`.
  public var named: [Named] = []

  public struct Named: Hashable, Sendable {
    public let name: String
    public let text: String
  }

  public init() {}

  var areGuarded: Bool {
    atOnce != nil || perSecond != nil || requestBytes != nil || replyBytes != nil
  }
}
