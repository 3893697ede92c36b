import Foundation
import Host
import View

/// A mini-program in a terminal: prints what changes, takes commands, reloads on a change of files.
///
/// It goes on after the mini-program has ended by itself: the next change of a file starts it
/// again. It stops at `quit` and at the end of the input.
struct LiveRun {
  private let host: MiniProgramHost
  private let options: ProgramOptions
  private let happenings: AsyncStream<Happening>
  private let teller: AsyncStream<Happening>.Continuation
  private var session: Session
  private var relay: Task<Void, Never>
  /// The pages to open after the next change of files, kept when the program has ended.
  private var stack: [String] = []
  /// What was printed last; the same screen is not printed twice.
  private var shown = ""

  /// What the loop waits for.
  private enum Happening: Sendable {
    case session(SessionEvent)
    case line(String)
    case inputEnded
    case filesChanged
  }

  /// Loads and opens the mini-program.
  init(host: MiniProgramHost, options: ProgramOptions) async throws {
    self.host = host
    self.options = options
    (happenings, teller) = AsyncStream.makeStream(of: Happening.self)
    let program = try await load(options.folder, on: host)
    session = try await host.open(program, options.request(clock: .real))
    relay = Self.watch(session, teller)
  }

  mutating func run() async throws {
    // Reading a line blocks, so it has a thread of its own; it ends with the process.
    Thread.detachNewThread { [teller] in Self.readLines(into: teller) }
    let files = Task { [teller, program = session.program] in
      for await _ in program.changes() { teller.yield(.filesChanged) }
    }
    await Progress.during("starting") { [session] in await session.quiet() }
    await show()

    loop: for await happening in happenings {
      switch happening {
      case .session(.screen): await show()
      case .session(.note(let note)): Output.remark("\(note)")
      case .session(.ended(let ending)):
        Output.remark("\(ending); it starts again when a file changes")
      case .line("quit"), .inputEnded: break loop
      case .line(""): continue
      case .line(let line): await act(line)
      case .filesChanged: await reload()
      }
    }
    files.cancel()
    relay.cancel()
    await session.quiet()
    await show()
    if await session.close() != .normal { throw Exit.failed }
  }

  /// Starts the changed program with the pages that were open; keeps the old one while the new one
  /// cannot run.
  private mutating func reload() async {
    Output.remark("files changed, loading again")
    guard let program = try? await load(options.folder, on: host) else { return }
    let open = await session.stack()
    if !open.isEmpty { stack = open }
    let pages = Set(program.pages)
    stack.removeAll { !pages.contains($0.prefix { $0 != "?" }.description) }
    relay.cancel()
    _ = await session.close()
    do {
      session = try await host.open(program, options.request(clock: .real), restoring: stack)
    } catch {
      Output.remark("\(error); it starts again when a file changes")
      return
    }
    relay = Self.watch(session, teller)
    shown = ""
    await session.quiet()
    await show()
  }

  private static func watch(
    _ session: Session, _ teller: AsyncStream<Happening>.Continuation
  ) -> Task<Void, Never> {
    Task {
      for await event in await session.events() {
        if Task.isCancelled { return }
        teller.yield(.session(event))
      }
    }
  }

  private mutating func show() async {
    let text = await session.screenText(columns: Output.columns)
    guard text != shown else { return }
    shown = text
    Output.result((Output.isTerminal ? "\u{1B}[H\u{1B}[2J" : "") + text)
  }

  private mutating func act(_ line: String) async {
    do {
      try await TerminalCommand(line).run(on: session)
      await show()
    } catch {
      Output.remark("\(error)")
    }
  }

  private static func readLines(into teller: AsyncStream<Happening>.Continuation) {
    var lines = InputLines()
    while let line = lines.next() {
      teller.yield(.line(line.trimmingCharacters(in: .whitespaces)))
    }
    teller.yield(.inputEnded)
  }
}
