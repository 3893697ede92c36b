import Engine
import Sandbox
import Wire

/// The JavaScript that a runner puts between itself and its guest, as text that evaluates to a
/// function of `native`.
public struct RunnerPrelude {
  let text: StaticString
  let name: String
  let placed: (String) -> String

  /// - Parameters:
  ///   - text: plain ASCII.
  ///   - name: stands in stacks.
  ///   - placed: names the parts of the prelude in a stack.
  public init(text: StaticString, name: String, placed: @escaping (String) -> String = { $0 }) {
    self.text = text
    self.name = name
    self.placed = placed
  }
}

extension Runner {
  /// Where the host puts the channel.
  private static let channelDescriptor: Int32 = 3

  /// The whole life of the process, from `exec` on.
  public static func main(_ prelude: RunnerPrelude) -> Never {
    ignoreBrokenPipes()
    let channel = Channel(descriptor: channelDescriptor)
    let sandbox: Sandbox
    do { sandbox = try Sandbox() } catch { fail(.noSandbox, "\(error)") }
    HostWatch.start(channel: channelDescriptor)
    // Made while the host's hello is still on its way.
    let machine = VirtualMachine()
    let hello = receiveHello(from: channel)
    channel.patience = Patience(processors: hello.processors)
    let runner = Runner(channel: channel, machine: machine, hello: hello, prelude: prelude)
    let report: SandboxReport
    do {
      report = try sandbox.lockDown(
        channel: channelDescriptor, limits: SandboxLimits(memoryBytes: hello.memoryBytes))
    } catch {
      fail(.noSandbox, "\(error)")
    }
    runner.run(sandbox: report)
  }

  /// - Parameter known: one that came before; another of the same text is not read again.
  static func receiveHello(from channel: Channel, known: Hello? = nil) -> Hello {
    while true {
      switch channel.next() {
      case .hello(_, let text):
        if let known, known.text == text { return known }
        do { return try Hello(text) } catch { fail(.badStart, "the host's hello: \(error)") }
      case .some: fail(.badStart, "the host's first frame was no hello")
      case nil: channel.wait(milliseconds: -1)
      }
    }
  }
}
