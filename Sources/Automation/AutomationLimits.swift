/// What clients of the automation port may take. Each has a test at it and one past it.
public struct AutomationLimits: Sendable, Hashable {
  /// Requests of all clients that wait for their answer; one more is refused.
  public var pendingRequests = 256
  /// Milliseconds until a request is answered with an error at the latest.
  public var requestMilliseconds = 120_000
  /// Milliseconds after its arrival before which no request is answered: `minium` loses answers
  /// that come at once (`reference/automation-protocol.md 3`).
  public var paceMilliseconds = 5
  /// Bytes that may wait for a client before events are left out for it.
  public var eventQueueBytes = 8 << 20
  /// Clients at once.
  public var clients = 64
  /// Bytes of one request.
  public var requestBytes = 16 << 20
  /// Names that one request may ask for.
  public var names = 1_000

  public init() {}
}
