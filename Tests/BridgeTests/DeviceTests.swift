import Bridge
import Synchronization
import Testing
import Wire

@Suite struct `A device` {
  @Test func `is described by what differs from the shipped one`() throws {
    let profile = try DeviceProfile(
      changing: """
        {"network": {"type": "4g"}, "location": {"latitude": 59.9}, "clipboard": "hi",
         "answers": {"modal": {"confirm": true}, "scan": null},
         "bluetooth": {"devices": [{"deviceId": "a", "name": "Scale", "RSSI": -40, "services": []}],
                       "isOn": true}}
        """)
    #expect(profile.network.type == "4g")
    #expect(profile.network.signalStrength == DeviceProfile().network.signalStrength)
    #expect(profile.location?.latitude == 59.9)
    #expect(profile.location?.longitude == DeviceProfile.Place().longitude)
    #expect(profile.answers == ["modal": ["confirm": true], "scan": .null])
    #expect(profile.bluetooth?.devices.map(\.name) == ["Scale"])
    let off = try DeviceProfile(changing: #"{"location": null}"#)
    #expect(off.location == nil)
    #expect(off.systemInfo["locationEnabled"] == false)
  }

  @Test(
    arguments: [
      ("{", "not JSON"), ("[]", "a device profile should be an object"),
      (#"{"networks": {}}"#, "a device has no 'networks'; there are screenWidth"),
      (#"{"network": {"kind": "4g"}}"#, "a device has no 'network.kind'; there are type"),
      (#"{"network": 4}"#, "network should be an object"),
      (#"{"battery": {"level": "full"}}"#, "battery.level"),
      (#"{"battery": {"level": 101}}"#, "'battery.level' is 101.0; it takes 0.0 to 100.0"),
      (#"{"screenWidth": 0}"#, "'screenWidth' is 0.0"),
      (#"{"location": {"latitude": 90.1}}"#, "'location.latitude' is 90.1"),
    ])
  func `is refused with the place of what is wrong`(_ text: String, _ words: String) {
    let error = #expect(throws: DeviceProfileError.self) { try DeviceProfile(changing: text) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test func `tells of changes, and of nothing else`() {
    let device = Device()
    let told = Mutex<[DeviceChange]>([])
    device.watch { change in told.withLock { $0.append(change) } }
    device.change { $0.battery.level = 100 }
    #expect(told.withLock { $0.isEmpty })
    device.change { $0.battery.level = 40 }
    device.start("compass")
    device.stop("compass")
    let changes = told.withLock { $0 }
    #expect(changes.map(\.started) == [nil, "compass"])
    #expect(changes[0].changes(\.battery.level))
    #expect(changes[1].concerns("compass", \.sensors.direction))
    #expect(!device.isRunning("compass"))
  }

  @Test func `keeps deeds up to the limit, and leaves out what is too long`() {
    let device = Device()
    for number in 0..<DeviceLimits.deeds { device.record("a", ["n": .number(Double(number))]) }
    #expect(device.deeds.count == DeviceLimits.deeds)
    // The value has two quotes.
    device.record("fits", .string(String(repeating: "x", count: DeviceLimits.deedBytes - 2)))
    #expect(device.deeds.count == DeviceLimits.deeds)
    #expect(device.deeds.first?.value == ["n": 1])
    #expect(device.deeds.last?.value.string?.count == DeviceLimits.deedBytes - 2)
    device.record("long", .string(String(repeating: "x", count: DeviceLimits.deedBytes - 1)))
    #expect(
      device.deeds.last?.value == ["omittedBytes": .number(Double(DeviceLimits.deedBytes + 1))])
  }

  @Test func `has a limit for what is on at once`() {
    let device = Device()
    for number in 0...DeviceLimits.sensors { device.start("s\(number)") }
    #expect(device.isRunning("s\(DeviceLimits.sensors - 1)"))
    #expect(!device.isRunning("s\(DeviceLimits.sensors)"))
  }
}
