import Glibc
import Wire

/// A runner that was taken over: it speaks to its host as it likes, in the place of
/// `sampan-runner`. What it does is named by the query of its launch, as `do=garbage`.
@main
enum HostileRunner {
  static func main() {
    var host = HostSocket()
    host.send(.ready(version: WireLimits.version, report))
    while let message = host.receive() {
      guard case .event(_, "launch", let text, _) = message else { continue }
      let query = (try? JSON(text))?["launch"]?["query"]
      guard let name = query?["do"]?.string, let behaviour = behaviours[name] else { _exit(99) }
      behaviour(&host)
      host.ignoreEverything()
    }
  }

  /// A sandbox of which one layer is missing.
  private static let report: Text =
    #"{"seccomp":true,"landlock":0,"root":"empty","namespaces":["user","mount","net","pid","ipc"],"taskLimit":32,"newCode":false}"#

  typealias Behaviour = @Sendable (inout HostSocket) -> Void

  static let behaviours: [String: Behaviour] = crashes.merging(lies) { $1 }
    .merging(floods) { $1 }.merging(brokenFrames) { $1 }
}
