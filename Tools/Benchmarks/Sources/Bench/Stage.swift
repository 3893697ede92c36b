import Bridge
import Foundation
import Host
import Wire

import class Host.MiniProgramHost

/// The hosts and programs that the cases run on; hosts are made once and kept.
final class Stage: Sendable {
  /// The mini-program whose launch is measured.
  let hello: Program
  /// The mini-program with a method for each thing to measure.
  let bench: Program
  /// Starts every runner when it is needed.
  let host: MiniProgramHost
  /// Keeps two spares.
  let pooled: MiniProgramHost
  let echo = EchoService()
  private let options: Options

  init(_ options: Options) async throws {
    self.options = options
    host = try Self.host(options, echo: echo)
    pooled = try Self.host(options, echo: echo, spares: 2)
    hello = try await Self.program(options.program, on: host)
    bench = try await Self.program(Self.benchFolder, on: host)
  }

  /// A host with other limits.
  func host(limits: HostLimits) throws -> MiniProgramHost {
    try Self.host(options, echo: echo, limits: limits)
  }

  /// The bench program, launched on its first or another page and settled.
  func openBench(
    on host: MiniProgramHost? = nil, page: String? = nil
  ) async throws -> Session {
    let session = try await (host ?? self.host).open(bench, LaunchRequest(page: page))
    await session.settle()
    return session
  }

  private static func host(
    _ options: Options, echo: EchoService, limits: HostLimits = HostLimits(), spares: Int = 0
  ) throws -> MiniProgramHost {
    try MiniProgramHost(
      HostConfiguration(
        dataFolder: options.data, runnerPath: options.runner, limits: limits, spares: spares,
        services: [echo]))
  }

  static func program(_ folder: String, on host: MiniProgramHost) async throws -> Program {
    let (program, diagnostics) = await host.load(folder)
    guard let program else { throw Unusable(folder: folder, reasons: diagnostics.map { "\($0)" }) }
    return program
  }

  private static let benchFolder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Program").path

  struct Unusable: Error, CustomStringConvertible {
    let folder: String
    let reasons: [String]
    var description: String { "\(folder) cannot be run: \(reasons.joined(separator: "; "))" }
  }
}

extension Session {
  /// Calls a method of the page on top and waits until the view shows what it did, all of it on the
  /// session's thread.
  func show(_ method: String, _ arguments: [Int]) async throws {
    try await invoke(method, arguments)
    await quiet()
  }

  /// Calls a method of the page on top and waits for what it returns.
  func invoke(_ method: String, _ arguments: Int...) async throws {
    try await invoke(method, arguments)
  }

  private func invoke(_ method: String, _ arguments: [Int]) async throws {
    _ = try await ask(
      "invoke",
      [
        "method": .string(method), "args": .array(arguments.map { .number(Double($0)) }),
      ])
  }
}
