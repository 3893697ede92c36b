import Foundation
import TestSupport
import Testing
import Wire

@Suite(.ownThreads) struct `The command` {
  private static let hello = SampanProcess.programs + "/hello"

  @Test(arguments: [
    (["run"], "Missing expected argument '<folder>'"),
    (["walk"], "Unexpected argument 'walk'"),
    (["run", hello, "--bogus"], "Unknown option '--bogus'"),
    (["run", "/does/not/exist"], "'/does/not/exist' does not exist; expected the folder"),
    (["check", "/does/not/exist"], "'/does/not/exist' does not exist; expected the folder"),
    (["inspect", hello + "/app.json"], "app.json' is a file; expected the folder"),
    (["inspect", hello, "--page", "none"], "none is no page of hello; app.json lists pages/index"),
    (["run", hello, "--memory-limit", "31"], "--memory-limit is 31; it takes 32 to 65536 MiB"),
    (["run", hello, "--turn-limit", "9"], "--turn-limit is 9; it takes 10 to 3600000 ms"),
    (["run", hello, "--user", "../x"], "--user takes 1 to 64 letters"),
    (["run", hello, "--seed", "x"], "The value 'x' is invalid for '--seed"),
  ])
  func `refuses wrong usage in a sentence, with exit code 2`(
    _ words: [String], _ sentence: String
  ) throws {
    let run = try SampanProcess(words)
    #expect(run.code == 2)
    #expect(run.remarks.contains(sentence), "\(run.remarks)")
    #expect(run.output.isEmpty)
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func `refuses a folder that it may not read`() throws {
    let folder = NSTemporaryDirectory() + "sampan-unreadable-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = try SampanProcess(["check", folder])
    #expect(run.code == 2)
    #expect(run.remarks.contains("cannot be read; its permissions do not allow it"))
  }

  @Test func `tells its version and completes words`() throws {
    let version = try SampanProcess(["--version"])
    #expect(version.code == 0)
    #expect(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    let script = try SampanProcess(["--generate-completion-script", "bash"])
    #expect(script.code == 0)
    #expect(script.output.contains("inspect"))
  }

  @Test func `tells how the machine is`() throws {
    let run = try SampanProcess(["doctor", "--json"])
    #expect(run.code == 0, "\(run.output)")
    #expect(try JSON(parsing: run.output)["findings"]?.array?.isEmpty == false)
  }
}
