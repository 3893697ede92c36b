import ArgumentParser
import Automation
import Host

struct Auto: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves the automation protocol, for minium and miniprogram-automator suites.",
    discussion: """
      Opens the mini-program and listens on 127.0.0.1 and ::1 until a client closes the tool or the
      command is stopped. The address is printed when the first page is there. `cli auto --project
      DIR --auto-port N` is the same, detached, in the words that the clients use themselves.
      """)

  @OptionGroup var options: ProgramOptions

  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 9420

  @Option(help: "Milliseconds before which no request is answered; minium needs 5.")
  var pace = AutomationLimits().paceMilliseconds

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port is \(port); it takes 0 to 65535")
    }
    guard (0...10_000).contains(pace) else {
      throw ValidationError("--pace is \(pace); it takes 0 to 10000 ms")
    }
  }

  func run() async throws {
    let host = try options.makeHost(network: .live)
    let program = try await load(options.folder, on: host)
    var limits = AutomationLimits()
    limits.paceMilliseconds = pace
    let server = try await AutomationServer.start(
      program, options.request(clock: .real), on: host, port: port, limits: limits,
      hear: Self.remark)
    Output.result("listening on ws://127.0.0.1:\(server.port)")
    await server.wait()
    await server.stop()
  }

  /// What goes wrong in the mini-program is said here too, as clients keep it to themselves.
  @Sendable private static func remark(on saying: SessionSaying) {
    switch saying {
    case .error(let message, let stack): Output.remark("error: \(message)\n\(stack)")
    case .ended(let ending) where ending != .normal: Output.remark("\(ending)")
    default: break
    }
  }
}
