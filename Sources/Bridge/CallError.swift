import Wire

/// Why a call fails: a number for the mini-program, a sentence for its author.
///
/// The mini-program receives `errMsg: "name:fail reason"` (`reference/api-conventions.md 8.2`).
public struct CallError: Error, Hashable, Sendable {
  /// What comes after `name:fail `.
  public let reason: String
  public let errno: Int?

  public init(_ reason: String, errno: Int? = nil) {
    self.reason = reason
    self.errno = errno
  }

  /// The user turned it down.
  public static let cancelled = CallError("cancel", errno: 1)
  /// The name is known to the platform and not served here.
  public static let notSupported = CallError("not supported", errno: 100)
  /// The call waited for longer than it may.
  public static let timedOut = CallError("timeout", errno: 5)

  /// The request does not have the shape that the call declares.
  public static func parameter(_ what: String) -> CallError {
    CallError("parameter error: \(what)", errno: 1001)
  }

  /// Something went wrong on our side; `what` says it without naming the machine.
  public static func internalError(_ what: String) -> CallError {
    CallError("internal error: \(what)", errno: 4)
  }

  /// What travels to the runner.
  public var value: JSON {
    var object = JSONObject(members: [.init(name: "reason", value: .string(reason))])
    if let errno { object["errno"] = .number(Double(errno)) }
    return .object(object)
  }
}
