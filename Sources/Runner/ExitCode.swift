import Glibc

/// How a runner ends, as the host sees it. A crash or a kill ends it by a signal instead.
enum ExitCode: Int32 {
  /// The host closed the channel.
  case closed = 0
  /// What came first was no `hello`, or the channel was none.
  case badStart = 2
  /// The engine's time limit stopped the guest; a `stopped` frame went ahead.
  case stopped = 3
  /// The host sent something that is no frame.
  case badFrame = 4
  /// A wall of the sandbox could not be built.
  case noSandbox = 5
  /// The prelude failed before any guest ran.
  case badPrelude = 6
  /// The host sent more than may wait while the runner writes.
  case floodedInbox = 7
}

/// Ends the process at once, without any cleaning up: after lock-down the destructors of
/// libraries would make calls that are forbidden.
func end(_ code: ExitCode) -> Never { _exit(code.rawValue) }

/// Says something on standard error, which is there until lock-down, and ends the process.
func fail(_ code: ExitCode, _ message: String) -> Never {
  let line = Array("sampan-runner: \(message)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
  end(code)
}
