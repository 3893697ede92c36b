import Bridge
import Testing
import Wire

@testable import Services

@Suite struct `Radios` {
  private var reached: DeviceProfile {
    var profile = DeviceProfile()
    profile.bluetooth = .init(devices: [
      .init(
        deviceId: "A", name: "Scale",
        services: [.init(uuid: "180F", characteristics: [.init(uuid: "2A19", value: "64")])])
    ])
    profile.wifi = .init(networks: [.init(SSID: "home", password: "secret")])
    return profile
  }

  private let value: JSON = ["deviceId": "A", "serviceId": "180F", "characteristicId": "2A19"]

  @Test(
    arguments: [
      ("openBluetoothAdapter", [:], 10_001), ("getBluetoothAdapterState", [:], 10_000),
      ("startBluetoothDevicesDiscovery", [:], 10_000), ("closeBluetoothAdapter", [:], 10_000),
      ("createBLEConnection", ["deviceId": "A"], 10_000), ("startWifi", [:], 12_001),
      ("getWifiList", [:], 12_000), ("connectWifi", ["SSID": "a"], 12_000),
      ("startBeaconDiscovery", ["uuids": []], 11_000), ("getHCEState", [:], 13_000),
    ] as [(String, JSON, Int)])
  func `of a device without answer so`(_ name: String, _ request: JSON, _ code: Int) throws {
    #expect(try Bench().failure(name, request).code == code)
  }

  @Test func `find, connect and read a device`() throws {
    let bench = Bench(reached)
    _ = try bench.result("openBluetoothAdapter")
    _ = try bench.result("startBluetoothDevicesDiscovery")
    let found = bench.events(ofStarting: BluetoothService.search)
    #expect(found.map(\.name) == ["onBluetoothAdapterStateChange", "onBluetoothDeviceFound"])
    #expect(found.last?.payload.value["devices"]?[0]?["name"] == "Scale")
    #expect(try bench.failure("createBLEConnection", ["deviceId": "B"]).code == 10_002)
    #expect(try bench.failure("getBLEDeviceServices", ["deviceId": "A"]).code == 10_006)
    _ = try bench.result("createBLEConnection", ["deviceId": "A"])
    #expect(
      try bench.result("getBLEDeviceServices", ["deviceId": "A"])["services"]?[0]?["uuid"]
        == "180F")
    let none: JSON = ["deviceId": "A", "serviceId": "1"]
    #expect(try bench.failure("getBLEDeviceCharacteristics", none).code == 10_004)
    _ = try bench.result("readBLECharacteristicValue", value)
    #expect(bench.paper.sent.last?.name == "onBLECharacteristicValueChange")
    #expect(bench.paper.sent.last?.payload.attachments == [[0x64]])
    _ = try bench.result("closeBluetoothAdapter")
    #expect(try bench.failure("getBLEDeviceServices", ["deviceId": "A"]).code == 10_000)
  }

  @Test func `write values, tell changes that are wanted, and a device that is lost`() throws {
    let bench = Bench(reached)
    _ = try bench.result("openBluetoothAdapter")
    _ = try bench.result("createBLEConnection", ["deviceId": "A"])
    var request = value.object ?? JSONObject()
    request["value"] = ["$buffer": 0]
    _ = try bench.result(
      "writeBLECharacteristicValue", .object(request), attachments: [[1, 0xAB]])
    let stored = bench.device.profile.bluetooth?.devices[0].services[0].characteristics[0].value
    #expect(stored == "01ab")
    let longest = [UInt8](repeating: 7, count: BluetoothService.valueBytes)
    _ = try bench.result("writeBLECharacteristicValue", .object(request), attachments: [longest])
    let tooLong = try bench.start(
      "writeBLECharacteristicValue", .object(request), attachments: [longest + [7]])
    #expect(tooLong.error?.errno == 1001)
    _ = try bench.result("notifyBLECharacteristicValueChange", value)
    let told = bench.events {
      $0.bluetooth?.devices[0].services[0].characteristics[0].value = "0a0b"
    }
    #expect(told.map(\.payload.attachments) == [[[0x0A, 0x0B]]])
    let lost = bench.events { $0.bluetooth?.devices = [] }
    #expect(lost.map(\.name) == ["onBLEConnectionStateChange"])
  }

  @Test func `join a network with its password`() throws {
    let bench = Bench(reached)
    _ = try bench.result("startWifi")
    _ = try bench.result("getWifiList")
    #expect(bench.paper.sent.last?.payload.value["wifiList"]?[0]?["SSID"] == "home")
    #expect(try bench.failure("getConnectedWifi").code == 12_010)
    #expect(try bench.failure("connectWifi", ["SSID": "home", "password": "no"]).code == 12_002)
    #expect(try bench.failure("connectWifi", ["SSID": "work"]).code == 12_008)
    let joining: JSON = ["SSID": "home", "password": "secret"]
    _ = try bench.result("connectWifi", joining)
    #expect(try bench.result("getConnectedWifi")["wifi"]?["SSID"] == "home")
    #expect(try bench.failure("connectWifi", joining).code == 12_004)
    let left = bench.events { $0.wifi?.joined = "" }
    #expect(left.isEmpty)
    let joined = bench.events { $0.wifi?.joined = "home" }
    #expect(joined.map(\.name) == ["onWifiConnected", "onWifiConnectedWithPartialInfo"])
    _ = try bench.result("stopWifi")
    #expect(try bench.failure("getWifiList").code == 12_000)
  }
}
