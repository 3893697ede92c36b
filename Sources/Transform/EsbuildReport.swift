/// What esbuild says about scripts that it cannot read.
enum EsbuildReport {
  struct SourceError: Equatable {
    /// Counted from 1.
    let line: Int
    /// UTF-8 bytes before the place on its line.
    let byte: Int
    let message: String

    /// Where that is, counted from 1, columns in UTF-16 units as editors count. What is past the
    /// end, where esbuild sees a line of ours, is at the end.
    func place(in source: String) -> (line: Int, column: Int) {
      let lines = EsbuildReport.lines(of: Array(source.utf8))
      let line = min(max(1, line), lines.count)
      let text = line < self.line ? lines[line - 1] : lines[line - 1].prefix(byte)
      return (line, text.asString.utf16.count + 1)
    }
  }

  /// The first error of each script, by the script's number.
  ///
  /// An error is `✘ [ERROR] what`, an empty line, and `    s3.js:12:4:`; notes that explain it have
  /// places of their own, which do not count.
  static func firstErrors(in report: String) -> [Int: SourceError] {
    var errors: [Int: SourceError] = [:]
    var message: String?
    for line in report.split(separator: "\n") {
      if let range = line.firstRange(of: " [ERROR] ") {
        message = Toolbox.shortened(line[range.upperBound...])
      } else if let found = message, let place = place(line) {
        message = nil
        guard errors[place.number] == nil else { continue }
        errors[place.number] = SourceError(line: place.line, byte: place.byte, message: found)
      }
    }
    return errors
  }

  private static func place(_ line: Substring) -> (number: Int, line: Int, byte: Int)? {
    guard line.hasPrefix("    s") else { return nil }
    let parts = line.dropFirst(5).split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[3].isEmpty, let number = parts[0].split(separator: ".").first,
      let number = Int(number), let row = Int(parts[1]), let byte = Int(parts[2]), byte >= 0
    else { return nil }
    return (number, row, byte)
  }

  /// The lines as esbuild counts them: between line feeds, carriage returns, both together, and
  /// the separators U+2028 and U+2029. At least one.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let end = lineEnd(bytes, at: index)
      if end > 0 {
        lines.append(bytes[start..<index])
        start = index + end
      }
      index += max(1, end)
    }
    return lines + [bytes[start...]]
  }

  /// How many bytes end the line here; 0 when the line goes on.
  private static func lineEnd(_ bytes: [UInt8], at index: Int) -> Int {
    switch bytes[index] {
    case 0x0A: 1
    case 0x0D: index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    case 0xE2:
      bytes[index...].starts(with: [0xE2, 0x80, 0xA8])
        || bytes[index...].starts(with: [0xE2, 0x80, 0xA9]) ? 3 : 0
    default: 0
    }
  }
}
