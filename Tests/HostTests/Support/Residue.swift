import Foundation
import Glibc
import Testing

/// What a process has in its hands, to see whether anything stays behind.
struct Residue: Equatable {
  /// Open descriptors.
  let descriptors: Int
  /// Whether there are children, running or not yet waited for.
  let hasChildren: Bool

  static func now() throws -> Residue {
    let hasChildren = waitpid(-1, nil, WNOHANG) != -1 || errno != ECHILD
    return Residue(
      descriptors: try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count,
      hasChildren: hasChildren)
  }

  static func memoryBytes() throws -> Int { try status("VmRSS") }
  /// The most memory that was ever resident.
  static func peakMemoryBytes() throws -> Int { try status("VmHWM") }

  private static func status(_ name: String) throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(name + ":") })
    let kibibytes = try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first)
    return try #require(Int(kibibytes)) << 10
  }
}
