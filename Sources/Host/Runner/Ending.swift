/// How a runner ended. Every runner ends in exactly one of these ways.
public enum Ending: Hashable, Sendable {
  /// It was asked to end and did.
  case normal
  /// The guest ran too long. `stack` is there when the engine could stop it softly.
  case cpu(milliseconds: Int, stack: String?)
  /// It grew past its memory limit.
  case memory(bytes: Int, limit: Int)
  /// It said something that is no valid frame, or kept more waiting than it may.
  case protocolViolation(String)
  /// It tried a system call that a locked-down runner never makes.
  case systemCall
  /// The engine or the runner itself fell over.
  case crash(String)
  /// The host had a reason of its own to end it.
  case killed(String)
}

extension Ending: CustomStringConvertible {
  /// The name of the kind, for reports.
  public var kind: String {
    switch self {
    case .normal: "normal"
    case .cpu: "cpu"
    case .memory: "memory"
    case .protocolViolation: "protocol"
    case .systemCall: "system call"
    case .crash: "crash"
    case .killed: "killed by host"
    }
  }

  /// One sentence for the author of the mini-program.
  public var description: String {
    switch self {
    case .normal: "the mini-program was closed"
    case .cpu(let milliseconds, let stack):
      "one turn ran for more than \(milliseconds) ms and was stopped"
        + (stack.map { "; it was at\n\($0)" } ?? "; give up the turn sooner, or raise --turn-limit")
    case .memory(let bytes, let limit):
      "it used \(bytes >> 20) MiB of memory; at most \(limit >> 20) MiB are allowed"
        + " (--memory-limit)"
    case .protocolViolation(let what): "its runner broke the protocol: \(what)"
    case .systemCall: "its runner tried a system call that the sandbox forbids"
    case .crash(let what): "its runner crashed: \(what)"
    case .killed(let why): "the host ended it: \(why)"
    }
  }
}
