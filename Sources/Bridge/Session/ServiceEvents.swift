import Wire

/// Sends `onX` events to the mini-program: `context.events.send("onCompassChange", reading)`.
///
/// May be kept and used at any later time. Nobody need listen; an event without listeners is
/// dropped by the prelude.
public struct ServiceEvents: Sendable {
  private let port: any SessionPort

  init(_ port: any SessionPort) { self.port = port }

  /// Sends an event to all listeners that `wx.onX` has registered.
  public func send(_ name: String, _ payload: some Encodable) {
    send(name, encoded: Self.encode(payload))
  }

  public func send(_ name: String) { send(name, encoded: CallRequest([:])) }

  /// The same with a payload that is JSON already, with the binary values beside it.
  public func send(_ name: String, encoded payload: CallRequest) {
    port.send(HostEvent(.listeners, name: name, payload: payload))
  }

  /// A payload that cannot be encoded is a mistake of the service; its listeners get no fields.
  static func encode(_ payload: some Encodable) -> CallRequest {
    (try? JSONCoding.encode(payload)) ?? CallRequest([:])
  }
}
