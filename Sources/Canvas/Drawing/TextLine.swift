import CCairo

/// One line of text in a font, laid out.
struct TextLine {
  let text: String
  let font: Font

  init(_ text: String, font: Font) throws {
    guard text.unicodeScalars.count <= CanvasLimits.textCharacters else {
      throw CanvasError(
        "the text has \(text.unicodeScalars.count) characters; "
          + "at most \(CanvasLimits.textCharacters) fit")
    }
    // The canvas standard replaces what would break the line by spaces. Null would end the text.
    self.text = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          (0x9...0xD).contains(scalar.value) || scalar.value == 0 || scalar == "\u{2028}"
            || scalar == "\u{2029}" ? " " : scalar
        }))
    self.font = font
  }

  /// Where the line's parts are, in pixels from the baseline's start; upwards is positive.
  struct Metrics: Hashable, Sendable {
    var width: Double
    var inkLeft: Double
    var inkRight: Double
    var inkAscent: Double
    var inkDescent: Double
    var ascent: Double
    var descent: Double
  }

  /// Hands the layout to a body. It belongs to a thread's font map, so it is never kept.
  func withLayout<Result>(
    on pen: OpaquePointer, _ body: (OpaquePointer?) -> Result
  ) -> Result {
    let layout = pango_cairo_create_layout(pen)
    defer { g_object_unref(layout.map { UnsafeMutableRawPointer($0) }) }
    font.withDescription { pango_layout_set_font_description(layout, $0) }
    pango_layout_set_single_paragraph_mode(layout, 1)
    pango_layout_set_text(layout, text, Int32(text.utf8.count))
    return body(layout)
  }

  static func metrics(of layout: OpaquePointer?) -> Metrics {
    var (ink, logical) = (PangoRectangle(), PangoRectangle())
    pango_layout_get_extents(layout, &ink, &logical)
    let baseline = pango_layout_get_baseline(layout)
    func pixels(_ units: Int32) -> Double { Double(units) / Double(PANGO_SCALE) }
    return Metrics(
      width: pixels(logical.width), inkLeft: -pixels(ink.x), inkRight: pixels(ink.x + ink.width),
      inkAscent: pixels(baseline - ink.y), inkDescent: pixels(ink.y + ink.height - baseline),
      ascent: pixels(baseline - logical.y), descent: pixels(logical.y + logical.height - baseline))
  }
}

/// Measures texts without a canvas.
public enum TextMeasure {
  /// The fields of TextMetrics.
  public struct Metrics: Codable, Hashable, Sendable {
    public var width: Double
    public var actualBoundingBoxLeft: Double
    public var actualBoundingBoxRight: Double
    public var actualBoundingBoxAscent: Double
    public var actualBoundingBoxDescent: Double
    public var fontBoundingBoxAscent: Double
    public var fontBoundingBoxDescent: Double
  }

  /// Measures one line.
  ///
  /// - Parameter font: as CSS writes it; one that is none is the standard's `10px sans-serif`.
  public static func metrics(of text: String, font: String) throws -> Metrics {
    let line = try TextLine(text, font: Font(css: font) ?? .standard)
    guard let surface = Surface(width: 1, height: 1) else {
      throw CanvasError("there is no memory to measure in")
    }
    var metrics = TextLine.Metrics(
      width: 0, inkLeft: 0, inkRight: 0, inkAscent: 0, inkDescent: 0, ascent: 0, descent: 0)
    surface.draw { pen in metrics = line.withLayout(on: pen) { TextLine.metrics(of: $0) } }
    return Metrics(
      width: metrics.width, actualBoundingBoxLeft: metrics.inkLeft,
      actualBoundingBoxRight: metrics.inkRight, actualBoundingBoxAscent: metrics.inkAscent,
      actualBoundingBoxDescent: metrics.inkDescent, fontBoundingBoxAscent: metrics.ascent,
      fontBoundingBoxDescent: metrics.descent)
  }
}
