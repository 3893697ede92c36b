import Prelude
import Runner

/// `sampan-runner`: started by a host, never by hand.
@main
enum RunnerProgram {
  static func main() {
    Runner.main(
      RunnerPrelude(text: PreludeText.text, name: PreludeText.name, placed: PreludeText.placed))
  }
}
