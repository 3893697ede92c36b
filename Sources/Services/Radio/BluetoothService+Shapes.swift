import Bridge

extension BluetoothService {
  struct Mode: Codable, Sendable {
    /// `central` or `peripheral`.
    var mode: String?
  }

  struct AdapterState: Codable, Sendable {
    var available: Bool
    var discovering: Bool
  }

  struct Search: Codable, Sendable {
    /// What a device must offer to be found; the host tells of all.
    var services: [String]?
    var allowDuplicatesKey: Bool?
    var interval: Double?
    var powerLevel: String?
  }

  struct Discovery: Codable, Sendable { var isDiscovering: Bool }
  struct Services: Codable, Sendable { var services: [String] }

  // The platform spells its fields so.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  struct Found: Codable, Sendable {
    var deviceId: String
    var name: String
    var localName: String
    var RSSI: Double
    var advertisServiceUUIDs: [String]
    var connectable = true

    init(_ device: DeviceProfile.BluetoothDevice) {
      deviceId = device.deviceId
      name = device.name
      localName = device.name
      RSSI = device.RSSI
      advertisServiceUUIDs = device.services.map(\.uuid)
    }
  }

  struct Devices: Codable, Sendable { var devices: [Found] }

  struct DeviceName: Codable, Sendable {
    var deviceId: String
    /// In milliseconds.
    var timeout: Double?
  }

  struct ConnectionState: Codable, Sendable {
    var deviceId: String
    var connected: Bool
  }

  struct ServiceList: Codable, Sendable {
    var services: [Item]

    struct Item: Codable, Sendable {
      var uuid: String
      var isPrimary = true

      init(uuid: String) { self.uuid = uuid }
    }
  }

  struct ServiceName: Codable, Sendable {
    var deviceId: String
    var serviceId: String
  }

  struct Characteristics: Codable, Sendable {
    var characteristics: [Item]

    struct Item: Codable, Sendable {
      var uuid: String
      var properties: [String: Bool]

      init(_ value: DeviceProfile.BluetoothCharacteristic) {
        uuid = value.uuid
        properties = [
          "read": value.canRead, "write": value.canWrite, "notify": value.canNotify,
          "indicate": false, "writeNoResponse": value.canWrite, "writeDefault": value.canWrite,
        ]
      }
    }
  }

  // The platform spells its fields so.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  struct Strength: Codable, Sendable { var RSSI: Double }

  struct MTU: Codable, Sendable {
    var deviceId: String
    var mtu: Double
  }

  struct Size: Codable, Sendable { var mtu: Double }

  struct ValueName: Codable, Sendable {
    var deviceId: String
    var serviceId: String
    var characteristicId: String
    /// Whether changes are told, of `notifyBLECharacteristicValueChange`.
    var state: Bool?
  }

  struct Write: Codable, Sendable {
    var deviceId: String
    var serviceId: String
    var characteristicId: String
    /// At most 512 bytes.
    var value: Binary
    /// `write` or `writeNoResponse`.
    var writeType: String?
  }

  struct ValueChange: Codable, Hashable, Sendable {
    var deviceId: String
    var serviceId: String
    var characteristicId: String
    var value: Binary
  }

  static func name(state: Bool? = nil) -> ValueName {
    ValueName(deviceId: "a", serviceId: "180F", characteristicId: "2A19", state: state)
  }

  static let written = Write(
    deviceId: "a", serviceId: "180F", characteristicId: "2A19", value: Binary([1]))
  static let found = Found(DeviceProfile.BluetoothDevice(deviceId: "a", name: "Scale"))
}

extension BluetoothService.ValueChange {
  init(
    _ name: BluetoothService.ValueName, _ value: DeviceProfile.BluetoothCharacteristic
  ) {
    deviceId = name.deviceId
    serviceId = name.serviceId
    characteristicId = name.characteristicId
    var bytes: [UInt8] = []
    var digits = value.value[...]
    while digits.count >= 2, let byte = UInt8(digits.prefix(2), radix: 16) {
      bytes.append(byte)
      digits = digits.dropFirst(2)
    }
    self.value = Binary(bytes)
  }
}
