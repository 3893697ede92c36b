import Bridge
import Foundation
import Testing
import Wire

@testable import Services

@Suite(.timeLimit(.minutes(1))) struct `A recording` {
  private let folder = TemporaryFolder()

  private func file() throws -> String {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    return folder.path + "/recording.jsonl"
  }

  @Test func `answers again what was answered, in that order`() async throws {
    let file = try file()
    let rules: [ScriptedTransport.Rule] = [
      .init("https://h.example/", times: 1, .json(#"{"n":1}"#)),
      .init("https://h.example/", .json(#"{"n":2}"#, status: 500)),
    ]
    let recorder = try RecordingTransport(over: ScriptedTransport(rules), file: file)
    func ask(_ transport: any HTTPTransport, _ url: JSON, _ times: Int) async -> [JSON?] {
      let stage = NetworkStage(NetworkSettings(transport: transport))
      var answers: [JSON?] = []
      for _ in 0..<times {
        answers.append(try? await stage.call("request", ["url": url]).get().value["data"])
      }
      return answers
    }
    #expect(await ask(recorder, "https://h.example/", 2) == [#"{"n":1}"#, #"{"n":2}"#])
    let player = try ReplayingTransport(file: file)
    #expect(
      await ask(player, "https://h.example/", 3) == [#"{"n":1}"#, #"{"n":2}"#, #"{"n":2}"#])
    #expect(await ask(player, "https://h.example/other", 1) == [nil])
  }

  @Test(arguments: [
    "nonsense", "{}", #"{"method":"GET","url":"u","status":1,"headers":[],"body":"%"}"#,
  ])
  func `that cannot be read names the line`(_ line: String) throws {
    let file = try file()
    let good =
      #"{"method":"GET","url":"u","status":200,"headers":[],"body":"","milliseconds":1}"#
    try Data("\(good)\n\(line)\n".utf8).write(to: URL(fileURLWithPath: file))
    do {
      _ = try ReplayingTransport(file: file)
      Issue.record("it was read")
    } catch {
      #expect("\(error)".contains("recording.jsonl:2 "))
    }
  }
}
