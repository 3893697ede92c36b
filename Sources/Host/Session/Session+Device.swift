import Bridge
import Wire

/// The device of a session, as a test or a person changes it while the mini-program runs.
extension Session {
  /// Changes the device; the mini-program hears of it as it would of a real one: by
  /// `onNetworkStatusChange`, `onThemeChange`, `onLocationChange` and so on.
  public func changeDevice(_ body: (inout DeviceProfile) -> Void) {
    device.change(body)
    tellDeviceNews()
  }

  /// What the mini-program did to the device: calls, shares, ways out and so on, oldest first.
  public nonisolated var deeds: [Device.Deed] { device.deeds }

  /// Sends an event that is no change of state, such as `onUserCaptureScreen` or
  /// `onMemoryWarning`.
  public func tellDevice(_ event: String, _ payload: JSON = [:]) throws(SessionError) {
    try post(event, payload)
  }

  nonisolated func watchDevice() {
    device.watch { [weak self] change in
      self?.perform { $0.take(change) }
    }
  }

  private func take(_ change: DeviceChange) {
    deviceNews.append(change)
    // What a service changes while it serves is told after its answer.
    if !isServing { tellDeviceNews() }
  }

  func tellDeviceNews() {
    while !deviceNews.isEmpty, ending == nil {
      let change = deviceNews.removeFirst()
      let info = change.after.systemInfo
      if info != change.before.systemInfo { _ = try? post("device", ["profile": info]) }
      for event in services.events(after: change) {
        write(
          .event(
            id: waiters.takeEventID(), name: event.name, event.payload.value.text,
            attachments: event.payload.attachments))
      }
    }
  }
}
