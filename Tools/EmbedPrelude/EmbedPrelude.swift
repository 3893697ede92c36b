import Glibc

/// Joins the prelude's parts into one script and writes it as a Swift file.
///
///     EmbedPrelude <parts.txt> <output.swift> <type>
///
/// The Swift file extends the type with `text` and `parts`.
///
/// `parts.txt` names one JavaScript file a line, relative to itself, in the order of joining. Empty
/// lines and lines that begin with # are skipped.
@main
enum EmbedPrelude {
  static func main() {
    guard CommandLine.arguments.count == 4 else {
      stop("expected: EmbedPrelude <parts.txt> <output.swift> <type>")
    }
    let list = CommandLine.arguments[1]
    let script = Script(list: list)
    write(script.swiftSource(extending: CommandLine.arguments[3]), to: CommandLine.arguments[2])
  }
}

/// The joined script and where each part begins in it.
struct Script {
  private var text = "(function (native) { 'use strict';\n"
  private var parts: [(name: String, firstLine: Int)] = []
  private var nextLine = 2

  init(list: String) {
    let folder = list.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    for line in read(list).split(separator: "\n") {
      let name = line.trimmed
      if name.isEmpty || name.hasPrefix("#") { continue }
      if parts.contains(where: { $0.name == name }) { stop("\(list): \(name) is listed twice") }
      append(read(folder.isEmpty ? name : "\(folder)/\(name)"), name: name)
    }
    text += "return entry;\n})"
  }

  private mutating func append(_ part: String, name: String) {
    parts.append((name, nextLine))
    var isComment = false
    for (index, line) in part.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let plain = line.trimmed
      if isComment || plain.hasPrefix("/*") {
        // What stands after the end of a comment would be lost.
        isComment = !plain.hasSuffix("*/")
        text += "\n"
      } else if plain.hasPrefix("//") {
        text += "\n"
      } else {
        check(plain, name: "\(name):\(index + 1)")
        text += escaped(plain) + "\n"
      }
      nextLine += 1
    }
  }

  /// Indentation and comments are dropped, which a string that spans lines would not survive.
  private func check(_ line: String, name: String) {
    guard line.utf8.count(where: { $0 == UInt8(ascii: "`") }).isMultiple(of: 2) else {
      stop("\(name): a template string of the prelude ends on the line that it begins on")
    }
    guard !line.contains("/*") || line.hasSuffix("*/") || line.contains("*/") else {
      stop("\(name): a comment of several lines begins on a line of its own")
    }
  }

  /// The engine refers to the text in place, which it does for ASCII only.
  private func escaped(_ line: String) -> String {
    guard line.utf8.contains(where: { $0 >= 0x80 }) else { return line }
    return line.utf16.map { unit in
      guard unit >= 0x80 else { return String(UnicodeScalar(UInt8(unit))) }
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  func swiftSource(extending type: String) -> String {
    // More signs than any run of them in the script, so that nothing ends the literal early.
    let signs = String(repeating: "#", count: longestRunOfSigns + 1)
    let table = parts.map { "    (firstLine: \($0.firstLine), name: \"\($0.name)\"),\n" }.joined()
    return """
      // Made by EmbedPrelude from parts.txt.

      extension \(type) {
        /// The script: an expression that is a function of `native`.
        public static let text: StaticString = \(signs)\"""
      \(text)
      \"""\(signs)

        /// The parts in order, each with the line of the script that it begins on.
        static let parts: [(firstLine: Int, name: String)] = [
      \(table)  ]
      }

      """
  }

  private var longestRunOfSigns: Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "#") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = self
    while let last = text.last, last.isWhitespace { text.removeLast() }
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    return String(text)
  }
}

private func stop(_ message: String) -> Never {
  let line = Array("error: \(message)\n".utf8)
  _ = Glibc.write(STDERR_FILENO, line, line.count)
  exit(1)
}

private func read(_ path: String) -> String {
  guard let file = fopen(path, "r") else {
    stop("\(path): \(String(cString: strerror(errno)))")
  }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
    bytes.append(contentsOf: chunk[..<count])
  }
  return String(decoding: bytes, as: UTF8.self)
}

private func write(_ text: String, to path: String) {
  guard let file = fopen(path, "w") else {
    stop("\(path): \(String(cString: strerror(errno)))")
  }
  let bytes = Array(text.utf8)
  let count = fwrite(bytes, 1, bytes.count, file)
  guard fclose(file) == 0, count == bytes.count else { stop("\(path) could not be written") }
}
