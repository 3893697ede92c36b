/// What one running mini-program may take of the host. Every field is a promise of
/// Docs/Security.md and has a test at the limit and one past it.
public struct HostLimits: Sendable, Hashable {
  /// Resident memory of a runner, in bytes, past which it is ended.
  public var memoryBytes = 256 << 20
  /// CPU time of one turn before the engine stops the guest, in milliseconds.
  public var turnMilliseconds = 5_000
  /// Wall time that a turn may take beyond `turnMilliseconds` before the runner is killed.
  public var graceMilliseconds = 1_000
  /// Wall time from spawning a runner to its `ready`, in milliseconds.
  public var startMilliseconds = 10_000
  /// How often a busy runner's memory is looked at, in milliseconds.
  public var busyPollMilliseconds = 5
  /// How often an idle runner's memory is looked at, in milliseconds.
  public var idlePollMilliseconds = 100
  /// Calls that may wait for their answer at once.
  public var pendingCalls = 1_000
  /// Requests of calls that wait for their answer, in bytes of their texts and attachments.
  public var pendingBytes = 8 << 20
  /// The time that a service has for a call, in seconds of the machine's clock, unless the call
  /// declares another or asks a person.
  public var callSeconds = 60.0
  /// The same for a call whose task the mini-program holds and may abort.
  public var taskSeconds = 600.0
  /// The fields of one reply with the binary values beside them, in bytes; a frame takes little more.
  public var replyBytes = 60 << 20
  /// What guarded calls were allowed or refused, for those who look; older ones are dropped.
  public var decisions = 1_000
  /// Workers and cloud functions that may run at once beside one session, nested calls counted.
  public var sideRunners = 8
  /// Alarms that services may have set in one session.
  public var alarms = 1_000
  /// Bytes that may wait until the runner reads them.
  public var outboundBytes = 64 << 20
  /// Console lines and errors that are kept; older ones are dropped and counted.
  public var notes = 2_000
  /// The longest text of one note, in UTF-8 bytes; the rest is cut.
  public var noteBytes = 16 << 10
  /// Timers that a mini-program may have at once.
  public var timers = 1_000
  /// Listeners that a mini-program may register.
  public var listeners = 1_000
  /// Serialised size of one `setData`, in bytes (`reference/api-conventions.md 8.8`).
  public var setDataBytes = 1 << 20
  /// Nodes that one render may make (`reference/wxml.md 2.1`).
  public var renderNodes = 16_000
  /// Pages on the stack (`reference/pages-and-routing.md 4.5`).
  public var pageStack = 10

  public init() {}
}
