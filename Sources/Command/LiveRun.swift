import Foundation
import Host
import View

/// A mini-program in a terminal: prints what changes, takes commands, reloads on a change of files.
struct LiveRun {
  let host: MiniProgramHost
  let options: ProgramOptions

  /// What the loop below waits for.
  private enum Happening: Sendable {
    case session(SessionEvent)
    case line(String)
    case inputEnded
    case filesChanged
  }

  func run() async throws {
    let (happenings, teller) = AsyncStream.makeStream(of: Happening.self)
    let input = Task.detached { await Self.readLines(into: teller) }
    defer { input.cancel() }

    var program = try await load(options.folder, on: host)
    var session = try await host.open(program, options.request(clock: .real))
    var relay = watch(session, program, teller)
    await session.quiet()
    await show(session)

    loop: for await happening in happenings {
      switch happening {
      case .session(.screen): await show(session)
      case .session(.note(let note)): Output.remark("\(note)")
      case .session(.ended(let ending)): Output.remark("\(ending)")
      case .inputEnded: if !Output.isTerminal { break loop }
      case .line("quit"): break loop
      case .line(let line): await act(line, on: session)
      case .filesChanged:
        Output.remark("files changed, loading again")
        let (changed, diagnostics) = await host.load(options.folder)
        for diagnostic in diagnostics where diagnostic.severity == .error {
          Output.remark("\(diagnostic)")
        }
        guard let changed else { continue }
        relay.cancel()
        let stack = await session.stack()
        _ = await session.close()
        program = changed
        session = try await host.open(program, options.request(clock: .real), restoring: stack)
        relay = watch(session, program, teller)
        await session.quiet()
        await show(session)
      }
    }
    relay.cancel()
    _ = await session.close()
  }

  private func watch(
    _ session: Session, _ program: Program, _ teller: AsyncStream<Happening>.Continuation
  ) -> Task<Void, Never> {
    Task {
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          for await event in await session.events() { teller.yield(.session(event)) }
        }
        group.addTask {
          for await _ in program.changes() { teller.yield(.filesChanged) }
        }
      }
    }
  }

  private func show(_ session: Session) async {
    let clear = Output.isTerminal ? "\u{1B}[H\u{1B}[2J" : ""
    Output.result(clear + (await session.screenText(columns: Output.columns)))
  }

  private func act(_ line: String, on session: Session) async {
    do {
      try await TerminalCommand(line).run(on: session)
    } catch {
      Output.remark("\(error)")
    }
  }

  private static func readLines(into teller: AsyncStream<Happening>.Continuation) async {
    while !Task.isCancelled, let line = readLine() {
      teller.yield(.line(line.trimmingCharacters(in: .whitespaces)))
    }
    teller.yield(.inputEnded)
  }
}
