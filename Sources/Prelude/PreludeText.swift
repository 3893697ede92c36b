/// The JavaScript that every mini-program meets, joined from the parts of `JavaScript/parts.txt`.
public enum PreludeText {
  /// Stands in stacks for the whole prelude.
  public static let name = "sampan:prelude"

  /// The part that a line of the script is from, and the line there; nil for the lines around
  /// the parts.
  static func place(ofLine line: Int) -> (part: String, line: Int)? {
    guard let part = parts.last(where: { $0.firstLine <= line }) else { return nil }
    return (part.name, line - part.firstLine + 1)
  }

  /// A stack in which lines of the prelude name the part: `sampan:prelude:812:3` becomes
  /// `sampan:prelude/core/timers.js:12:3`.
  public static func placed(_ stack: String) -> String {
    let lines = stack.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { placed(line: $0) }.joined(separator: "\n")
  }

  private static func placed(line frame: Substring) -> String {
    let fields = frame.split(separator: ":", omittingEmptySubsequences: false)
    // name@sampan : prelude : line : column
    guard fields.count == 4, fields[0].hasSuffix("sampan"), fields[1] == "prelude",
      let line = Int(fields[2]), let place = place(ofLine: line)
    else { return String(frame) }
    return "\(fields[0]):prelude/\(place.part):\(place.line):\(fields[3])"
  }
}
