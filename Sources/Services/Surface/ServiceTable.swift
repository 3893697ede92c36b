import Bridge
import Wire

/// All calls of a host by name.
public struct ServiceTable: Sendable {
  private let calls: [String: Call]
  private let services: [any Service]
  /// What every service declares, by its word for itself, without what the prelude calls for itself.
  public let declared: [(service: String, calls: [Call])]
  /// The entries from which the prelude builds `wx`, by name.
  public let manifest: [JSON]
  /// Names of the platform that nothing here serves.
  public let unsupportedNames: [String]

  /// - Parameter pretending: answers every public call with its fake, so that no service is asked.
  public init(_ services: [any Service], pretending: Bool = false) {
    self.services = services
    let lists = services.map { service in
      (type(of: service).name, service.calls.map { pretending ? $0.pretending : $0 })
    }
    let all = lists.flatMap(\.1)
    declared = lists.map { ($0.0, $0.1.filter(\.isPublic)) }
    let callable = all.flatMap(\.withMembers)
    calls = Dictionary(callable.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let offered = all.filter(\.isPublic).sorted { $0.name < $1.name }
    manifest = offered.map(\.manifestEntry)
    let served = Set(offered.map(\.name))
    unsupportedNames = (PlatformNames.all + PlatformNames.objects).filter { !served.contains($0) }
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
