import Bridge
import Wire

/// Bluetooth with low energy (`reference/api-core.md 9.16`). The adapter and what is in its reach
/// are those of the device's profile; one without an adapter answers "not available".
///
/// What is open, searched for and connected is kept with the device, as sensors are.
public struct BluetoothService: Service {
  public static let name = "bluetooth"

  public init() {}

  public var calls: [Call] {
    adapter
    connections
    values
    Call(
      event: "onBluetoothAdapterStateChange",
      example: AdapterState(available: true, discovering: false)
    )
    .summary("The adapter was switched, or began or ended a search.").category("Bluetooth")
    Call(event: "onBluetoothDeviceFound", example: Devices(devices: [Self.found]))
      .summary("Devices were found.").category("Bluetooth")
    Call(
      event: "onBLEConnectionStateChange", example: ConnectionState(deviceId: "a", connected: true)
    )
    .summary("A device was connected or lost.").category("Bluetooth")
    Call(
      event: "onBLECharacteristicValueChange",
      example: ValueChange(
        deviceId: "a", serviceId: "180F", characteristicId: "2A19", value: Binary([100]))
    )
    .summary("A value was read, or changed by itself.").category("Bluetooth")
    Call(event: "onBLEMTUChange", example: MTU(deviceId: "a", mtu: 23))
      .summary("The size of packets changed.").category("Bluetooth").since("2.20.1")
    Call(
      event: "onBLEPeripheralConnectionStateChanged",
      example: ConnectionState(deviceId: "a", connected: true)
    )
    .summary("A device connected itself; none does here.").category("Bluetooth").since("2.10.3")
  }

  @CallsBuilder private var adapter: [Call] {
    Call(atOnce: "openBluetoothAdapter", example: (Mode(mode: "central"), Nothing())) {
      (request: Mode, context) throws(CallError) in
      guard context.device.profile.bluetooth?.isOn == true else { throw Self.notAvailable }
      context.device.start(Self.open)
      return Nothing()
    }
    .summary("Turns Bluetooth on for the mini-program.").category("Bluetooth").since("1.1.0")
    .scope(.bluetooth).privacy(.bluetooth)
    .errors([1_500_102: "the device has no Bluetooth, or it is off"])
    Call(atOnce: "closeBluetoothAdapter", example: (Nothing(), Nothing())) {
      (_: Nothing, context) throws(CallError) in
      _ = try reach(context)
      for key in context.device.running where key.hasPrefix(Self.open) { context.device.stop(key) }
      return Nothing()
    }
    .summary("Turns Bluetooth off for the mini-program.").category("Bluetooth").since("1.1.0")
    Call(
      atOnce: "getBluetoothAdapterState",
      example: (Nothing(), AdapterState(available: true, discovering: false))
    ) { (_: Nothing, context) throws(CallError) in
      _ = try reach(context)
      return AdapterState(
        available: context.device.profile.bluetooth?.isOn ?? false,
        discovering: context.device.isRunning(Self.search))
    }
    .summary("Tells what the adapter does.").category("Bluetooth").since("1.1.0")
    Call(
      atOnce: "startBluetoothDevicesDiscovery", example: (Search(), Discovery(isDiscovering: true))
    ) { (request: Search, context) throws(CallError) in
      _ = try reach(context)
      context.device.start(Self.search)
      return Discovery(isDiscovering: true)
    }
    .summary("Starts to look for devices.").category("Bluetooth").since("1.1.0")
    Call(atOnce: "stopBluetoothDevicesDiscovery", example: (Nothing(), Nothing())) {
      (_: Nothing, context) throws(CallError) in
      _ = try reach(context)
      context.device.stop(Self.search)
      return Nothing()
    }
    .summary("Stops to look for devices.").category("Bluetooth").since("1.1.0")
    Call(atOnce: "getBluetoothDevices", example: (Nothing(), Devices(devices: [Self.found]))) {
      (_: Nothing, context) throws(CallError) in
      Devices(devices: try reach(context).devices.map(Found.init))
    }
    .summary("Tells the devices that were found.").category("Bluetooth").since("1.1.0")
    Call(
      atOnce: "getConnectedBluetoothDevices",
      example: (Services(services: ["180F"]), Devices(devices: [Self.found]))
    ) { (_: Services, context) throws(CallError) in
      let connected = try reach(context).devices.filter {
        context.device.isRunning(Self.connection($0.deviceId))
      }
      return Devices(devices: connected.map(Found.init))
    }
    .summary("Tells the devices that are connected.").category("Bluetooth").since("1.1.0")
  }

  public func events(after change: DeviceChange) -> [DeviceEvent] {
    guard change.running.contains(Self.open) else { return [] }
    var events: [DeviceEvent] = []
    let isOn = change.after.bluetooth?.isOn ?? false
    if change.started == Self.search || change.changes(\.bluetooth?.isOn) {
      let isSearching = change.running.contains(Self.search)
      events.append(
        DeviceEvent(
          "onBluetoothAdapterStateChange",
          encoding: AdapterState(available: isOn, discovering: isSearching)))
    }
    let known = change.started == Self.search ? [] : change.before.bluetooth?.devices ?? []
    let new = (change.after.bluetooth?.devices ?? []).filter { !known.contains($0) }
    if change.running.contains(Self.search), !new.isEmpty {
      events.append(
        DeviceEvent("onBluetoothDeviceFound", encoding: Devices(devices: new.map(Found.init))))
    }
    return events + lost(change) + told(change)
  }
}

/// State that is kept with the device.
extension BluetoothService {
  static let open = "bluetooth"
  static let search = "bluetooth.search"
  static func connection(_ id: String) -> String { "bluetooth.connection \(id)" }
  static func notice(_ id: String, _ service: String, _ characteristic: String) -> String {
    "bluetooth.notice \(id) \(service) \(characteristic)"
  }

  static let notOpen = CallError("not init", errno: 1_500_101, code: 10_000)
  static let notAvailable = CallError("not available", errno: 1_500_102, code: 10_001)
  static let noDevice = CallError("no device", code: 10_002)

  /// What the open adapter reaches.
  func reach(_ context: CallContext) throws(CallError) -> DeviceProfile.Bluetooth {
    guard context.device.isRunning(Self.open) else { throw Self.notOpen }
    guard let bluetooth = context.device.profile.bluetooth, bluetooth.isOn else {
      throw Self.notAvailable
    }
    return bluetooth
  }

  func device(_ id: String, _ context: CallContext) throws(CallError)
    -> DeviceProfile.BluetoothDevice
  {
    guard let device = try reach(context).devices.first(where: { $0.deviceId == id }) else {
      throw Self.noDevice
    }
    return device
  }

  func connected(_ id: String, _ context: CallContext) throws(CallError)
    -> DeviceProfile.BluetoothDevice
  {
    let device = try device(id, context)
    guard context.device.isRunning(Self.connection(id)) else {
      throw CallError("no connection", code: 10_006)
    }
    return device
  }
}
