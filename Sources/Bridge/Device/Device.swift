import Synchronization
import Wire

/// The device of one session: its profile as it is now, which sensors run, and what the
/// mini-program did to it.
///
/// Safe to use from any thread; what a change means for the mini-program is decided by the
/// services (`Service.events(after:)`) and sent by the session.
public final class Device: Sendable {
  /// Something that reached out of the mini-program: a call, a share, another mini-program.
  public struct Deed: Hashable, Sendable {
    /// The function that did it.
    public let name: String
    public let value: JSON
  }

  private struct State {
    var profile: DeviceProfile
    var running: Set<String> = []
    var deeds: [Deed] = []
    var tell: (@Sendable (DeviceChange) -> Void)?
  }

  private let state: Mutex<State>

  public init(_ profile: DeviceProfile = DeviceProfile()) {
    state = Mutex(State(profile: profile))
  }

  public var profile: DeviceProfile { state.withLock { $0.profile } }

  /// What was done, oldest first; at most `DeviceLimits.deeds`, older ones are dropped.
  public var deeds: [Deed] { state.withLock { $0.deeds } }

  /// Calls `tell` after every change from now on.
  public func watch(_ tell: @escaping @Sendable (DeviceChange) -> Void) {
    state.withLock { $0.tell = tell }
  }

  /// Changes the profile, and tells of it when it is another one then.
  public func change(_ body: (inout DeviceProfile) -> Void) {
    let (change, tell) = state.withLock { state in
      let before = state.profile
      body(&state.profile)
      return (
        DeviceChange(before: before, after: state.profile, running: state.running), state.tell
      )
    }
    if change.before != change.after { tell?(change) }
  }

  /// Turns something on that tells of itself while it runs, such as `accelerometer`. It tells once
  /// at the start, then at each change; what stands still says nothing, so that time can pass.
  public func start(_ sensor: String) {
    let (change, tell) = state.withLock { state in
      if state.running.count < DeviceLimits.sensors { state.running.insert(sensor) }
      return (
        DeviceChange(
          before: state.profile, after: state.profile, running: state.running, started: sensor),
        state.tell
      )
    }
    tell?(change)
  }

  public func stop(_ sensor: String) { state.withLock { _ = $0.running.remove(sensor) } }

  /// What is turned on.
  public var running: Set<String> { state.withLock { $0.running } }

  public func isRunning(_ sensor: String) -> Bool {
    state.withLock { $0.running.contains(sensor) }
  }

  /// Notes what a mini-program did.
  public func record(_ name: String, _ value: JSON = [:]) {
    let size = value.jsonText.utf8.count
    let fits = size <= DeviceLimits.deedBytes
    let kept: JSON = fits ? value : ["omittedBytes": .number(Double(size))]
    state.withLock { state in
      if state.deeds.count == DeviceLimits.deeds { state.deeds.removeFirst() }
      state.deeds.append(Deed(name: name, value: kept))
    }
  }
}

/// What a device keeps of what was done to it.
public enum DeviceLimits {
  public static let deeds = 1_000
  /// Sensors, connections and the like that may be on at once; further ones do not start.
  public static let sensors = 256
  /// The longest value of a deed as JSON text; a longer one is left out.
  public static let deedBytes = 64 << 10
}

/// A change of a device, or the start of a sensor.
public struct DeviceChange: Sendable {
  public let before: DeviceProfile
  public let after: DeviceProfile
  /// What was turned on, the one that was just started included.
  public let running: Set<String>
  /// The sensor that was just started.
  public let started: String?

  public init(
    before: DeviceProfile, after: DeviceProfile, running: Set<String> = [], started: String? = nil
  ) {
    self.before = before
    self.after = after
    self.running = running
    self.started = started
  }

  /// Whether one part of the profile differs.
  public func changes<Value: Equatable>(_ part: KeyPath<DeviceProfile, Value>) -> Bool {
    before[keyPath: part] != after[keyPath: part]
  }

  /// Whether a sensor has something to tell: it was just started, or runs and its part differs.
  public func concerns<Value: Equatable>(
    _ sensor: String, _ part: KeyPath<DeviceProfile, Value>
  ) -> Bool {
    started == sensor || (running.contains(sensor) && changes(part))
  }
}

/// What the listeners of an event get.
public struct DeviceEvent: Hashable, Sendable {
  /// Such as `onNetworkStatusChange`.
  public let name: String
  public let payload: CallRequest

  public init(_ name: String, _ payload: JSON) {
    self.name = name
    self.payload = CallRequest(payload)
  }

  /// An event whose payload may hold binary values. One that cannot be encoded is a mistake of
  /// the service; its listeners get no fields.
  public init(_ name: String, encoding payload: some Encodable) {
    self.name = name
    self.payload = (try? JSONCoding.encode(payload)) ?? CallRequest([:])
  }
}
