import Bridge
import Testing
import Wire

@testable import Services

/// Calls whose answers come from the device's profile, and what is told of its changes.
@Suite struct `The device's services` {
  @Test(
    arguments: [
      ("getNetworkType", [:], "networkType", "wifi"), ("getBatteryInfo", [:], "level", 100),
      ("getScreenBrightness", [:], "value", 0.5), ("getClipboardData", [:], "data", ""),
      ("getScreenRecordingState", [:], "state", "off"),
      ("getLocalIPAddress", [:], "localip", "192.168.1.23"),
      ("checkIsSupportSoterAuthentication", [:], "supportMode", []),
      ("getLocation", ["type": "wgs84"], "latitude", 23.099994),
      ("getFuzzyLocation", [:], "longitude", 113.3),
    ] as [(String, JSON, String, JSON)])
  func `answer`(_ name: String, _ request: JSON, _ field: String, _ value: JSON) throws {
    #expect(try Bench().result(name, request)[field] == value)
  }

  @Test func `change the device`() throws {
    let bench = Bench()
    _ = try bench.result("setClipboardData", ["data": "A-1"])
    #expect(try bench.result("getClipboardData")["data"] == "A-1")
    #expect(bench.screen.shown["toast"]?["title"] == "内容已复制")
    _ = try bench.result("setScreenBrightness", ["value": 1])
    #expect(try bench.result("getScreenBrightness")["value"] == 1)
    _ = try bench.result("setScreenBrightness", ["value": -1])
    #expect(bench.device.profile.display.brightness == 0.5)
    _ = try bench.result("setKeepScreenOn", ["keepScreenOn": true])
    #expect(bench.device.profile.display.staysOn)
  }

  @Test(
    arguments: [
      ("setScreenBrightness", ["value": 1.01], "value is 1.01; it takes 0 to 1", 1001),
      (
        "setScreenBrightness", ["value": "x"],
        "parameter error: parameter.value should be Number instead of String;", 1001
      ),
      ("vibrateShort", ["type": "wild"], "style is not support", 1001),
      ("getLocation", ["type": "mars"], "type 'mars' is neither wgs84 nor gcj02", 1001),
      (
        "openLocation", ["latitude": 91, "longitude": 0], "invalid coordinates 91.0, 0.0", 1001
      ),
      (
        "makePhoneCall", [:],
        "parameter error: parameter.phoneNumber should be String instead of Undefined;", 1001
      ),
    ] as [(String, JSON, String, Int)])
  func `refuse`(_ name: String, _ request: JSON, _ reason: String, _ errno: Int) throws {
    let error = try Bench().failure(name, request)
    #expect(error.reason == reason)
    #expect(error.errno == errno)
  }

  @Test func `take a text of the clipboard up to its limit`() throws {
    let bench = Bench()
    let longest = String(repeating: "x", count: ClipboardService.textBytes)
    _ = try bench.result("setClipboardData", ["data": .string(longest)])
    #expect(try bench.failure("setClipboardData", ["data": .string(longest + "x")]).errno == 1001)
    #expect(bench.device.profile.clipboard == longest)
  }

  @Test func `fail without location, by switch or by permission`() throws {
    var off = DeviceProfile()
    off.location = nil
    var forbidden = DeviceProfile()
    forbidden.permissions.location = false
    for profile in [off, forbidden] {
      for name in ["getLocation", "getFuzzyLocation", "startLocationUpdate"] {
        let error = try Bench(profile).failure(name)
        #expect(error.reason == "system permission denied")
        #expect(error.code == 2)
      }
    }
  }

  @Test func `tell places in China in its own coordinates`() throws {
    let place = try Bench().result("getLocation", ["type": "gcj02"])
    // Known to about a metre: the Canton Tower's surroundings are moved by some 600 m.
    #expect(abs((place["latitude"]?.number ?? 0) - 23.0974) < 0.0005)
    #expect(abs((place["longitude"]?.number ?? 0) - 113.3299) < 0.0005)
    var oslo = DeviceProfile()
    oslo.location = .init(latitude: 59.91, longitude: 10.75)
    #expect(try Bench(oslo).result("getLocation", ["type": "gcj02"])["latitude"] == 59.91)
  }

  @Test func `tell of changes that the mini-program asked for`() throws {
    let bench = Bench()
    #expect(
      bench.events { $0.network.type = "none" }.map(\.payload.value) == [
        ["isConnected": false, "networkType": "none"]
      ])
    #expect(
      bench.events { $0.battery.isLowPowerModeEnabled = true }.map(\.name) == [
        "onBatteryInfoChange"
      ])
    #expect(
      bench.events { $0.display.isRecorded = true }.map(\.payload.value) == [
        ["state": "start"]
      ])
    #expect(bench.events { $0.sensors.direction = 90 }.isEmpty)
    _ = try bench.result("startCompass")
    #expect(bench.events(ofStarting: "compass").map(\.name) == ["onCompassChange"])
    #expect(
      bench.events { $0.sensors.direction = 45 }.map(\.payload.value) == [
        ["direction": 45, "accuracy": "high"]
      ])
    _ = try bench.result("stopCompass")
    #expect(bench.events { $0.sensors.direction = 0 }.isEmpty)
  }

  @Test func `tell where the device goes`() throws {
    let bench = Bench()
    let unasked = bench.events { $0.location?.latitude = 1 }
    #expect(unasked.isEmpty)
    _ = try bench.result("startLocationUpdate", ["type": "wgs84"])
    let told = bench.events { $0.location?.latitude = 2 }
    #expect(told.map(\.name) == ["onLocationChange"])
    #expect(told.first?.payload.value["latitude"] == 2)
    #expect(bench.events { $0.location = nil }.map(\.payload.value) == [["errCode": 2]])
    _ = try bench.result("stopLocationUpdate")
    #expect(bench.events { $0.location = DeviceProfile.Place() }.isEmpty)
  }

  @Test func `ask for a fingerprint when one is kept`() throws {
    #expect(
      try Bench().failure(
        "startSoterAuthentication", ["requestAuthModes": ["fingerPrint"], "challenge": "c"]
      ).code == 90_001)
    var profile = DeviceProfile()
    profile.person.hasFingerprint = true
    let request: JSON = ["requestAuthModes": ["fingerPrint"], "challenge": "c"]
    let bench = Bench(profile)
    #expect(
      try bench.result("startSoterAuthentication", request, answering: ["confirm": true])[
        "resultJSON"] == #"{"raw":"c","fid":""}"#)
    #expect(try bench.failure("startSoterAuthentication", request).code == 90_008)
    #expect(
      try bench.failure(
        "startSoterAuthentication", ["requestAuthModes": ["smell"], "challenge": "c"]
      ).code == 90_003)
  }

  @Test func `serve every example that they show`() throws {
    for call in Bench().calls where call.kind == .async && call.isPublic && !call.asks {
      let sentences = call.request.sentences(about: call.example.request)
      #expect(sentences == "", "\(call.name)")
    }
  }
}
