/// Text of a mini-program as it may reach a terminal.
///
/// Control characters would let it repaint the screen, set the title or type for the person;
/// direction marks would let it show something else than it says.
public enum PrintableText {
  /// A text without such characters; line ends and tabs stay when they are asked for.
  public static func make(_ text: String, keepingLines: Bool = false) -> String {
    text.filter { isHarmless($0) || (keepingLines && ["\n", "\t"].contains($0)) }
  }

  static func isHarmless(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
  }
}
