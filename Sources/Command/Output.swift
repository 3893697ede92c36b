import ArgumentParser
import Foundation
import Host

/// Where the words go: results to standard output, everything about them to standard error.
enum Output {
  static func result(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  static func remark(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// The width of the terminal, or 60 columns when there is none.
  static var columns: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 60 }
    return min(max(Int(size.ws_col), 20), 100)
  }
}

/// The exit codes of every verb.
enum Exit {
  /// The mini-program or its tests failed.
  static let failed = ExitCode(1)
  /// Wrong usage, or the environment lacks something.
  static let unusable = ExitCode(2)
}

/// Loads a program and tells what is wrong with it; exits when it cannot run at all.
func load(_ folder: String, on host: MiniProgramHost) async throws -> Program {
  let (program, diagnostics) = await host.load(folder)
  for diagnostic in diagnostics where program == nil || diagnostic.severity == .error {
    Output.remark("\(diagnostic)")
  }
  guard let program else { throw Exit.failed }
  return program
}
