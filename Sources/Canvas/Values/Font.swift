import CCairo

/// A font as CSS writes it: `italic bold 14px/1.5 "Some Family", sans-serif`.
struct Font: Hashable {
  var isItalic = false
  var weight: UInt32 = 400
  var pixels = 10.0
  var families = "sans-serif"

  static let standard = Font()

  init() {}

  /// Nil when there is no size with a unit, or the text is longer than a font is.
  init?(css text: String) {
    guard text.utf8.count <= CanvasLimits.fontCharacters else { return nil }
    var words = text.split { $0.isWhitespace }[...]
    var hasSize = false
    while let word = words.popFirst() {
      if let pixels = Self.pixels(word.lowercased()) {
        self.pixels = min(pixels, CanvasLimits.fontPixels)
        hasSize = true
        break
      }
      apply(word.lowercased())
    }
    guard hasSize else { return nil }
    let named = words.joined(separator: " ").filter { $0 != "\"" && $0 != "'" }
    if !named.isEmpty { families = named }
  }

  private mutating func apply(_ word: String) {
    switch word {
    case "italic", "oblique": isItalic = true
    case "bold", "bolder": weight = 700
    case "lighter": weight = 300
    default: if let number = UInt32(word), (1...1000).contains(number) { weight = number }
    }
  }

  private static func pixels(_ word: String) -> Double? {
    let size = word.split(separator: "/", maxSplits: 1).first ?? ""
    let units: [(name: String, pixels: Double)] = [
      ("px", 1), ("pt", 4.0 / 3.0), ("rem", 16), ("em", 16),
    ]
    for unit in units where size.hasSuffix(unit.name) {
      guard let number = Double(size.dropLast(unit.name.count)), number.isFinite, number >= 0 else {
        return nil
      }
      return number * unit.pixels
    }
    return nil
  }

  /// Hands Pango's form of it to a body.
  func withDescription(_ body: (OpaquePointer?) -> Void) {
    let description = pango_font_description_new()
    defer { pango_font_description_free(description) }
    pango_font_description_set_family(description, families)
    pango_font_description_set_style(
      description, isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
    pango_font_description_set_weight(description, PangoWeight(rawValue: weight))
    pango_font_description_set_absolute_size(description, pixels * Double(PANGO_SCALE))
    body(description)
  }
}
