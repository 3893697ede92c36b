import Bridge
import Wire

/// Somebody who sees every call that a session serves, and may answer in the place of its service.
///
/// Both functions are called on the session's thread and must return at once.
public protocol CallWatch: AnyObject, Sendable {
  /// A call has arrived. Functions that the prelude serves by itself do not come here.
  func received(_ call: WatchedCall) -> CallVerdict
  /// A call was answered, whoever did it.
  func answered(_ call: WatchedCall, _ outcome: Result<CallReply, CallError>)
}

/// One call as it arrived.
public struct WatchedCall: Sendable {
  /// The call's number within its session.
  public let id: UInt32
  public let name: String
  /// Whether the mini-program stands still until it is answered.
  public let isSync: Bool
  public let request: Text
  public let attachments: [[UInt8]]
}

/// What becomes of a call.
public enum CallVerdict: Sendable {
  /// Its service serves it.
  case pass
  /// It is answered now.
  case answer(Result<CallReply, CallError>)
  /// It is answered, once, by whoever is handed the function; nil lets its service serve it. The
  /// service can also be asked aside, with the same request or another one.
  case later(
    @Sendable (
      _ service: @escaping Service,
      _ answer: @escaping @Sendable (Result<CallReply, CallError>?) -> Void
    ) -> Void)

  /// Serves a request without answering the mini-program; nil stands for the request as it came.
  public typealias Service =
    @Sendable (
      _ request: Text?, _ done: @escaping @Sendable (Result<CallReply, CallError>) -> Void
    ) -> Void
}
