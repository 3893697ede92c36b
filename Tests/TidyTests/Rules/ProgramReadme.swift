/// Every mini-program of ours says in a line what it shows: in a README.md of its own or, named in
/// backquotes, in the one of the folder above.
enum ProgramReadme {
  /// The least that says something, in letters.
  static let letters = 20

  /// - Parameters:
  ///   - program: its folder from the top, such as `MiniPrograms/notes`.
  ///   - above: the README.md of the folder that it lies in.
  static func findings(program: String, own: String?, above: String?) -> [Finding] {
    if lines(of: own).contains(where: { !$0.hasPrefix("#") && says($0) }) { return [] }
    let name = program.split(separator: "/").last ?? ""
    if lines(of: above).contains(where: { $0.contains("`\(name)`") && says($0) }) { return [] }
    return [
      Finding(
        path: "\(program)/README.md", line: 1,
        message: "should say in a line what the mini-program shows")
    ]
  }

  private static func lines(of text: String?) -> [Substring] {
    text?.split(separator: "\n") ?? []
  }

  private static func says(_ line: Substring) -> Bool {
    line.count(where: \.isLetter) >= letters
  }
}
