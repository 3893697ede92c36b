import Host
import Wire

/// Opens every page of a program once, one after the other, and tells how each one did.
///
/// A page whose mini-program ends (it looped, say) costs only itself: the next one gets a new
/// session.
struct Tour {
  let host: MiniProgramHost
  let program: Program
  let request: LaunchRequest

  func report() async throws -> InspectReport {
    var pages: [JSON] = []
    var lines: [String] = []
    var failed = false
    var unsupported: [String: Int] = [:]
    var session: Session?
    for page in program.pages {
      let visit = try await self.visit(page, in: &session)
      for (name, count) in visit.unsupported { unsupported[name, default: 0] += count }
      failed = failed || !visit.opened
      pages.append(visit.value)
      lines.append(visit.line)
    }
    _ = await session?.close()
    let counts = unsupported.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let value: JSON = [
      "app": .string(program.name), "pages": .array(pages),
      "unsupported": .object(
        JSONObject(members: counts.map { .init(name: $0.key, value: .number(Double($0.value))) })),
    ]
    return InspectReport(value: value, text: lines.joined(separator: "\n"), failed: failed)
  }

  private func visit(_ page: String, in session: inout Session?) async throws -> Visit {
    var visit = Visit(page: page)
    do throws(SessionError) {
      if let running = session {
        let answer = try await running.ask(
          "route", ["api": "reLaunch", "url": .string("/" + page)])
        visit.refusal = answer["errMsg"]?.string.flatMap { $0.hasSuffix(":ok") ? nil : $0 }
      } else {
        var request = request
        request.page = page
        session = try await host.open(program, request)
      }
    } catch {
      // Without a runner no page can say anything of the program.
      switch error {
      case .noRunner, .unsealed: throw error
      case .ended, .refused: visit.refusal = "\(error)"
      }
    }
    guard let running = session else { return visit }
    await running.settle(within: Settling.milliseconds)
    await visit.take(running)
    await running.forgetNotes()
    if await running.ending != nil { session = nil }
    return visit
  }

  private struct Visit {
    let page: String
    var refusal: String?
    var nodes = 0
    var shown: String?
    var errors: [Note] = []
    var ending: Ending?
    var unsupported: [String: Int] = [:]

    init(page: String) { self.page = page }

    /// A page that sends its user on to another one has been opened all the same.
    var opened: Bool { refusal == nil && ending == nil }

    mutating func take(_ session: Session) async {
      nodes = await session.nodeCount
      shown = await session.currentPage
      errors = await session.notes.errors
      ending = await session.ending
      unsupported = await session.unsupported
    }

    var value: JSON {
      [
        "path": .string(page), "opened": .bool(opened), "nodes": .number(Double(nodes)),
        "shown": shown.map { .string($0) } ?? .null,
        "refusal": refusal.map { .string($0) } ?? .null,
        "errors": .array(errors.map(\.json)),
        "ending": ending.map { .string($0.kind) } ?? .null,
      ]
    }

    var line: String {
      let state = opened ? "opened" : refusal ?? ending?.kind ?? "showed \(shown ?? "nothing")"
      return "\(page): \(state), \(nodes) nodes, \(errors.count) errors"
    }
  }
}
