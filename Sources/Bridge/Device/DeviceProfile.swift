import Wire

/// The device that a mini-program believes to run on, and what a person carries on it.
///
/// A test or a person writes one down before a launch, in code or as a file of JSON that names
/// what differs from the shipped one (`init(changing:)`), and may change it while the mini-program
/// runs, which then hears of it (`Session.changeDevice`). The shipped one is a phone of 375 by 667
/// points (`reference/api-core.md 9.6`).
public struct DeviceProfile: Codable, Hashable, Sendable {
  public var screenWidth = 375.0
  public var screenHeight = 667.0
  public var pixelRatio = 2.0
  public var statusBarHeight = 20.0
  public var navigationBarHeight = 44.0
  /// The height at the bottom of the screen that is no safe place for controls.
  public var safeAreaBottom = 0.0
  /// `portrait` or `landscape`.
  public var orientation = "portrait"
  /// `light` or `dark`.
  public var theme = "light"
  public var platform = "devtools"
  public var system = "iOS 16.0"
  public var language = "zh_CN"
  public var brand = "devtools"
  public var model = "iPhone 6/7/8"
  /// The version of the platform's app.
  public var version = "8.0.5"
  /// The version of the platform's base library.
  public var libraryVersion = "3.8.0"
  public var fontSize = 16.0
  public var benchmarkLevel = 1
  /// In MB.
  public var memorySize = 2048

  public var battery = Battery()
  public var display = Display()
  public var network = Network()
  public var sensors = Sensors()
  public var permissions = Permissions()
  /// Where the device is, in WGS 84; nil when location is switched off.
  public var location: Place? = Place()
  /// Places that can be chosen beside `location`.
  public var places: [Place] = []
  public var person = Person()
  public var camera = Camera()
  public var media = Media()
  /// The radio of Bluetooth; nil on a device without.
  public var bluetooth: Bluetooth?
  /// The Wi-Fi that can be searched and joined; nil where the system does not allow that.
  public var wifi: Wifi?
  /// Whether advertisements are there to be shown.
  public var hasAds = false
  /// What was copied last.
  public var clipboard = ""
  /// Answers to the screen's questions by key (`modal`, `album`, `scan` …), given at once instead
  /// of waiting for a person; null dismisses.
  public var answers: [String: JSON] = [:]

  public init() {}
}

extension DeviceProfile {
  public struct Battery: Codable, Hashable, Sendable {
    /// From 1 to 100.
    public var level = 100
    public var isCharging = false
    public var isLowPowerModeEnabled = false
  }

  public struct Display: Codable, Hashable, Sendable {
    /// From 0 to 1.
    public var brightness = 0.5
    public var staysOn = false
    /// Whether the screen is being recorded.
    public var isRecorded = false
    /// Whether a screen reader is on.
    public var isAccessible = false
  }

  public struct Network: Codable, Hashable, Sendable {
    /// `wifi`, `2g`, `3g`, `4g`, `5g`, `unknown` or `none`.
    public var type = "wifi"
    /// In dBm.
    public var signalStrength = -50.0
    public var hasProxy = false
    public var isWeak = false
    public var address = "192.168.1.23"
    public var mask = "255.255.255.0"

    public var isConnected: Bool { type != "none" }
  }

  public struct Sensors: Codable, Hashable, Sendable {
    /// In units of gravity; a device that lies on its back has -1 in z.
    public var acceleration = Vector(x: 0, y: 0, z: -1)
    /// In radians per second.
    public var rotation = Vector(x: 0, y: 0, z: 0)
    /// Degrees from north.
    public var direction = 0.0
    /// Of the compass: `high`, `medium`, `low`, `no-contact`, `unreliable` or `unknow`.
    public var accuracy = "high"
    public var alpha = 0.0
    public var beta = 0.0
    public var gamma = 0.0
  }

  public struct Vector: Codable, Hashable, Sendable {
    public var x: Double
    public var y: Double
    public var z: Double

    public init(x: Double, y: Double, z: Double) {
      (self.x, self.y, self.z) = (x, y, z)
    }
  }

  /// What the system lets the platform's app do.
  public struct Permissions: Codable, Hashable, Sendable {
    public var album = true
    public var camera = true
    public var location = true
    public var microphone = true
    public var notifications = true
    public var bluetooth = true
    public var calendar = true
  }

  public struct Camera: Codable, Hashable, Sendable {
    /// What a scan finds; nil asks, as `scan`.
    public var code: String?
    /// The kind of that code.
    public var codeType = "QR_CODE"
  }

  /// Folders of files that can be chosen; nil has pictures of the host's own.
  public struct Media: Codable, Hashable, Sendable {
    public var albumFolder: String?
    public var messageFolder: String?
  }
}
