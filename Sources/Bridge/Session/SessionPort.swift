import Wire

/// What a session offers to services beside the screen: its time, its chance, and a way to speak
/// to the mini-program. Services reach it through `CallContext`.
///
/// All of it may be used from any thread and for as long as the session runs; afterwards nothing
/// is sent and no alarm rings.
public protocol SessionPort: AnyObject, Sendable {
  /// Milliseconds since 1970, on the machine's clock or on the session's virtual one.
  var now: Double { get }

  /// Calls a function once the session's time is this, on the session's thread.
  ///
  /// - Parameter call: the number of a call that does nothing until then, so that the session
  ///   may be quiet meanwhile and move its virtual clock.
  /// - Returns: a number for `cancel`; 0 when too many alarms are set, or the session is over.
  func setAlarm(at time: Double, restingCall call: UInt64?, _ ring: @escaping @Sendable () -> Void)
    -> UInt64
  func cancelAlarm(_ alarm: UInt64)

  /// The next number of the session's own random sequence, which a seed makes repeat.
  func randomNumber() -> UInt64

  /// Sends an event to the mini-program; events arrive in the order in which they are sent.
  func send(_ event: HostEvent)

  /// Calls a function once what was sent so far is on its way, so that who sends much can wait.
  func whenSent(_ done: @escaping @Sendable () -> Void)
}

extension SessionPort {
  public func whenSent(_ done: @escaping @Sendable () -> Void) { done() }
}

/// What the host tells a mini-program without being asked.
public struct HostEvent: Sendable, Hashable {
  public enum Target: Sendable, Hashable {
    /// Listeners on `wx`.
    case listeners
    /// The prelude itself, for our own services.
    case prelude
    /// The task that a call returned, by the guest's number of the call.
    case task(UInt32)
    /// An object of a manager class, by its number; the only one of a class has 0.
    case object(String, UInt32)
  }

  public var target: Target
  /// `onX`; of tasks and objects, empty when only properties change.
  public var name: String
  public var payload: CallRequest
  /// Properties of the task or object that have changed; they are set before listeners are called.
  public var properties: JSONObject

  public init(
    _ target: Target, name: String, payload: CallRequest = CallRequest([:]),
    properties: JSONObject = JSONObject()
  ) {
    self.target = target
    self.name = name
    self.payload = payload
    self.properties = properties
  }
}
