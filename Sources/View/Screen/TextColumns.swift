/// Text measured in the columns of a terminal: East Asian wide characters and emoji take two.
enum TextColumns {
  static func width(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + width($1) }
  }

  static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x300..<0x370, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069:
      return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }

  /// Cuts to a width, with an ellipsis when something is lost.
  static func fit(_ text: String, _ columns: Int) -> String {
    guard width(text) > columns else { return text }
    var fitted = ""
    var used = 0
    for character in text {
      let next = width(character)
      if used + next > columns - 1 { break }
      fitted.append(character)
      used += next
    }
    return columns > 0 ? fitted + "…" : ""
  }

  static func padded(_ text: String, _ columns: Int) -> String {
    let fitted = fit(text, columns)
    return fitted + String(repeating: " ", count: max(0, columns - width(fitted)))
  }

  static func centred(_ text: String, _ columns: Int) -> String {
    let fitted = fit(text, columns)
    let space = max(0, columns - width(fitted))
    return padded(String(repeating: " ", count: space / 2) + fitted, columns)
  }

  /// Breaks into lines of at most so many columns, at spaces where there are some.
  static func wrap(_ text: String, _ columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in words(text) {
      let length = width(word)
      if used + length > columns, !line.isEmpty {
        lines.append(trimmedEnd(line))
        line = ""
        used = 0
        if word == " " { continue }
      }
      guard length > columns else {
        line += word
        used += length
        continue
      }
      for character in word {
        let next = width(character)
        if used + next > columns {
          lines.append(line)
          line = ""
          used = 0
        }
        line.append(character)
        used += next
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(trimmedEnd(line)) }
    return lines
  }

  /// Words and the single spaces between them; a wide character is a word of its own.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in text {
      if character == " " || width(character) == 2 {
        if !word.isEmpty { words.append(word) }
        words.append(String(character))
        word = ""
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static func trimmedEnd(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }
}
