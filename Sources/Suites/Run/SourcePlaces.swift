import Foundation
import Host

/// Finds the line of a test file that a stack speaks of.
struct SourcePlaces {
  let folder: String
  let program: Program

  /// The first place of a mapped stack that is a file of the folder.
  func place(in stack: String) -> TestFailure.Place? {
    for line in stack.split(separator: "\n") {
      var text = String(line)
      if text.hasSuffix(")"), let open = text.lastIndex(of: "(") {
        text = String(text[text.index(after: open)...].dropLast())
      }
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count >= 3, let row = Int(parts[parts.count - 2]),
        let column = Int(parts[parts.count - 1])
      else { continue }
      var file = parts.dropLast(2).joined(separator: ":")
      if let at = file.lastIndex(of: "@") { file = String(file[file.index(after: at)...]) }
      guard !file.hasPrefix("sampan"), !file.hasPrefix("/"),
        program.bytes(at: file, limit: 1 << 20) != nil
      else { continue }
      return .init(file: file, line: row, column: column)
    }
    return nil
  }

  /// The line with two before and one after it, the place marked.
  func excerpt(at place: TestFailure.Place) -> String {
    guard let bytes = program.bytes(at: place.file, limit: 1 << 20) else { return "" }
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(place.line - 1) else { return "" }
    let first = max(0, place.line - 3)
    let last = min(lines.count - 1, place.line)
    let width = String(last + 1).count
    var shown: [String] = []
    for index in first...last {
      let number = String(index + 1)
      let padded = String(repeating: " ", count: width - number.count) + number
      let isHere = index == place.line - 1
      shown.append("\(isHere ? ">" : " ") \(padded) | \(lines[index].prefix(200))")
      if isHere, place.column > 0, place.column <= 200 {
        shown.append(
          String(repeating: " ", count: width + 3) + "| "
            + String(repeating: " ", count: place.column - 1) + "^")
      }
    }
    return shown.joined(separator: "\n")
  }
}
