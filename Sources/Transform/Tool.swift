import Foundation
import Synchronization

/// Runs a program that transforms files, without a network where the kernel allows that.
enum Tool {
  struct Result {
    var status: Int32
    var errors: String
  }

  struct Missing: Error, CustomStringConvertible {
    let name: String
    var description: String { "\(name) is not installed; `apt install \(name)` adds it" }
  }

  struct TooSlow: Error, CustomStringConvertible {
    let name: String
    var description: String { "\(name) took longer than \(Tool.deadlineSeconds) s and was stopped" }
  }

  /// A tool that takes longer is stopped.
  static let deadlineSeconds = 120

  static func run(_ words: [String], in folder: String) throws -> Result {
    guard let name = words.first else { return Result(status: 0, errors: "") }
    guard let path = find(name) else { throw Missing(name: name) }
    let process = Process()
    let command = noNetwork + [path] + words.dropFirst()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let report = folder + "/report.txt"
    try Data().write(to: URL(fileURLWithPath: report))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: report))
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    guard ended.wait(timeout: .now() + .seconds(deadlineSeconds)) == .success else {
      process.terminate()
      throw TooSlow(name: name)
    }
    let errors = FileManager.default.contents(atPath: report) ?? Data()
    return Result(
      status: process.terminationStatus, errors: String(decoding: errors, as: UTF8.self))
  }

  /// Whether a program can be found, for `doctor`.
  static func find(_ name: String) -> String? {
    ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + name }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// `unshare -rn` in front of the command, when this kernel lets us.
  private static let noNetwork: [String] = {
    guard let unshare = find("unshare") else { return [] }
    let probe = Process()
    probe.executableURL = URL(fileURLWithPath: unshare)
    probe.arguments = ["-rn", "/bin/true"]
    probe.standardError = FileHandle.nullDevice
    guard (try? probe.run()) != nil else { return [] }
    probe.waitUntilExit()
    return probe.terminationStatus == 0 ? [unshare, "-rn"] : []
  }()
}

/// Programs that some mini-programs need.
public enum TransformTools {
  /// Name of the Debian package, and whether its program is there.
  public static var state: [(package: String, isThere: Bool)] {
    [("esbuild", "esbuild"), ("sassc", "sassc"), ("node-less", "lessc")].map {
      ($0.0, Tool.find($0.1) != nil)
    }
  }
}
