import ArgumentParser
import Host

/// What `--network` takes.
enum NetworkChoice: String, ExpressibleByArgument, CaseIterable {
  case live, offline

  /// - Parameter allowed: hosts that may be reached wherever they are.
  func settings(allowing allowed: [String]) -> NetworkSettings {
    switch self {
    case .live: .live(policy: NetworkPolicy(allowedHosts: Set(allowed.map { $0.lowercased() })))
    case .offline: .offline
    }
  }
}
