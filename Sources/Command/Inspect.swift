import ArgumentParser
import Host
import Wire

struct Inspect: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Launches a mini-program without a screen and prints what a page shows.",
    discussion: "Waits until the page has settled; timers due within two seconds of virtual time"
      + " run at once. Exits with 1 when the mini-program could not run or threw an error.")

  @OptionGroup var options: ProgramOptions

  @Flag(help: "Print one JSON object: the view tree, data, console, errors and unknown APIs.")
  var json = false

  @Flag(help: "With --json: add to every element what style sheets set on it.")
  var styles = false

  @Flag(help: "Open every page once, each from an empty stack, and report on each.")
  var allPages = false

  func run() async throws {
    let host = try options.makeHost(network: .offline)
    let program = try await load(options.folder, on: host)
    let request = options.request(clock: .virtual(start: host.now))
    let report =
      allPages
      ? try await Tour(host: host, program: program, request: request).report()
      : try await inspectOne(host, program, request)
    if json {
      Output.result(report.value.jsonText)
    } else {
      Output.result(report.text)
    }
    if report.failed { throw Exit.failed }
  }

  private func inspectOne(
    _ host: MiniProgramHost, _ program: Program, _ request: LaunchRequest
  ) async throws -> InspectReport {
    let session = try await host.open(program, request)
    await session.settle(within: Settling.milliseconds)
    let inspection = await session.inspection(withStyles: styles)
    let text = await session.screenText(columns: Output.columns)
    let failed = await session.hasFailed
    _ = await session.close()
    return InspectReport(value: inspection, text: text, failed: failed)
  }
}

/// What an inspection prints, for machines and for people.
struct InspectReport {
  var value: JSON
  var text: String
  var failed: Bool
}
