import Bridge
import Synchronization
import Wire

/// All calls of a host by name.
public struct ServiceTable: Sendable {
  private let services: [any Service]
  private let isPretending: Bool
  private let directory: Directory
  /// All calls, of a table that made them at once.
  private let calls: [String: Call]
  /// The calls that were asked for, of a table that is like another one.
  private let late: LateCalls?

  /// What services declare, whatever state they have.
  private final class Directory: Sendable {
    let types: [ObjectIdentifier]
    /// The place of the service that serves a name.
    let places: [String: Int]
    let manifest: [JSON]
    let unsupportedNames: [String]

    init(_ types: [ObjectIdentifier], _ lists: [[Call]]) {
      self.types = types
      var places: [String: Int] = [:]
      for (place, calls) in lists.enumerated() {
        for call in calls.flatMap(\.withMembers) { places[call.name] = place }
      }
      self.places = places
      let offered = lists.flatMap(\.self).filter(\.isPublic).sorted { $0.name < $1.name }
      manifest = offered.map(\.manifestEntry)
      let served = Set(offered.map(\.name))
      unsupportedNames = (PlatformNames.all + PlatformNames.objects).filter { !served.contains($0) }
    }
  }

  /// The calls of each service, made when the first of them is asked for: most mini-programs call
  /// a few of the services, and making all calls takes milliseconds.
  private final class LateCalls: Sendable {
    private let made = Mutex<[Int: [String: Call]]>([:])

    func call(_ name: String, at place: Int, _ make: () -> [Call]) -> Call? {
      if let calls = made.withLock({ $0[place] }) { return calls[name] }
      let calls = ServiceTable.byName(make())
      made.withLock { $0[place] = calls }
      return calls[name]
    }
  }

  /// - Parameters:
  ///   - pretending: answers every public call with its fake, so that no service is asked.
  ///   - other: a table of services of the same types, which declare the same.
  public init(
    _ services: [any Service], pretending: Bool = false, like other: ServiceTable? = nil
  ) {
    self.services = services
    isPretending = pretending
    let types = services.map { ObjectIdentifier(type(of: $0)) }
    if let other, other.isPretending == pretending, other.directory.types == types {
      directory = other.directory
      calls = [:]
      late = LateCalls()
    } else {
      let lists = services.map { Self.calls(of: $0, pretending) }
      directory = Directory(types, lists)
      calls = Self.byName(lists.flatMap(\.self))
      late = nil
    }
  }

  private static func calls(of service: any Service, _ isPretending: Bool) -> [Call] {
    isPretending ? service.calls.map(\.pretending) : service.calls
  }

  /// The last of a name counts.
  private static func byName(_ calls: [Call]) -> [String: Call] {
    Dictionary(calls.flatMap(\.withMembers).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
  }

  public subscript(name: String) -> Call? {
    guard let late else { return calls[name] }
    guard let place = directory.places[name] else { return nil }
    return late.call(name, at: place) { Self.calls(of: services[place], isPretending) }
  }

  /// What every service declares, by its word for itself, without what the prelude calls for itself.
  public var declared: [(service: String, calls: [Call])] {
    services.map { service in
      (type(of: service).name, Self.calls(of: service, isPretending).filter(\.isPublic))
    }
  }

  /// The entries from which the prelude builds `wx`, by name.
  public var manifest: [JSON] { directory.manifest }

  /// Names of the platform that nothing here serves.
  public var unsupportedNames: [String] { directory.unsupportedNames }

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
