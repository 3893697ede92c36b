import Wire

/// A task that the mini-program holds: `wx.downloadFile(…)` returned it. May be kept and spoken to
/// until the session ends.
public struct TaskHandle: Sendable, Hashable {
  let port: any SessionPort
  /// The guest's number of the call; with the session it names the task.
  public let number: UInt32

  /// Sends an event to the listeners of the task, such as `onProgressUpdate`.
  ///
  /// - Parameter properties: properties of the task that have changed, such as `readyState`; they
  ///   are set before listeners are called.
  public func send(
    _ name: String, _ payload: some Encodable, properties: JSONObject = JSONObject()
  ) {
    send(name, encoded: ServiceEvents.encode(payload), properties: properties)
  }

  public func send(
    _ name: String, encoded payload: CallRequest, properties: JSONObject = JSONObject()
  ) {
    port.send(
      HostEvent(.task(number), name: name, payload: payload, properties: properties))
  }

  public static func == (one: TaskHandle, other: TaskHandle) -> Bool {
    one.number == other.number && one.port === other.port
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

/// An object that the mini-program holds: `wx.getRecorderManager()` or
/// `wx.createInnerAudioContext()` returned it.
public struct ObjectHandle: Sendable, Hashable {
  let port: any SessionPort
  public let className: String
  /// Counts the objects of all classes from 1 as the mini-program makes them; the only object of a
  /// class has 0. With the session it names the object.
  public let number: UInt32

  /// Sends an event to the listeners of the object, such as `onTimeUpdate`.
  ///
  /// - Parameter properties: properties of the object that have changed, such as `currentTime`;
  ///   they are set before listeners are called.
  public func send(
    _ name: String, _ payload: some Encodable, properties: JSONObject = JSONObject()
  ) {
    send(name, encoded: ServiceEvents.encode(payload), properties: properties)
  }

  public func send(_ name: String, properties: JSONObject = JSONObject()) {
    send(name, encoded: CallRequest([:]), properties: properties)
  }

  public func send(
    _ name: String, encoded payload: CallRequest, properties: JSONObject = JSONObject()
  ) {
    port.send(
      HostEvent(
        .object(className, number), name: name, payload: payload, properties: properties))
  }

  /// Waits until all that was sent to the object is on its way.
  public func sent() async {
    await withCheckedContinuation { continuation in port.whenSent { continuation.resume() } }
  }

  /// Changes properties of the object without an event.
  public func set(_ properties: JSONObject) { send("", properties: properties) }

  public static func == (one: ObjectHandle, other: ObjectHandle) -> Bool {
    one.number == other.number && one.className == other.className && one.port === other.port
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(className)
    hasher.combine(number)
  }
}
