import Bridge
import Wire

/// All calls of a host by name.
public struct ServiceTable: Sendable {
  private let calls: [String: Call]
  private let services: [any Service]
  /// The entries from which the prelude builds `wx`, by name.
  public let manifest: [JSON]
  /// Names of the platform that nothing here serves.
  public let unsupportedNames: [String]

  public init(_ services: [any Service]) {
    self.services = services
    let all = services.flatMap(\.calls)
    let callable = all.flatMap(\.withMembers)
    calls = Dictionary(callable.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let offered = all.filter(\.isPublic).sorted { $0.name < $1.name }
    manifest = offered.map(\.manifestEntry)
    let served = Set(offered.map(\.name))
    unsupportedNames = PlatformNames.all.filter { !served.contains($0) }
  }

  public subscript(name: String) -> Call? { calls[name] }

  /// What a mini-program hears of a change of its device.
  public func events(after change: DeviceChange) -> [DeviceEvent] {
    services.flatMap { $0.events(after: change) }
  }

  public func sessionEnded(_ visitor: Visitor, _ session: SessionID) {
    for service in services {
      service.sessionEnded(visitor)
      service.sessionEnded(session)
    }
  }
}
