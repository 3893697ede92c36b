import ArgumentParser

@main
struct Sampan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sampan",
    abstract: "Runs mini-programs on Linux, each sealed in a process of its own.",
    version: "0.1.0",
    subcommands: [Run.self, Inspect.self, Check.self, Doctor.self])
}
