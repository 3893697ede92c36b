import ArgumentParser
import Host
import Server
import View

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Launches a mini-program and shows its screen as text.",
    discussion: """
      The screen is printed again whenever it changes, and the mini-program is loaded again, with
      its page stack, whenever one of its files changes. Type a line to act: `tap SELECTOR`,
      `input SELECTOR TEXT`, `back`, `tab NUMBER`, `answer ok|cancel|NUMBER|TEXT` for a dialog,
      `quit`.
      """)

  @OptionGroup var options: ProgramOptions

  @Flag(help: "Print the first settled screen and exit.")
  var headless = false

  @Option(help: "Also answer for the platform's servers on this port; 0 takes a free one.")
  var serve: Int?

  func run() async throws {
    let host = try options.makeHost()
    let desk = try await openDesk(host)
    do {
      try await run(host)
    } catch {
      await desk?.close()
      throw error
    }
    await desk?.close()
  }

  private func openDesk(_ host: MiniProgramHost) async throws -> PlatformDesk? {
    guard let serve else { return nil }
    do {
      let desk = try await PlatformDesk.open(
        on: host.platform, port: serve, seed: options.seed.map(UInt64.init))
      Output.remark("the platform's servers, with play money: http://127.0.0.1:\(desk.port)")
      return desk
    } catch let error as ServerError {
      throw ValidationError(error.description)
    }
  }

  private func run(_ host: MiniProgramHost) async throws {
    if headless {
      try await runHeadless(host)
    } else {
      var live = try await LiveRun(host: host, options: options)
      try await live.run()
    }
  }

  private func runHeadless(_ host: MiniProgramHost) async throws {
    let program = try await load(options.folder, on: host)
    let session = try await host.open(program, options.request(clock: .virtual(start: host.now)))
    await session.settle(within: Settling.milliseconds)
    Output.result(await session.screenText(columns: Output.columns))
    for note in await session.notes.all { Output.remark("\(note)") }
    let failed = await session.hasFailed
    if let ending = await session.ending { Output.remark("\(ending)") }
    _ = await session.close()
    if failed { throw Exit.failed }
  }
}

/// How much virtual time a program gets to reach its first screen, for timers of its own.
enum Settling {
  static let milliseconds = 2_000.0
}
