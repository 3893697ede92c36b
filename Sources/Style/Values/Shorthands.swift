/// Properties that stand for several others.
enum Shorthands {
  /// What a declaration sets, by longhand; itself when it is one.
  static func expanded(_ property: String, _ value: String) -> [(String, String)] {
    if wide.contains(value), let parts = longhands(of: property) {
      return parts.map { ($0, value) }
    }
    switch property {
    case "margin", "padding": return edges(property + "-", "", value)
    case "inset": return edges("", "", value)
    case "border-color": return edges("border-", "-color", value)
    case "border-style": return edges("border-", "-style", value)
    case "border-width": return edges("border-", "-width", value)
    case "border-radius": return corners(value)
    case "border": return sides.flatMap { line("border-\($0)", value) }
    case "border-top", "border-right", "border-bottom", "border-left", "outline":
      return line(property, value)
    case "background": return background(value)
    case "overflow": return pair("overflow-x", "overflow-y", value)
    case "gap", "grid-gap": return pair("row-gap", "column-gap", value)
    case "flex": return flex(value)
    case "flex-flow":
      return words(value).map {
        ($0.contains("wrap") ? "flex-wrap" : "flex-direction", $0)
      }
    case "text-decoration":
      return [("text-decoration", value)]
        + words(value).prefix(1).map { ("text-decoration-line", $0) }
    default: return [(property, value)]
    }
  }

  /// The longhands of a shorthand in the order in which its value names them.
  static func longhands(of property: String) -> [String]? {
    switch property {
    case "margin", "padding": sides.map { "\(property)-\($0)" }
    case "inset": sides
    case "border-color", "border-style", "border-width":
      sides.map { "border-\($0)-\(property.dropFirst(7))" }
    case "border-radius": cornerNames
    case "overflow": ["overflow-x", "overflow-y"]
    case "gap": ["row-gap", "column-gap"]
    case "flex": ["flex-grow", "flex-shrink", "flex-basis"]
    case "border-top", "border-right", "border-bottom", "border-left", "outline":
      ["width", "style", "color"].map { "\(property)-\($0)" }
    default: nil
    }
  }

  /// The value of a shorthand out of its longhands; four that repeat are shortened.
  static func joined(_ values: [String]) -> String {
    var values = values
    if values.count == 4 {
      if values[3] == values[1] { values.removeLast() }
      if values.count == 3, values[2] == values[0] { values.removeLast() }
    }
    if values.count == 2, values[1] == values[0] { values.removeLast() }
    return values.joined(separator: " ")
  }

  /// Splits a value at white space outside brackets and strings.
  static func words(_ value: String) -> [String] {
    var scanner = StyleScanner(Array(value.utf8))
    var words: [String] = []
    while true {
      scanner.skipBlank()
      guard scanner.current != nil else { return words }
      let start = scanner.offset
      _ = scanner.skip(until: " \t\n\r")
      words.append(scanner.text(start..<scanner.offset))
    }
  }

  private static let wide: Set<String> = ["inherit", "initial", "unset", "revert"]
  private static let sides = ["top", "right", "bottom", "left"]
  private static let cornerNames = [
    "border-top-left-radius", "border-top-right-radius", "border-bottom-right-radius",
    "border-bottom-left-radius",
  ]
  private static let lineStyles: Set<String> = [
    "none", "hidden", "dotted", "dashed", "solid", "double", "groove", "ridge", "inset", "outset",
  ]

  /// One to four values, clockwise from the top.
  private static func clockwise(_ value: String) -> [String]? {
    let words = words(value)
    switch words.count {
    case 1: return [words[0], words[0], words[0], words[0]]
    case 2: return [words[0], words[1], words[0], words[1]]
    case 3: return [words[0], words[1], words[2], words[1]]
    case 4: return words
    default: return nil
    }
  }

  private static func edges(
    _ prefix: String, _ suffix: String, _ value: String
  ) -> [(String, String)] {
    guard let values = clockwise(value) else { return [] }
    return zip(sides, values).map { (prefix + $0 + suffix, $1) }
  }

  private static func corners(_ value: String) -> [(String, String)] {
    let horizontal = value.prefix { $0 != "/" }
    guard let values = clockwise(String(horizontal)) else { return [] }
    return Array(zip(cornerNames, values))
  }

  private static func pair(
    _ first: String, _ second: String, _ value: String
  ) -> [(String, String)] {
    let words = words(value)
    guard let one = words.first, words.count <= 2 else { return [] }
    return [(first, one), (second, words.last ?? one)]
  }

  /// Width, style and colour in any order; what is not named gets its initial value.
  private static func line(_ property: String, _ value: String) -> [(String, String)] {
    var width = "medium"
    var style = "none"
    var color = "currentcolor"
    for word in words(value) {
      if lineStyles.contains(word.lowercased()) {
        style = word
      } else if Color(word) != nil || word.lowercased() == "currentcolor" {
        color = word
      } else {
        width = word
      }
    }
    if style == "none" || style == "hidden" { width = "0px" }
    return [
      (property + "-width", width), (property + "-style", style), (property + "-color", color),
    ]
  }

  private static func background(_ value: String) -> [(String, String)] {
    var color = "transparent"
    var images: [String] = []
    for word in words(value) {
      if Color(word) != nil || word.lowercased() == "currentcolor" {
        color = word
      } else if word.contains("(") {
        images.append(word)
      }
    }
    return [
      ("background", value), ("background-color", color),
      ("background-image", images.isEmpty ? "none" : images.joined(separator: " ")),
    ]
  }

  private static func flex(_ value: String) -> [(String, String)] {
    var grow: String?
    var shrink: String?
    var basis: String?
    switch value {
    case "none": (grow, shrink, basis) = ("0", "0", "auto")
    case "auto": (grow, shrink, basis) = ("1", "1", "auto")
    case "initial": (grow, shrink, basis) = ("0", "1", "auto")
    default:
      for word in words(value) {
        if Double(word) == nil || shrink != nil {
          basis = word
        } else if grow == nil {
          grow = word
        } else {
          shrink = word
        }
      }
    }
    return [
      ("flex-grow", grow ?? "1"), ("flex-shrink", shrink ?? "1"), ("flex-basis", basis ?? "0%"),
    ]
  }
}
