import CCairo

/// The ways of `globalCompositeOperation`.
enum Composite {
  static let operators: [String: cairo_operator_t] = [
    "source-over": CAIRO_OPERATOR_OVER, "source-in": CAIRO_OPERATOR_IN,
    "source-out": CAIRO_OPERATOR_OUT, "source-atop": CAIRO_OPERATOR_ATOP,
    "destination-over": CAIRO_OPERATOR_DEST_OVER, "destination-in": CAIRO_OPERATOR_DEST_IN,
    "destination-out": CAIRO_OPERATOR_DEST_OUT, "destination-atop": CAIRO_OPERATOR_DEST_ATOP,
    "lighter": CAIRO_OPERATOR_ADD, "copy": CAIRO_OPERATOR_SOURCE, "xor": CAIRO_OPERATOR_XOR,
    "multiply": CAIRO_OPERATOR_MULTIPLY, "screen": CAIRO_OPERATOR_SCREEN,
    "overlay": CAIRO_OPERATOR_OVERLAY, "darken": CAIRO_OPERATOR_DARKEN,
    "lighten": CAIRO_OPERATOR_LIGHTEN, "color-dodge": CAIRO_OPERATOR_COLOR_DODGE,
    "color-burn": CAIRO_OPERATOR_COLOR_BURN, "hard-light": CAIRO_OPERATOR_HARD_LIGHT,
    "soft-light": CAIRO_OPERATOR_SOFT_LIGHT, "difference": CAIRO_OPERATOR_DIFFERENCE,
    "exclusion": CAIRO_OPERATOR_EXCLUSION, "hue": CAIRO_OPERATOR_HSL_HUE,
    "saturation": CAIRO_OPERATOR_HSL_SATURATION, "color": CAIRO_OPERATOR_HSL_COLOR,
    "luminosity": CAIRO_OPERATOR_HSL_LUMINOSITY,
  ]
}
