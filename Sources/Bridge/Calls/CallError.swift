import Wire

/// Why a call fails: a number for the mini-program, a sentence for its author.
///
/// The mini-program gets `errMsg: "<name>:fail <reason>"` and the number as `errno`
/// (`reference/api-conventions.md 8.2`).
public struct CallError: Error, Hashable, Sendable {
  /// What follows `<name>:fail `.
  public let reason: String
  public let errno: Int?
  /// The whole `errMsg` where the platform's differs from the usual form.
  public let message: String?
  /// `errCode`, which older APIs have beside or in the place of `errno`.
  public let code: Int?

  public init(_ reason: String, errno: Int? = nil, message: String? = nil, code: Int? = nil) {
    self.reason = reason
    self.errno = errno
    self.message = message
    self.code = code
  }

  /// The user turned it down.
  public static let cancelled = CallError("cancel")
  /// The mini-program aborted its task.
  public static let aborted = CallError("abort")
  /// The platform knows the name, and nothing serves it here.
  public static let notSupported = CallError("not supported", errno: 100)
  /// The call took longer than it may.
  public static let timedOut = CallError("timeout", errno: 5)

  /// The request does not have the shape that the call declares; `sentences` say where.
  public static func parameter(_ sentences: String) -> CallError {
    CallError("parameter error: \(sentences)", errno: 1001)
  }

  /// Something went wrong on our side; `what` says it without naming files of the machine.
  public static func internalError(_ what: String) -> CallError {
    CallError("internal error: \(what)", errno: 4)
  }

  /// What travels to the runner.
  public var value: JSON {
    var object = JSONObject(members: [.init(name: "reason", value: .string(reason))])
    if let errno { object.members.append(.init(name: "errno", value: .number(Double(errno)))) }
    if let code { object.members.append(.init(name: "errCode", value: .number(Double(code)))) }
    if let message { object.members.append(.init(name: "errMsg", value: .string(message))) }
    return .object(object)
  }
}

extension CallError: CustomStringConvertible {
  public var description: String { message ?? "fail \(reason)" }
}
