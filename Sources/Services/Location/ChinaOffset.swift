import Foundation

/// GCJ-02, the coordinates that maps in China must use: WGS 84 moved by some hundred metres
/// within China, by the approximation that is commonly used for it.
enum ChinaOffset {
  /// A place of WGS 84 in GCJ-02; outside of China both are the same.
  static func gcj(_ latitude: Double, _ longitude: Double) -> (latitude: Double, longitude: Double)
  {
    guard (72.004...137.8347).contains(longitude), (0.8293...55.8271).contains(latitude) else {
      return (latitude, longitude)
    }
    let (x, y) = (longitude - 105, latitude - 35)
    let radians = latitude / 180 * .pi
    let magic = 1 - eccentricity * pow(sin(radians), 2)
    let root = magic.squareRoot()
    let down = north(x, y) * 180 / (axis * (1 - eccentricity) / (magic * root) * .pi)
    let right = east(x, y) * 180 / (axis / root * cos(radians) * .pi)
    return (latitude + down, longitude + right)
  }

  /// The half axis and the eccentricity of Krasovsky's ellipsoid.
  private static let axis = 6_378_245.0
  private static let eccentricity = 0.006_693_421_622_965_943

  private static func north(_ x: Double, _ y: Double) -> Double {
    -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot()
      + wave(6 * x, 20, 2 * x, 20) + wave(y, 20, y / 3, 40) + wave(y / 12, 160, y / 30, 320)
  }

  private static func east(_ x: Double, _ y: Double) -> Double {
    300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot()
      + wave(6 * x, 20, 2 * x, 20) + wave(x, 20, x / 3, 40) + wave(x / 12, 150, x / 30, 300)
  }

  private static func wave(_ a: Double, _ high: Double, _ b: Double, _ low: Double) -> Double {
    (high * sin(a * .pi) + low * sin(b * .pi)) * 2 / 3
  }
}
