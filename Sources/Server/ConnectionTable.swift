import NIOCore
import Synchronization

/// The connections of one server, to bound their number and to end them.
final class ConnectionTable: Sendable {
  private struct State {
    var channels: [ObjectIdentifier: any Channel] = [:]
    /// What to do with a connection when the server stops; without it, it is closed at once.
    var farewells: [ObjectIdentifier: @Sendable () -> Void] = [:]
    var isStopping = false
  }

  private let state = Mutex(State())
  private let limits: ServerLimits

  init(limits: ServerLimits) { self.limits = limits }

  var isStopping: Bool { state.withLock { $0.isStopping } }

  /// Counts a new connection until it is closed; false when there are too many.
  func admit(_ channel: any Channel) -> Bool {
    let key = ObjectIdentifier(channel)
    let isAdmitted = state.withLock { state in
      guard !state.isStopping, state.channels.count < limits.connections else { return false }
      state.channels[key] = channel
      return true
    }
    guard isAdmitted else { return false }
    channel.closeFuture.whenComplete { [self] _ in
      state.withLock { state in
        state.channels[key] = nil
        state.farewells[key] = nil
      }
    }
    return true
  }

  /// Says how a connection ends well; nil when it has nothing to finish.
  func setFarewell(_ farewell: (@Sendable () -> Void)?, of channel: any Channel) {
    let isLate = state.withLock { state in
      state.farewells[ObjectIdentifier(channel)] = farewell
      return state.isStopping
    }
    guard isLate else { return }
    if let farewell { farewell() } else { channel.close(promise: nil) }
  }

  /// Ends all connections, those that do not end by themselves after a while.
  func stop() {
    let (channels, farewells) = state.withLock { state in
      state.isStopping = true
      return (state.channels, state.farewells)
    }
    for (key, channel) in channels {
      guard let farewell = farewells[key] else {
        channel.close(promise: nil)
        continue
      }
      farewell()
      channel.eventLoop.scheduleTask(in: .milliseconds(Int64(limits.stopMilliseconds))) {
        channel.close(promise: nil)
      }
    }
  }
}
