import Bridge
import Wire

/// Power, screen and network of the device (`reference/api-core.md 9.4, 9.6, 9.16`).
public struct StateService: Service {
  public static let name = "state"

  public init() {}

  public var calls: [Call] {
    power
    screen
    network
    security
  }

  @CallsBuilder private var power: [Call] {
    Call(
      atOnce: "getBatteryInfo", also: .syncOfObject(returning: .everything),
      example: (Nothing(), BatteryInfo(DeviceProfile().battery))
    ) { (_: Nothing, context) in BatteryInfo(context.device.profile.battery) }
    .summary("Tells how full the battery is.").category("Device")
    Call(event: "onBatteryInfoChange", example: LowPower(isLowPowerModeEnabled: true))
      .summary("Saving of power was switched.").category("Device").since("3.5.0")
    Call(
      recording: "vibrateShort", example: Vibration(type: "light"),
      check: { (request) throws(CallError) in
        guard ["heavy", "medium", "light"].contains(request.type ?? "light") else {
          throw CallError("style is not support", errno: 1001)
        }
      }
    )
    .summary("Vibrates for 15 ms.").category("Device").since("1.2.0")
    Call(recording: "vibrateLong", example: Nothing())
      .summary("Vibrates for 400 ms.").category("Device").since("1.2.0")
    Call(event: "onMemoryWarning", example: Level(level: 10))
      .summary("Memory gets short.").category("Device").since("2.0.2")
    Call(
      atOnce: "getDeviceBenchmarkInfo",
      example: (Nothing(), Benchmark(benchmarkLevel: 1, modelLevel: 1))
    ) { (_: Nothing, context) in
      Benchmark(benchmarkLevel: context.device.profile.benchmarkLevel, modelLevel: 1)
    }
    .summary("Tells how fast the device is.").category("System").since("3.4.5")
  }

  @CallsBuilder private var screen: [Call] {
    Call(atOnce: "getScreenBrightness", example: (Nothing(), Brightness(value: 0.5))) {
      (_: Nothing, context) in Brightness(value: context.device.profile.display.brightness)
    }
    .summary("Tells how bright the screen is, from 0 to 1.").category("Device").since("1.2.0")
    Call(atOnce: "setScreenBrightness", example: (Brightness(value: 0.8), Nothing())) {
      (request: Brightness, context) throws(CallError) in
      guard (0...1).contains(request.value) || request.value == -1 else {
        throw CallError("value is \(request.value); it takes 0 to 1", errno: 1001)
      }
      // -1 gives the choice back to the system.
      context.device.change { $0.display.brightness = request.value < 0 ? 0.5 : request.value }
      return Nothing()
    }
    .summary("Makes the screen brighter or darker.").category("Device").since("1.2.0")
    Call(atOnce: "setKeepScreenOn", example: (Stay(keepScreenOn: true), Nothing())) {
      (request: Stay, context) in
      context.device.change { $0.display.staysOn = request.keepScreenOn }
      return Nothing()
    }
    .summary("Keeps the screen from going dark.").category("Device").since("1.4.0")
    Call(event: "onUserCaptureScreen", example: Nothing())
      .summary("The person took a picture of the screen.").category("Device").since("1.4.0")
    Call(atOnce: "getScreenRecordingState", example: (Nothing(), Recorded(state: "off"))) {
      (_: Nothing, context) in
      Recorded(state: context.device.profile.display.isRecorded ? "on" : "off")
    }
    .summary("Tells whether the screen is recorded.").category("Device").since("3.0.0")
    Call(event: "onScreenRecordingStateChanged", example: Recorded(state: "start"))
      .summary("Recording of the screen began or ended.").category("Device").since("3.0.0")
    Call(recording: "setVisualEffectOnCapture", example: Effect(visualEffect: "hidden"))
      .summary("Hides the screen from pictures of it.").category("Device").since("3.1.4")
    Call(atOnce: "checkIsOpenAccessibility", example: (Nothing(), Accessibility(open: false))) {
      (_: Nothing, context) in Accessibility(open: context.device.profile.display.isAccessible)
    }
    .summary("Tells whether a screen reader is on.").category("Device").since("2.11.3")
  }

  @CallsBuilder private var network: [Call] {
    Call(
      atOnce: "getNetworkType", example: (Nothing(), NetworkType(DeviceProfile().network))
    ) { (_: Nothing, context) in NetworkType(context.device.profile.network) }
    .summary("Tells how the device is connected.").category("Device")
    Call(
      event: "onNetworkStatusChange", example: Connection(isConnected: true, networkType: "wifi")
    )
    .summary("The connection changed.").category("Device").since("1.1.0")
    Call(event: "onNetworkWeakChange", example: Weakness(weakNet: true, networkType: "3g"))
      .summary("The connection became weak, or good again.").category("Device").since("2.21.0")
    Call(
      atOnce: "getLocalIPAddress",
      example: (Nothing(), Address(localip: "192.168.1.23", netmask: "255.255.255.0"))
    ) { (_: Nothing, context) throws(CallError) in
      let network = context.device.profile.network
      guard network.isConnected else { throw CallError("network is down") }
      return Address(localip: network.address, netmask: network.mask)
    }
    .summary("Tells the address within the local network.").category("Device").since("2.20.1")
  }

  public func events(after change: DeviceChange) -> [DeviceEvent] {
    var events: [DeviceEvent] = []
    let network = change.after.network
    if change.changes(\.network.type) {
      events.append(
        DeviceEvent(
          "onNetworkStatusChange",
          ["isConnected": .bool(network.isConnected), "networkType": .string(network.type)]))
    }
    if change.changes(\.network.isWeak) {
      events.append(
        DeviceEvent(
          "onNetworkWeakChange",
          ["weakNet": .bool(network.isWeak), "networkType": .string(network.type)]))
    }
    if change.changes(\.battery.isLowPowerModeEnabled) {
      events.append(
        DeviceEvent(
          "onBatteryInfoChange",
          ["isLowPowerModeEnabled": .bool(change.after.battery.isLowPowerModeEnabled)]))
    }
    if change.changes(\.display.isRecorded) {
      let state = change.after.display.isRecorded ? "start" : "stop"
      events.append(DeviceEvent("onScreenRecordingStateChanged", ["state": .string(state)]))
    }
    return events
  }
}

extension StateService {
  struct BatteryInfo: Codable, Sendable {
    /// From 1 to 100.
    var level: Int
    var isCharging: Bool
    var isLowPowerModeEnabled: Bool

    init(_ battery: DeviceProfile.Battery) {
      level = battery.level
      isCharging = battery.isCharging
      isLowPowerModeEnabled = battery.isLowPowerModeEnabled
    }
  }

  struct LowPower: Codable, Sendable { var isLowPowerModeEnabled: Bool }

  struct Vibration: Codable, Sendable {
    /// `heavy`, `medium` or `light`.
    var type: String?
  }

  struct Level: Codable, Sendable {
    /// 5, 10 or 15: the higher, the more urgent.
    var level: Int
  }

  struct Benchmark: Codable, Sendable {
    var benchmarkLevel: Int
    /// 1 fast, 2 middling, 3 slow.
    var modelLevel: Int
  }

  struct Brightness: Codable, Sendable {
    /// From 0 to 1.
    var value: Double
  }

  struct Stay: Codable, Sendable { var keepScreenOn: Bool }
  struct Recorded: Codable, Sendable { var state: String }

  struct Effect: Codable, Sendable {
    /// `none` or `hidden`.
    var visualEffect: String?
  }

  struct Accessibility: Codable, Sendable { var open: Bool }

  struct NetworkType: Codable, Sendable {
    /// `wifi`, `2g`, `3g`, `4g`, `5g`, `unknown` or `none`.
    var networkType: String
    /// In dBm.
    var signalStrength: Double
    var hasSystemProxy: Bool
    var weakNet: Bool

    init(_ network: DeviceProfile.Network) {
      networkType = network.type
      signalStrength = network.signalStrength
      hasSystemProxy = network.hasProxy
      weakNet = network.isWeak
    }
  }

  struct Connection: Codable, Sendable {
    var isConnected: Bool
    var networkType: String
  }

  struct Weakness: Codable, Sendable {
    var weakNet: Bool
    var networkType: String
  }

  struct Address: Codable, Sendable {
    var localip: String
    var netmask: String
  }
}
