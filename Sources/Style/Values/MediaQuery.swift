/// Whether conditions of style sheets hold on a device.
extension StyleEnvironment {
  /// Whether the entries of a group count. What is not understood does not hold.
  public func holds(_ condition: StyleCondition) -> Bool {
    switch condition.name {
    case "media":
      condition.text.isEmpty || condition.text.split(separator: ",").contains { holds(media: $0) }
    case "supports": !condition.text.lowercased().hasPrefix("not")
    case "layer": true
    default: false
    }
  }

  /// One query: an optional type, then features joined by `and`.
  private func holds(media query: Substring) -> Bool {
    var words = query.lowercased().trimmedStyle[...]
    var isNegated = false
    if words.hasPrefix("not ") {
      isNegated = true
      words = words.dropFirst(4)
    } else if words.hasPrefix("only ") {
      words = words.dropFirst(5)
    }
    let parts = String(words).split(separator: "(", omittingEmptySubsequences: false)
    let type = parts.first.map { $0.trimmedStyle } ?? ""
    let medium = type.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? "all"
    var holds = ["all", "screen", "and"].contains(medium)
    for part in parts.dropFirst() {
      let feature = part.prefix { $0 != ")" }
      holds = holds && self.holds(feature: feature)
    }
    return holds != isNegated
  }

  /// `min-width: 300px`, `width >= 300px`, `orientation: portrait`.
  private func holds(feature text: Substring) -> Bool {
    if let colon = text.firstIndex(of: ":") {
      let name = text[..<colon].trimmedStyle
      return holds(feature: name, text[text.index(after: colon)...].trimmedStyle)
    }
    for (sign, prefix) in [(">=", "min-"), ("<=", "max-"), (">", "min-"), ("<", "max-")] {
      guard let found = text.firstRange(of: sign) else { continue }
      let name = text[..<found.lowerBound].trimmedStyle
      let value = text[found.upperBound...].trimmedStyle
      guard sign.count == 1 else { return holds(feature: prefix + name, value) }
      return holds(feature: prefix + name, value) && !holds(feature: name, value)
    }
    return ["width", "height", "color", "device-width"].contains(text.trimmedStyle)
  }

  private func holds(feature name: String, _ value: String) -> Bool {
    let bare = name.replacing("min-", with: "").replacing("max-", with: "")
    let actual: Double
    switch bare {
    case "width", "device-width": actual = isLandscape ? screenHeight : screenWidth
    case "height", "device-height": actual = isLandscape ? screenWidth : screenHeight
    case "resolution", "-webkit-device-pixel-ratio": actual = pixelRatio
    case "orientation": return value == (isLandscape ? "landscape" : "portrait")
    case "prefers-color-scheme": return value == (isDark ? "dark" : "light")
    default: return false
    }
    guard let wanted = number(value) else { return false }
    if name.contains("min-") { return actual >= wanted }
    if name.contains("max-") { return actual <= wanted }
    return actual == wanted
  }

  private func number(_ text: String) -> Double? {
    let value = converted(text)
    for (unit, factor) in [("px", 1.0), ("rem", 16), ("em", 16), ("dppx", 1), ("", 1)]
    where value.hasSuffix(unit) {
      if let number = Double(value.dropLast(unit.count).trimmedStyle) { return number * factor }
    }
    return nil
  }
}
