import Wire

extension DeviceProfile {
  /// What a person keeps on the device and may give to a mini-program.
  public struct Person: Codable, Hashable, Sendable {
    public var contacts = [Contact()]
    public var addresses = [Address()]
    public var invoiceTitles = [InvoiceTitle()]
    public var invoices = [Invoice()]
    /// Whether fingerprints are kept, so that `startSoterAuthentication` can ask for one.
    public var hasFingerprint = false
  }

  public struct Contact: Codable, Hashable, Sendable {
    public var displayName = "张三"
    public var phoneNumbers = ["13800138000"]

    public init() {}
  }

  /// The fields of `chooseAddress`.
  public struct Address: Codable, Hashable, Sendable {
    public var userName = "张三"
    public var postalCode = "510000"
    public var provinceName = "广东省"
    public var cityName = "广州市"
    public var countyName = "海珠区"
    public var streetName = "新港街道"
    public var detailInfo = "新港中路397号"
    public var detailInfoNew = "新港中路397号"
    public var nationalCode = "510000"
    public var telNumber = "13800138000"

    public init() {}
  }

  /// The fields of `chooseInvoiceTitle`.
  public struct InvoiceTitle: Codable, Hashable, Sendable {
    /// `0` a company, `1` a person.
    public var type = "1"
    public var title = "张三"
    public var taxNumber = ""
    public var companyAddress = ""
    public var telephone = ""
    public var bankName = ""
    public var bankAccount = ""

    public init() {}
  }

  /// One of `chooseInvoice`.
  // The platform spells its fields so.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  public struct Invoice: Codable, Hashable, Sendable {
    public var card_id = "invoice-card"
    public var encrypt_code = "invoice-code"
    public var app_id = "invoice-app"

    public init() {}
  }

  /// A place on the map. The shipped one is in Guangzhou.
  public struct Place: Codable, Hashable, Sendable {
    public var latitude = 23.099994
    public var longitude = 113.32452
    public var altitude = 0.0
    /// In metres per second; -1 when it is not known.
    public var speed = -1.0
    /// In metres.
    public var accuracy = 65.0
    public var horizontalAccuracy = 65.0
    public var verticalAccuracy = 65.0
    public var name = "腾讯微信总部"
    public var address = "广东省广州市海珠区新港中路397号"

    public init() {}

    public init(latitude: Double, longitude: Double, name: String = "", address: String = "") {
      (self.latitude, self.longitude) = (latitude, longitude)
      (self.name, self.address) = (name, address)
    }
  }

  public struct Bluetooth: Codable, Hashable, Sendable {
    public var isOn = true
    public var devices: [BluetoothDevice] = []

    public init(isOn: Bool = true, devices: [BluetoothDevice] = []) {
      (self.isOn, self.devices) = (isOn, devices)
    }
  }

  /// A device in reach, with what it offers.
  // The platform spells its fields so.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  public struct BluetoothDevice: Codable, Hashable, Sendable {
    public var deviceId = ""
    public var name = ""
    public var RSSI = -60.0
    public var services: [BluetoothService] = []

    public init(deviceId: String, name: String = "", services: [BluetoothService] = []) {
      (self.deviceId, self.name, self.services) = (deviceId, name, services)
    }
  }

  public struct BluetoothService: Codable, Hashable, Sendable {
    public var uuid = ""
    public var characteristics: [BluetoothCharacteristic] = []

    public init(uuid: String, characteristics: [BluetoothCharacteristic] = []) {
      (self.uuid, self.characteristics) = (uuid, characteristics)
    }
  }

  public struct BluetoothCharacteristic: Codable, Hashable, Sendable {
    public var uuid = ""
    /// Its value as hexadecimal digits.
    public var value = ""
    public var canRead = true
    public var canWrite = true
    public var canNotify = true

    public init(uuid: String, value: String = "") { (self.uuid, self.value) = (uuid, value) }
  }

  public struct Wifi: Codable, Hashable, Sendable {
    public var networks: [WifiNetwork] = []
    /// The SSID of the one that is joined.
    public var joined = ""

    public init(networks: [WifiNetwork] = [], joined: String = "") {
      (self.networks, self.joined) = (networks, joined)
    }
  }

  // The platform spells its fields so.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  public struct WifiNetwork: Codable, Hashable, Sendable {
    public var SSID = ""
    public var BSSID = ""
    public var secure = true
    public var signalStrength = 80.0
    public var frequency = 2412.0
    /// What joining it takes.
    public var password = ""

    public init(SSID: String, BSSID: String = "", password: String = "") {
      (self.SSID, self.BSSID, self.password) = (SSID, BSSID, password)
    }
  }
}
