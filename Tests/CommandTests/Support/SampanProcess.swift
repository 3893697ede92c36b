import Foundation

/// One run of the `sampan`, or of another command, that was built together with the tests.
struct SampanProcess {
  let code: Int32
  let output: String
  let remarks: String

  /// Runs to the end.
  ///
  /// - Parameters:
  ///   - input: what is typed, all at once; then the input ends.
  ///   - state: the folder of lasting state; nil takes one that goes away with the run.
  init(
    _ words: [String], input: String = "", program: String = "sampan", state kept: String? = nil
  ) throws {
    let state = kept ?? NSTemporaryDirectory() + "sampan-command-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    defer { if kept == nil { try? FileManager.default.removeItem(atPath: state) } }
    try Data(input.utf8).write(to: URL(filePath: state + "/input"))
    for name in ["output", "remarks"] {
      _ = FileManager.default.createFile(atPath: "\(state)/\(name)", contents: nil)
    }
    let process = Process()
    let folder = URL(filePath: Self.path).deletingLastPathComponent()
    process.executableURL = folder.appending(path: program)
    process.arguments = words
    process.environment = ["XDG_DATA_HOME": state, "PATH": "/usr/bin:/bin"]
    process.standardInput = FileHandle(forReadingAtPath: state + "/input")
    // Files, unlike pipes, hold whatever is written before anybody reads.
    process.standardOutput = FileHandle(forWritingAtPath: state + "/output")
    process.standardError = FileHandle(forWritingAtPath: state + "/remarks")
    try process.run()
    process.waitUntilExit()
    code = process.terminationStatus
    output = try String(contentsOfFile: state + "/output", encoding: .utf8)
    remarks = try String(contentsOfFile: state + "/remarks", encoding: .utf8)
  }

  static let path: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    return (bundle as NSString).deletingLastPathComponent + "/sampan"
  }()

  /// MiniPrograms/.
  static let programs = URL(filePath: #filePath).appending(path: "../../../../MiniPrograms")
    .standardized.path
}
