import ArgumentParser
import Host
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

  func run() async throws {
    let host = try options.makeHost(network: .live)
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
