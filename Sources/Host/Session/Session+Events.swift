import Bridge
import Wire

/// What services tell the mini-program without being asked.
extension Session {
  /// Sends an event, unless the session is over.
  func emit(_ event: HostEvent) {
    guard ending == nil, decided == nil else { return }
    switch event.target {
    case .listeners:
      guard event.name.hasPrefix("on") else {
        warn("a service sent the event '\(event.name)'; names of events begin with 'on'")
        return
      }
      send(event.name, event.payload.value, event)
    case .prelude:
      send(event.name, event.payload.value, event)
    case .task(let call):
      send("task", event.body(["call": .number(Double(call))]), event)
    case .object(let name, let number):
      send("object", event.body(["class": .string(name), "id": .number(Double(number))]), event)
    }
  }

  private func send(_ name: String, _ body: JSON, _ event: HostEvent) {
    write(
      .event(
        id: waiters.takeEventID(), name: name, body.text,
        attachments: event.payload.attachments))
  }
}

extension HostEvent {
  /// What the prelude is told of an event of a task or object.
  fileprivate func body(_ target: JSON) -> JSON {
    var object = target.object ?? JSONObject()
    object["event"] = .string(name)
    object["data"] = payload.value
    if !properties.members.isEmpty { object["set"] = .object(properties) }
    return .object(object)
  }
}
