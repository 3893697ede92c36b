/// A colour as computed styles write it.
struct Color: Hashable {
  var red: Double
  var green: Double
  var blue: Double
  var alpha = 1.0

  /// `rgb(0, 0, 0)`, or `rgba(0, 0, 0, 0.5)` where something shines through.
  var text: String {
    let channels = [red, green, blue].map {
      StyleEnvironment.text(min(max($0, 0), 255).rounded())
    }.joined(separator: ", ")
    return alpha == 1 ? "rgb(\(channels))" : "rgba(\(channels), \(StyleEnvironment.text(alpha)))"
  }

  /// Nil when the text is no colour.
  init?(_ text: String) {
    let word = text.trimmedStyle.lowercased()
    if let hex = word.utf8.first == UInt8(ascii: "#") ? word.dropFirst() : Self.names[word] {
      self.init(hex: hex)
    } else if word == "transparent" {
      self.init(hex: "0000")
    } else {
      self.init(function: word)
    }
  }

  private init?(hex: Substring) {
    let digits = hex.utf8.compactMap(\.styleHexValue).map(Double.init)
    guard digits.count == hex.utf8.count else { return nil }
    switch digits.count {
    case 3, 4:
      (red, green, blue) = (digits[0] * 17, digits[1] * 17, digits[2] * 17)
      if digits.count == 4 { alpha = Self.rounded(digits[3] / 15) }
    case 6, 8:
      red = digits[0] * 16 + digits[1]
      green = digits[2] * 16 + digits[3]
      blue = digits[4] * 16 + digits[5]
      if digits.count == 8 { alpha = Self.rounded((digits[6] * 16 + digits[7]) / 255) }
    default: return nil
    }
  }

  /// `rgb(…)`, `rgba(…)`, `hsl(…)` and `hsla(…)`, with commas or spaces.
  private init?(function word: String) {
    guard word.hasSuffix(")"), let open = word.firstIndex(of: "(") else { return nil }
    let name = word[..<open]
    let arguments = word[word.index(after: open)...].dropLast()
      .split { $0 == "," || $0 == "/" || $0.isWhitespace }
    guard arguments.count == 3 || arguments.count == 4 else { return nil }
    func number(_ text: Substring, whole: Double) -> Double? {
      let digits = text.hasSuffix("deg") ? text.dropLast(3) : text
      guard let value = Double(digits.hasSuffix("%") ? digits.dropLast() : digits), value.isFinite
      else { return nil }
      return digits.hasSuffix("%") ? value / 100 * whole : value
    }
    if arguments.count == 4 {
      guard let value = number(arguments[3], whole: 1) else { return nil }
      alpha = Self.rounded(min(max(value, 0), 1))
    }
    let isHue = name == "hsl" || name == "hsla"
    guard isHue || name == "rgb" || name == "rgba" else { return nil }
    guard let first = number(arguments[0], whole: isHue ? 360 : 255),
      let second = number(arguments[1], whole: isHue ? 1 : 255),
      let third = number(arguments[2], whole: isHue ? 1 : 255)
    else { return nil }
    if isHue {
      let reach = second * min(third, 1 - third)
      func channel(_ shift: Double) -> Double {
        let turn = (shift + first / 30).truncatingRemainder(dividingBy: 12)
        let place = turn < 0 ? turn + 12 : turn
        return (third - reach * max(-1, min(place - 3, 9 - place, 1))) * 255
      }
      (red, green, blue) = (channel(0), channel(8), channel(4))
    } else {
      (red, green, blue) = (first, second, third)
    }
  }

  private static func rounded(_ alpha: Double) -> Double { (alpha * 1000).rounded() / 1000 }

  private static let names: [String: Substring] = {
    var names: [String: Substring] = [:]
    for entry in table.split(whereSeparator: \.isWhitespace) {
      names[String(entry.dropLast(7))] = entry.suffix(6)
    }
    return names
  }()

  /// The named colours of CSS Color 4.
  private static let table = """
    aliceblue:f0f8ff antiquewhite:faebd7 aqua:00ffff aquamarine:7fffd4 azure:f0ffff beige:f5f5dc
    bisque:ffe4c4 black:000000 blanchedalmond:ffebcd blue:0000ff blueviolet:8a2be2 brown:a52a2a
    burlywood:deb887 cadetblue:5f9ea0 chartreuse:7fff00 chocolate:d2691e coral:ff7f50
    cornflowerblue:6495ed cornsilk:fff8dc crimson:dc143c cyan:00ffff darkblue:00008b
    darkcyan:008b8b darkgoldenrod:b8860b darkgray:a9a9a9 darkgreen:006400 darkgrey:a9a9a9
    darkkhaki:bdb76b darkmagenta:8b008b darkolivegreen:556b2f darkorange:ff8c00 darkorchid:9932cc
    darkred:8b0000 darksalmon:e9967a darkseagreen:8fbc8f darkslateblue:483d8b darkslategray:2f4f4f
    darkslategrey:2f4f4f darkturquoise:00ced1 darkviolet:9400d3 deeppink:ff1493 deepskyblue:00bfff
    dimgray:696969 dimgrey:696969 dodgerblue:1e90ff firebrick:b22222 floralwhite:fffaf0
    forestgreen:228b22 fuchsia:ff00ff gainsboro:dcdcdc ghostwhite:f8f8ff gold:ffd700
    goldenrod:daa520 gray:808080 green:008000 greenyellow:adff2f grey:808080 honeydew:f0fff0
    hotpink:ff69b4 indianred:cd5c5c indigo:4b0082 ivory:fffff0 khaki:f0e68c lavender:e6e6fa
    lavenderblush:fff0f5 lawngreen:7cfc00 lemonchiffon:fffacd lightblue:add8e6 lightcoral:f08080
    lightcyan:e0ffff lightgoldenrodyellow:fafad2 lightgray:d3d3d3 lightgreen:90ee90
    lightgrey:d3d3d3 lightpink:ffb6c1 lightsalmon:ffa07a lightseagreen:20b2aa lightskyblue:87cefa
    lightslategray:778899 lightslategrey:778899 lightsteelblue:b0c4de lightyellow:ffffe0
    lime:00ff00 limegreen:32cd32 linen:faf0e6 magenta:ff00ff maroon:800000 mediumaquamarine:66cdaa
    mediumblue:0000cd mediumorchid:ba55d3 mediumpurple:9370db mediumseagreen:3cb371
    mediumslateblue:7b68ee mediumspringgreen:00fa9a mediumturquoise:48d1cc mediumvioletred:c71585
    midnightblue:191970 mintcream:f5fffa mistyrose:ffe4e1 moccasin:ffe4b5 navajowhite:ffdead
    navy:000080 oldlace:fdf5e6 olive:808000 olivedrab:6b8e23 orange:ffa500 orangered:ff4500
    orchid:da70d6 palegoldenrod:eee8aa palegreen:98fb98 paleturquoise:afeeee palevioletred:db7093
    papayawhip:ffefd5 peachpuff:ffdab9 peru:cd853f pink:ffc0cb plum:dda0dd powderblue:b0e0e6
    purple:800080 rebeccapurple:663399 red:ff0000 rosybrown:bc8f8f royalblue:4169e1
    saddlebrown:8b4513 salmon:fa8072 sandybrown:f4a460 seagreen:2e8b57 seashell:fff5ee
    sienna:a0522d silver:c0c0c0 skyblue:87ceeb slateblue:6a5acd slategray:708090 slategrey:708090
    snow:fffafa springgreen:00ff7f steelblue:4682b4 tan:d2b48c teal:008080 thistle:d8bfd8
    tomato:ff6347 turquoise:40e0d0 violet:ee82ee wheat:f5deb3 white:ffffff whitesmoke:f5f5f5
    yellow:ffff00 yellowgreen:9acd32
    """
}
