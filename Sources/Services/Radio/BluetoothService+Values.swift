import Bridge
import Wire

/// Connections, services and values.
extension BluetoothService {
  @CallsBuilder var connections: [Call] {
    Call(atOnce: "createBLEConnection", example: (DeviceName(deviceId: "a"), Nothing())) {
      (request: DeviceName, context) throws(CallError) in
      _ = try device(request.deviceId, context)
      let key = Self.connection(request.deviceId)
      guard !context.device.isRunning(key) else {
        throw CallError("already connect", code: -1)
      }
      context.device.start(key)
      context.events.send(
        "onBLEConnectionStateChange", ConnectionState(deviceId: request.deviceId, connected: true))
      return Nothing()
    }
    .summary("Connects a device.").category("Bluetooth").since("1.1.0")
    Call(atOnce: "closeBLEConnection", example: (DeviceName(deviceId: "a"), Nothing())) {
      (request: DeviceName, context) throws(CallError) in
      _ = try connected(request.deviceId, context)
      context.device.stop(Self.connection(request.deviceId))
      context.events.send(
        "onBLEConnectionStateChange", ConnectionState(deviceId: request.deviceId, connected: false))
      return Nothing()
    }
    .summary("Lets a device go.").category("Bluetooth").since("1.1.0")
    Call(
      atOnce: "getBLEDeviceServices",
      example: (DeviceName(deviceId: "a"), ServiceList(services: [.init(uuid: "180F")]))
    ) { (request: DeviceName, context) throws(CallError) in
      ServiceList(
        services: try connected(request.deviceId, context).services.map { .init(uuid: $0.uuid) })
    }
    .summary("Tells what a device offers.").category("Bluetooth").since("1.1.0")
    Call(
      atOnce: "getBLEDeviceCharacteristics",
      example: (
        ServiceName(deviceId: "a", serviceId: "180F"),
        Characteristics(characteristics: [
          .init(DeviceProfile.BluetoothCharacteristic(uuid: "2A19"))
        ])
      )
    ) { (request: ServiceName, context) throws(CallError) in
      let device = try connected(request.deviceId, context)
      guard let service = device.services.first(where: { $0.uuid == request.serviceId }) else {
        throw Self.noService
      }
      return Characteristics(characteristics: service.characteristics.map { .init($0) })
    }
    .summary("Tells the values of a service.").category("Bluetooth").since("1.1.0")
    Call(
      atOnce: "getBLEDeviceRSSI", example: (DeviceName(deviceId: "a"), Strength(RSSI: -60))
    ) { (request: DeviceName, context) throws(CallError) in
      Strength(RSSI: try connected(request.deviceId, context).RSSI)
    }
    .summary("Tells how well a device is heard.").category("Bluetooth").since("2.11.0")
    Call(atOnce: "setBLEMTU", example: (MTU(deviceId: "a", mtu: 64), Size(mtu: 64))) {
      (request: MTU, context) throws(CallError) in
      _ = try connected(request.deviceId, context)
      guard (22...512).contains(request.mtu) else {
        throw CallError("mtu is \(request.mtu); it takes 22 to 512", errno: 1001)
      }
      context.events.send("onBLEMTUChange", request)
      return Size(mtu: request.mtu)
    }
    .summary("Changes the size of packets.").category("Bluetooth").since("2.11.0")
    Call(atOnce: "getBLEMTU", example: (DeviceName(deviceId: "a"), Size(mtu: 23))) {
      (request: DeviceName, context) throws(CallError) in
      _ = try connected(request.deviceId, context)
      return Size(mtu: 23)
    }
    .summary("Tells the size of packets.").category("Bluetooth").since("2.20.1")
    for (name, version) in [("makeBluetoothPair", "2.12.0"), ("isBluetoothDevicePaired", "2.20.1")]
    {
      Call(atOnce: name, example: (DeviceName(deviceId: "a"), Nothing())) {
        (request: DeviceName, context) throws(CallError) in
        _ = try device(request.deviceId, context)
        return Nothing()
      }
      .summary("Pairs with a device; every one in reach is paired.").category("Bluetooth")
      .since(version)
    }
  }

  @CallsBuilder var values: [Call] {
    Call(atOnce: "readBLECharacteristicValue", example: (Self.name(), Nothing())) {
      (request: ValueName, context) throws(CallError) in
      let value = try value(request, context)
      guard value.canRead else { throw Self.cannot }
      context.events.send("onBLECharacteristicValueChange", ValueChange(request, value))
      return Nothing()
    }
    .summary("Reads a value, which is told as an event.").category("Bluetooth").since("1.1.0")
    Call(
      atOnce: "writeBLECharacteristicValue", example: (Self.written, Nothing())
    ) { (request: Write, context) throws(CallError) in
      let name = ValueName(
        deviceId: request.deviceId, serviceId: request.serviceId,
        characteristicId: request.characteristicId)
      guard try value(name, context).canWrite else { throw Self.cannot }
      guard request.value.bytes.count <= Self.valueBytes else {
        throw CallError(
          "the value has \(request.value.bytes.count) bytes; at most \(Self.valueBytes) fit",
          errno: 1001)
      }
      let text = request.value.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      context.device.change { $0.setBluetooth(name, text) }
      return Nothing()
    }
    .summary("Writes a value.").category("Bluetooth").since("1.1.0")
    Call(
      atOnce: "notifyBLECharacteristicValueChange", example: (Self.name(state: true), Nothing())
    ) { (request: ValueName, context) throws(CallError) in
      guard try value(request, context).canNotify else { throw Self.cannot }
      let key = Self.notice(request.deviceId, request.serviceId, request.characteristicId)
      if request.state ?? true { context.device.start(key) } else { context.device.stop(key) }
      return Nothing()
    }
    .summary("Tells of changes of a value.").category("Bluetooth").since("1.1.0")
  }

  static let valueBytes = 512
  static let noService = CallError("no service", code: 10_004)
  static let cannot = CallError("property not support", code: 10_007)

  private func value(_ name: ValueName, _ context: CallContext) throws(CallError)
    -> DeviceProfile.BluetoothCharacteristic
  {
    let device = try connected(name.deviceId, context)
    guard let service = device.services.first(where: { $0.uuid == name.serviceId }) else {
      throw Self.noService
    }
    guard let value = service.characteristics.first(where: { $0.uuid == name.characteristicId })
    else { throw CallError("no characteristic", code: 10_005) }
    return value
  }

  /// Connected devices that are no longer in reach.
  func lost(_ change: DeviceChange) -> [DeviceEvent] {
    let after = change.after.bluetooth?.devices.map(\.deviceId) ?? []
    return (change.before.bluetooth?.devices ?? []).filter { device in
      change.running.contains(Self.connection(device.deviceId)) && !after.contains(device.deviceId)
    }.map { device in
      DeviceEvent(
        "onBLEConnectionStateChange",
        encoding: ConnectionState(deviceId: device.deviceId, connected: false))
    }
  }

  /// Values that changed and are to be told.
  func told(_ change: DeviceChange) -> [DeviceEvent] {
    let old = change.before.bluetooth?.values ?? [:]
    return (change.after.bluetooth?.values ?? [:]).filter { key, value in
      change.running.contains(key) && old[key] != value
    }.sorted { $0.key < $1.key }.map { _, value in
      DeviceEvent("onBLECharacteristicValueChange", encoding: value)
    }
  }
}

/// Within the profile the name stands for one of its own types.
private typealias Values = BluetoothService

extension DeviceProfile.Bluetooth {
  /// All values by the key under which their changes are told.
  fileprivate var values: [String: Values.ValueChange] {
    var values: [String: Values.ValueChange] = [:]
    for device in devices {
      for service in device.services {
        for value in service.characteristics {
          let key = Values.notice(device.deviceId, service.uuid, value.uuid)
          values[key] = .init(
            .init(deviceId: device.deviceId, serviceId: service.uuid, characteristicId: value.uuid),
            value)
        }
      }
    }
    return values
  }
}

extension DeviceProfile {
  fileprivate mutating func setBluetooth(_ name: Values.ValueName, _ value: String) {
    guard let device = bluetooth?.devices.firstIndex(where: { $0.deviceId == name.deviceId }),
      let service = bluetooth?.devices[device].services.firstIndex(where: {
        $0.uuid == name.serviceId
      }),
      let place = bluetooth?.devices[device].services[service].characteristics.firstIndex(where: {
        $0.uuid == name.characteristicId
      })
    else { return }
    bluetooth?.devices[device].services[service].characteristics[place].value = value
  }
}
