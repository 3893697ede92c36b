import Bridge
import Wire

/// Beacons, cards without contact and services of the local network: none of it is here, and each
/// says so as a device without does (`reference/api-core.md 9.16`).
public struct NearbyService: Service {
  public static let name = "nearby"

  public init() {}

  public var calls: [Call] {
    refusing("startBeaconDiscovery", Beacons(uuids: ["a"]), Self.noBeacons, "1.2.0")
    refusing("stopBeaconDiscovery", Nothing(), Self.noBeacons, "1.2.0")
    refusing("getBeacons", Nothing(), Self.noBeacons, "1.2.0")
    Call(event: "onBeaconUpdate", example: ["beacons": [JSON]()])
      .summary("Beacons were heard; none is here.").category("iBeacon").since("1.2.0")
    Call(event: "onBeaconServiceChange", example: ["available": false, "discovering": false])
      .summary("The search for beacons began or ended; none does here.").category("iBeacon")
      .since("1.2.0")
    for name in ["getHCEState", "stopHCE"] { refusing(name, Nothing(), Self.noCards, "1.7.0") }
    refusing("startHCE", Applications(aid_list: ["F222222222"]), Self.noCards, "1.7.0")
    refusing("sendHCEMessage", Message(data: Binary([0])), Self.noCards, "1.7.0")
    Call(event: "onHCEMessage", example: ["messageType": 1])
      .summary("A reader of cards spoke; none does here.").category("NFC").since("1.7.0")
    Call(
      atOnce: "startLocalServiceDiscovery", example: (Local(serviceType: "_http._tcp."), Nothing())
    ) {
      (_: Local, context) throws(CallError) in
      guard !context.device.isRunning(Self.search) else {
        throw CallError("scan task already exist")
      }
      context.device.start(Self.search)
      return Nothing()
    }
    .summary("Looks for services of the local network; none is there.").category("mDNS")
    .since("2.4.0")
    Call(atOnce: "stopLocalServiceDiscovery", example: (Nothing(), Nothing())) {
      (_: Nothing, context) throws(CallError) in
      guard context.device.isRunning(Self.search) else { throw CallError("task not found") }
      context.device.stop(Self.search)
      context.events.send("onLocalServiceDiscoveryStop")
      return Nothing()
    }
    .summary("Stops to look for services.").category("mDNS").since("2.4.0")
    for name in ["onLocalServiceFound", "onLocalServiceLost", "onLocalServiceResolveFail"] {
      Call(event: name, example: ["serviceType": "_http._tcp.", "serviceName": "a"])
        .summary("A service came, went or could not be read; none does here.").category("mDNS")
        .since("2.4.0")
    }
    Call(event: "onLocalServiceDiscoveryStop", example: Nothing())
      .summary("The search for services ended.").category("mDNS").since("2.4.0")
  }

  private static let search = "localServices"
  private static let noBeacons = CallError("unsupport", code: 11_000)
  private static let noCards = CallError("not support NFC", code: 13_000)

  private func refusing<Request: Codable & Sendable>(
    _ name: String, _ example: Request, _ error: CallError, _ version: String
  ) -> Call {
    Call(atOnce: name, example: (example, Nothing())) { (_: Request, _) throws(CallError) in
      throw error
    }
    .summary("Fails as on a device without.").category("Nearby").since(version)
  }

  struct Beacons: Codable, Sendable { var uuids: [String] }
  // The platform spells its fields so.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  struct Applications: Codable, Sendable { var aid_list: [String] }
  struct Message: Codable, Sendable { var data: Binary }
  struct Local: Codable, Sendable { var serviceType: String }
}
