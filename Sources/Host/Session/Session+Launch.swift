import Bridge
import Wire

/// Starting a program in a runner that has none yet.
extension Session {
  /// Sends the launch. The sources that it needs first go ahead of it, so that the guest does not
  /// have to ask for them one by one.
  func begin(_ launch: Launch, storage: String, sealed: Bool) async throws(SessionError) {
    if sealed { try await requireSandbox() }
    if case .virtual(let start) = clock { advance(to: start) }
    // One write, so that the runner wakes once.
    for path in launch.sourcesAhead {
      if case .found(let text) = program.source(path) { channel.hold(.source(path: path, text)) }
    }
    try post("launch", text: launch.text(storage: storage))
    for page in launch.restoredPages {
      try post("route", ["api": "navigateTo", "url": .string("/" + page)])
    }
  }

  /// Waits until the guest has done all that the launch asked of it, or is gone.
  public func launched() async {
    guard ending == nil, turn.isRunning else { return }
    await takenIn(channel.framesSent)
  }

  func requireSandbox() async throws(SessionError) {
    await quiet()
    if let ending { throw .ended(ending) }
    let missing = Sandbox.missing(in: sandbox)
    guard missing.isEmpty else {
      _ = await close()
      throw .unsealed(missing: missing)
    }
  }
}
