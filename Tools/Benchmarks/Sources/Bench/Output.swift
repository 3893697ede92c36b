import Foundation
import Wire

/// One measured value.
struct Sample {
  var metric: String
  /// `ms`, `µs`, `MiB` or `calls/s`.
  var unit: String
  var value: Double

  var json: JSON {
    ["metric": .string(metric), "unit": .string(unit), "value": .number(value)]
  }
}

/// Lines for the harness, and for people.
enum Output {
  static func print(_ value: JSON) {
    FileHandle.standardOutput.write(Data((value.jsonText + "\n").utf8))
  }

  static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
