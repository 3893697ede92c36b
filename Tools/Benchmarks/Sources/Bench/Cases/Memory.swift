import Foundation
import Host

import class Host.MiniProgramHost

/// Proportional resident size of the runners of idle `hello` programs.
enum Memory {
  static func measure(_ stage: Stage) async throws -> [Sample] {
    [try await each(of: 1, stage), try await each(of: 50, stage)]
  }

  private static func each(of count: Int, _ stage: Stage) async throws -> Sample {
    var sessions: [Session] = []
    for _ in 0..<count {
      let session = try await stage.host.open(stage.hello, LaunchRequest())
      await session.settle()
      sessions.append(session)
    }
    // What runs after the first screen settles; not part of any figure.
    try await Task.sleep(for: .seconds(1))
    var bytes = 0
    for session in sessions {
      bytes += try proportionalBytes(of: await session.runnerIdentifier)
    }
    for session in sessions { _ = await session.close() }
    return Sample(
      metric: "memory of \(count)", unit: "MiB",
      value: Double(bytes) / Double(count) / Double(1 << 20))
  }

  /// Shared pages count for each process by the share of those who map them.
  private static func proportionalBytes(of process: Int32) throws -> Int {
    let text = try String(contentsOfFile: "/proc/\(process)/smaps_rollup", encoding: .utf8)
    let line = text.split(separator: "\n").first { $0.hasPrefix("Pss:") }
    return line.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) }
      .map { $0 << 10 } ?? 0
  }
}
