import ArgumentParser
import Host

/// What `--network` takes.
enum NetworkChoice: ExpressibleByArgument, Equatable {
  case live, offline
  /// As `live`, with every answer written to a file.
  case record(String)
  /// Answers from such a file, and fails for what it does not have.
  case replay(String)

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1).map(String.init)
    switch (parts.first, parts.count) {
    case ("live", 1): self = .live
    case ("offline", 1): self = .offline
    case ("record", 2): self = .record(parts[1])
    case ("replay", 2): self = .replay(parts[1])
    default: return nil
    }
  }

  /// - Parameter allowed: hosts that may be reached wherever they are.
  func settings(allowing allowed: [String]) throws -> NetworkSettings {
    let policy = NetworkPolicy(allowedHosts: Set(allowed.map { $0.lowercased() }))
    switch self {
    case .live: return .live(policy: policy)
    case .offline: return .offline
    case .record(let file):
      var settings = NetworkSettings.live(policy: policy)
      settings.transport = try RecordingTransport(over: settings.transport, file: file)
      return settings
    case .replay(let file):
      return NetworkSettings(transport: try ReplayingTransport(file: file), policy: policy)
    }
  }
}
