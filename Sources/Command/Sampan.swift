import ArgumentParser
import Foundation
import Host
import Server

@main
struct Sampan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sampan",
    abstract: "Runs mini-programs on Linux, each sealed in a process of its own.",
    version: "0.1.0",
    subcommands: [
      Run.self, Inspect.self, Check.self, Auto.self, UserVerb.self, Serve.self,
      Doctor.self,
    ])

  static func main() async {
    // A reader that goes away, as `head` does, is seen when writing.
    signal(SIGPIPE, SIG_DFL)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      leave(with: error)
    }
  }

  /// Prints what an error has to say and exits with the code that README.md promises.
  private static func leave(with error: any Error) -> Never {
    if let error = error as? SessionError {
      Output.remark("error: \(error)")
      exit(withError: error.isFault ? Exit.failed : Exit.unusable)
    }
    if let error = error as? ServerError {
      Output.remark("error: \(error)")
      exit(withError: Exit.unusable)
    }
    guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
    Output.remark(fullMessage(for: error))
    exit(withError: Exit.unusable)
  }
}

extension SessionError {
  /// Whether the mini-program is to blame, and not its user or the machine.
  fileprivate var isFault: Bool {
    if case .ended = self { true } else { false }
  }
}
