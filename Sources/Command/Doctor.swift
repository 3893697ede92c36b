import ArgumentParser
import Host
import Wire

struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tells what this machine lacks, and the command that mends it.",
    discussion: "Starts a runner, asks it which layers of its sandbox hold, and looks for the"
      + " programs that some mini-programs need. Exits with 2 when something necessary is missing.")

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() async throws {
    let examination = await Examination.make()
    if json {
      Output.result((["findings": examination.value] as JSON).jsonText)
    } else {
      for finding in examination.findings { Output.result("\(finding)") }
    }
    if examination.findings.contains(where: { $0.state == .broken }) { throw Exit.unusable }
  }
}
