import Bridge
import Wire

/// Searching and joining Wi-Fi (`reference/api-core.md 9.16`). The networks are those of the
/// device's profile; a device without answers "system not support".
public struct WifiService: Service {
  public static let name = "wifi"
  private static let started = "wifi"

  public init() {}

  public var calls: [Call] {
    Call(atOnce: "startWifi", example: (Nothing(), Nothing())) {
      (_: Nothing, context) throws(CallError) in
      guard context.device.profile.wifi != nil else { throw Self.unsupported }
      context.device.start(Self.started)
      return Nothing()
    }
    .summary("Gets Wi-Fi ready for use.").category("Wi-Fi").since("1.6.0")
    .errors([1001: "not supported by the device"])
    Call(atOnce: "stopWifi", example: (Nothing(), Nothing())) {
      (_: Nothing, context) throws(CallError) in
      _ = try wifi(context)
      context.device.stop(Self.started)
      return Nothing()
    }
    .summary("Ends the use of Wi-Fi.").category("Wi-Fi").since("1.6.0")
    Call(atOnce: "getWifiList", example: (Nothing(), Nothing())) {
      (_: Nothing, context) throws(CallError) in
      let networks = try wifi(context).networks.map { Network($0) }
      context.events.send("onGetWifiList", Networks(wifiList: networks))
      return Nothing()
    }
    .summary("Looks for networks, which are told as an event.").category("Wi-Fi").since("1.6.0")
    Call(atOnce: "getConnectedWifi", example: (Partial(), Joined(wifi: Self.example))) {
      (_: Partial, context) throws(CallError) in
      let wifi = try wifi(context)
      guard let network = wifi.networks.first(where: { $0.SSID == wifi.joined }) else {
        throw CallError("currentWifi is null", code: 12_010)
      }
      return Joined(wifi: Network(network))
    }
    .summary("Tells the network that is joined.").category("Wi-Fi").since("1.6.0")
    Call(atOnce: "connectWifi", example: (Wish(SSID: "home", password: "secret"), Nothing())) {
      (request: Wish, context) throws(CallError) in try join(request, context)
    }
    .summary("Joins a network.").category("Wi-Fi").since("1.6.0")
    Call(recording: "setWifiList", example: Lists(wifiList: [["SSID": "home"]]))
      .summary("Tells passwords of networks.").category("Wi-Fi").since("1.6.0")
    Call(event: "onGetWifiList", example: Networks(wifiList: [Self.example]))
      .summary("Networks were found.").category("Wi-Fi").since("1.6.0")
    Call(event: "onWifiConnected", example: Joined(wifi: Self.example))
      .summary("A network was joined.").category("Wi-Fi").since("1.6.0")
    Call(event: "onWifiConnectedWithPartialInfo", example: Joined(wifi: Self.example))
      .summary("A network was joined; only its name is told.").category("Wi-Fi").since("2.22.0")
  }

  private static let unsupported = CallError("system not support", code: 12_001)

  private func wifi(_ context: CallContext) throws(CallError) -> DeviceProfile.Wifi {
    guard context.device.isRunning(Self.started) else {
      throw CallError("not init startWifi", code: 12_000)
    }
    guard let wifi = context.device.profile.wifi else { throw Self.unsupported }
    return wifi
  }

  private func join(_ request: Wish, _ context: CallContext) throws(CallError) -> Nothing {
    let networks = try wifi(context).networks
    guard let network = networks.first(where: { $0.SSID == request.SSID }) else {
      throw CallError("invalid SSID", code: 12_008)
    }
    guard !network.secure || network.password == request.password ?? "" else {
      throw CallError("password error", code: 12_002)
    }
    guard context.device.profile.wifi?.joined != network.SSID else {
      throw CallError("duplicate request", code: 12_004)
    }
    context.device.change { $0.wifi?.joined = network.SSID }
    return Nothing()
  }

  public func events(after change: DeviceChange) -> [DeviceEvent] {
    guard change.running.contains(Self.started), change.changes(\.wifi?.joined),
      let wifi = change.after.wifi,
      let network = wifi.networks.first(where: { $0.SSID == wifi.joined })
    else { return [] }
    return ["onWifiConnected", "onWifiConnectedWithPartialInfo"].map { name in
      DeviceEvent(name, encoding: Joined(wifi: Network(network)))
    }
  }

  private static let example = Network(DeviceProfile.WifiNetwork(SSID: "home"))
}

extension WifiService {
  // The platform spells its fields so.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  struct Network: Codable, Sendable {
    var SSID: String
    var BSSID: String
    var secure: Bool
    /// From 0 to 100.
    var signalStrength: Double
    /// In MHz.
    var frequency: Double

    init(_ network: DeviceProfile.WifiNetwork) {
      SSID = network.SSID
      BSSID = network.BSSID
      secure = network.secure
      signalStrength = network.signalStrength
      frequency = network.frequency
    }
  }

  struct Networks: Codable, Sendable { var wifiList: [Network] }
  struct Joined: Codable, Sendable { var wifi: Network }
  struct Partial: Codable, Sendable { var partialInfo: Bool? }

  // The platform spells its fields so.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  struct Wish: Codable, Sendable {
    var SSID: String
    var password: String?
    var BSSID: String?
    /// Whether the person is sent to the system's settings.
    var maunal: Bool?
    var partialInfo: Bool?
  }

  struct Lists: Codable, Sendable {
    /// `{SSID, BSSID, password}` of each network.
    var wifiList: [JSON]
  }
}
