/// A colour in parts from 0 to 1, not multiplied by its alpha.
struct Colour: Hashable {
  var red: Double
  var green: Double
  var blue: Double
  var alpha = 1.0

  static let black = Colour(red: 0, green: 0, blue: 0)
  static let clear = Colour(red: 0, green: 0, blue: 0, alpha: 0)

  /// Reads a CSS colour: a name, `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, `rgb()` or `hsl()` in
  /// their old and new forms. Nil for anything else.
  init?(css text: String) {
    guard text.utf8.count <= 64 else { return nil }
    let text = text.lowercased().filter { !$0.isWhitespace || $0 == " " }
    let trimmed = text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    let word = String(trimmed)
    if let colour = word.first == "#" ? Self(hex: word.dropFirst()) : Self(name: word) {
      self = colour
    } else if let colour = Self(function: word) {
      self = colour
    } else {
      return nil
    }
  }

  init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  private init?(hex: Substring) {
    let isShort = hex.count == 3 || hex.count == 4
    guard isShort || hex.count == 6 || hex.count == 8 else { return nil }
    let digits = hex.compactMap(\.hexDigitValue)
    guard digits.count == hex.count else { return nil }
    var bytes: [Int] = []
    for at in stride(from: 0, to: digits.count, by: isShort ? 1 : 2) {
      bytes.append(isShort ? digits[at] * 17 : digits[at] * 16 + digits[at + 1])
    }
    let parts = bytes.map { Double($0) / 255 }
    self.init(
      red: parts[0], green: parts[1], blue: parts[2], alpha: parts.count > 3 ? parts[3] : 1)
  }

  private init?(name: String) {
    if name == "transparent" {
      self = .clear
    } else if let hex = ColourNames.table[name], let colour = Self(hex: Substring(hex)) {
      self = colour
    } else {
      return nil
    }
  }

  private init?(function text: String) {
    guard let open = text.firstIndex(of: "("), text.last == ")" else { return nil }
    let name = text[..<open]
    let parts = text[text.index(after: open)...].dropLast()
      .split { $0 == " " || $0 == "," || $0 == "/" }
    guard parts.count == 3 || parts.count == 4 else { return nil }
    guard let alpha = parts.count == 4 ? Self.part(parts[3], of: 1) : 1 else { return nil }
    switch name {
    case "rgb", "rgba":
      let values = parts.prefix(3).compactMap { Self.part($0, of: 255) }
      guard values.count == 3 else { return nil }
      self.init(red: values[0], green: values[1], blue: values[2], alpha: alpha)
    case "hsl", "hsla":
      let degrees = parts[0].hasSuffix("deg") ? parts[0].dropLast(3) : parts[0]
      guard let hue = Double(degrees), hue.isFinite, let saturation = Self.part(parts[1], of: 100),
        let lightness = Self.part(parts[2], of: 100)
      else { return nil }
      self.init(hue: hue, saturation, lightness, alpha)
    default: return nil
    }
  }

  /// A number or percentage as a part from 0 to 1.
  private static func part(_ text: Substring, of whole: Double) -> Double? {
    let isPercentage = text.last == "%"
    guard let number = Double(isPercentage ? text.dropLast() : text), number.isFinite else {
      return nil
    }
    return min(max(number / (isPercentage ? 100 : whole), 0), 1)
  }

  private init(hue: Double, _ saturation: Double, _ lightness: Double, _ alpha: Double) {
    let turned = hue.truncatingRemainder(dividingBy: 360)
    let degrees = turned < 0 ? turned + 360 : turned
    func part(_ offset: Double) -> Double {
      let place = (offset + degrees / 30).truncatingRemainder(dividingBy: 12)
      let reach = saturation * min(lightness, 1 - lightness)
      return lightness - reach * max(-1, min(place - 3, 9 - place, 1))
    }
    self.init(red: part(0), green: part(8), blue: part(4), alpha: alpha)
  }
}
