import Bridge
import Wire

extension LocationService {
  struct LocationRequest: Codable, Sendable {
    /// `wgs84` or `gcj02`.
    var type: String?
    /// Whether the height is wanted, which takes longer.
    var altitude: Bool?
    var isHighAccuracy: Bool?
    /// In milliseconds.
    var highAccuracyExpireTime: Double?

    var isGCJ: Bool {
      get throws(CallError) {
        switch type ?? "wgs84" {
        case "wgs84", "": false
        case "gcj02": true
        case let other:
          throw CallError("type '\(other.prefix(32))' is neither wgs84 nor gcj02", errno: 1001)
        }
      }
    }
  }

  struct Location: Codable, Sendable {
    var latitude: Double
    var longitude: Double
    /// In metres per second; -1 when it is not known.
    var speed = -1.0
    /// In metres.
    var accuracy = 65.0
    var altitude = 0.0
    var verticalAccuracy = 65.0
    var horizontalAccuracy = 65.0

    init(_ place: DeviceProfile.Place, inGCJ: Bool) {
      let point = inGCJ ? ChinaOffset.gcj(place.latitude, place.longitude) : nil
      latitude = point?.latitude ?? place.latitude
      longitude = point?.longitude ?? place.longitude
      speed = place.speed
      accuracy = place.accuracy
      altitude = place.altitude
      verticalAccuracy = place.verticalAccuracy
      horizontalAccuracy = place.horizontalAccuracy
    }
  }

  struct Point: Codable, Sendable {
    var latitude: Double
    var longitude: Double
  }

  struct Near: Codable, Sendable {
    /// Where the map starts.
    var latitude: Double?
    var longitude: Double?
  }

  /// A place that was chosen, in GCJ-02.
  struct Chosen: Codable, Sendable {
    var name: String
    var address: String
    var latitude: Double
    var longitude: Double

    init(_ place: DeviceProfile.Place) {
      let point = ChinaOffset.gcj(place.latitude, place.longitude)
      (name, address) = (place.name, place.address)
      (latitude, longitude) = (point.latitude, point.longitude)
    }

    /// Nil when an answer holds no place.
    init?(_ answer: JSON?) {
      guard let latitude = answer?["latitude"]?.number, let longitude = answer?["longitude"]?.number
      else { return nil }
      (self.latitude, self.longitude) = (latitude, longitude)
      name = answer?["name"]?.string ?? ""
      address = answer?["address"]?.string ?? ""
    }
  }

  struct Poi: Codable, Sendable {
    /// 1 a city, 2 a place.
    var type: Int
    var city = ""
    var name = ""
    var address = ""
    var latitude = 0.0
    var longitude = 0.0
  }

  struct Shown: Codable, Sendable {
    /// From -90 to 90.
    var latitude: Double
    /// From -180 to 180.
    var longitude: Double
    /// From 5 to 18.
    var scale: Double?
    var name: String?
    var address: String?

    func judge() throws(CallError) {
      guard (-90...90).contains(latitude), (-180...180).contains(longitude) else {
        throw CallError("invalid coordinates \(latitude), \(longitude)", errno: 1001)
      }
    }
  }

  struct Failure: Codable, Sendable {
    var errCode: Int
  }

  static var example: Location { Location(DeviceProfile.Place(), inGCJ: false) }
  static var chosen: Chosen { Chosen(DeviceProfile.Place()) }
}
