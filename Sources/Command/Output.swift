import ArgumentParser
import Foundation
import View

/// Where the words go: results to standard output, everything about them to standard error.
enum Output {
  static func result(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  /// Most remarks hold words of the mini-program, which must not reach the terminal as commands.
  static func remark(_ text: String) {
    let text = PrintableText.make(text, keepingLines: true)
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
