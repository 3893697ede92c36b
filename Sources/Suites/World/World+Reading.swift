import Host
import View
import Wire

/// Reading what a mini-program shows and did, and telling it of things.
extension World {
  func read(_ verb: String, _ request: JSON) async throws -> JSON {
    let session = try await session(request)
    switch verb {
    case "page":
      await settle()
      return await session.pageReport()
    case "screen":
      await settle()
      return await screen(of: session, withTree: request["tree"]?.bool == true)
    case "notes":
      let all = await session.notes.all
      return [
        "console": .array(all.filter { $0.kind == .console }.map(\.json)),
        "errors": .array(all.filter { $0.kind == .error }.map(\.json)),
      ]
    case "calls":
      let name = request["name"]?.string
      let calls = try app(try appName(request)).calls.filter { name == nil || $0.name == name }
      return ["calls": .array(calls.map(\.json))]
    default: return try await tell(verb, request, session)
    }
  }

  private func screen(of session: Session, withTree: Bool) async -> JSON {
    let view = await session.view
    return [
      "text": .string(await session.screenText(columns: Self.columns)),
      "words": .string(await session.seenWords),
      "overlays": .object(
        JSONObject(
          members: view.overlays.sorted { $0.key < $1.key }.map {
            .init(name: $0.key, value: $0.value)
          })),
      "tree": withTree
        ? .array(view.currentPage.map { view.description(of: $0.id) } ?? []) : .null,
    ]
  }

  /// The width of screens in reports and snapshots.
  static let columns = 60

  private func tell(_ verb: String, _ request: JSON, _ session: Session) async throws -> JSON {
    note(step: verb + (request["event"]?.string ?? request["url"]?.string).map { " \($0)" }.orEmpty)
    let app = try app(try appName(request))
    app.remember(before: await session.view)
    var answer: JSON = [:]
    switch verb {
    case "tell":
      try await session.send(request["event"]?.string ?? "", request["value"] ?? [:])
    case "go":
      let result = try await session.ask(
        "route",
        ["api": request["api"] ?? "", "url": request["url"] ?? "", "delta": request["delta"] ?? 1])
      let message = result["errMsg"]?.string ?? ""
      guard message.hasSuffix(":ok") else { throw DriverError(message) }
    case "setData":
      _ = try await session.ask("setData", ["data": request["data"] ?? [:]])
    case "call":
      answer = try await session.ask(
        "invoke", ["method": request["method"] ?? "", "args": request["args"] ?? []])
    case "evaluate":
      answer = try await session.ask(
        "evaluate", ["source": request["source"] ?? "", "args": request["args"] ?? []])
    case "componentData", "setComponentData", "callComponent":
      answer = try await component(verb, request, session)
    case "answer": try await answerDialog(request, session)
    case "changeDevice":
      let changed = try session.device.profile.changed(by: request["profile"] ?? [:])
      await session.changeDevice { $0 = changed }
    default: throw DriverError("the driver knows no '\(verb)'")
    }
    await settle()
    await traceScreens()
    return answer
  }

  private func component(
    _ verb: String, _ request: JSON, _ session: Session
  ) async throws -> JSON {
    guard let locator = request["chain"].flatMap({ Locator($0) }) else {
      throw DriverError("expected a locator")
    }
    let hosts = await session.located(locator).filter { $0["component"]?.isNull == false }
    guard hosts.count == 1, let node = hosts[0]["node"] else {
      throw DriverError(
        "\(hosts.count) components match \(Self.shown(request["chain"])); expected one")
    }
    switch verb {
    case "componentData": return ["data": try await session.ask("data", ["node": node])]
    case "setComponentData":
      return try await session.ask("setData", ["node": node, "data": request["data"] ?? [:]])
    default:
      return try await session.ask(
        "invoke",
        ["node": node, "method": request["method"] ?? "", "args": request["args"] ?? []])
    }
  }

  private func answerDialog(_ request: JSON, _ session: Session) async throws {
    let key = request["key"]?.string ?? ""
    let overlays = await session.view.overlays
    guard let open = overlays[key] else {
      let shown = overlays.keys.sorted().joined(separator: ", ")
      throw DriverError(
        "no dialog '\(key)' is open; on the screen are: \(shown.isEmpty ? "none" : shown)")
    }
    var value = request["value"] ?? .null
    if let item = value["item"] {
      guard let index = open["itemList"]?.array?.firstIndex(of: item) else {
        throw DriverError("the action sheet has no item \(item.jsonText)")
      }
      value = ["tapIndex": .number(Double(index))]
    }
    await session.answer(key, value.isNull ? nil : value)
  }

  /// What went wrong since the last time that somebody asked.
  func problems() async -> [JSON] {
    await settle()
    var found: [JSON] = []
    for app in apps.values.sorted(by: { $0.name < $1.name }) {
      for note in await app.newNotes() {
        let isError = note.kind == .error || (note.kind == .console && note.level == "error")
        guard isError else { continue }
        found.append([
          "kind": .string(note.kind.rawValue), "text": .string(note.text),
          "stack": .string(note.stack ?? ""), "user": .string(app.name),
        ])
      }
      if let ending = await app.session?.ending, ending != .normal {
        found.append([
          "kind": "ended", "text": .string("\(ending)"), "stack": "", "user": .string(app.name),
        ])
      }
    }
    return found
  }

  /// Names of the calls that the mini-programs made.
  func called() -> [String] {
    apps.values.reduce(into: Set<String>()) { $0.formUnion($1.called) }.sorted()
  }

  /// What a report shows of a test that failed.
  func evidence() async -> [Evidence] {
    var all: [Evidence] = []
    for app in apps.values.sorted(by: { $0.name < $1.name }) {
      guard let session = app.session else { continue }
      let before = app.before.map { ScreenText($0, columns: Self.columns).text }
      all.append(
        Evidence(
          user: app.name, before: before, now: await session.screenText(columns: Self.columns),
          calls: app.calls, notes: await session.notes.all, steps: steps.map(\.name),
          isLoading: await session.view.overlays["loading"] != nil,
          isBlank: await session.nodeCount == 0))
    }
    return all
  }
}

/// What one mini-program of a failed test showed and did.
public struct Evidence: Sendable {
  public let user: String
  /// The screen before the last action; nil when there was none.
  public let before: String?
  public let now: String
  let calls: [RunningApp.Seen]
  public let notes: [Note]
  /// What the test did, oldest first.
  public let steps: [String]
  /// A sign says that something is loading.
  let isLoading: Bool
  /// The page shows nothing at all.
  let isBlank: Bool
}

extension RunningApp.Seen {
  var json: JSON {
    [
      "name": .string(name), "request": request,
      "ok": outcome.map { .bool($0.isOk) } ?? .null, "result": outcome?.value ?? .null,
    ]
  }
}

extension String? {
  var orEmpty: String { self ?? "" }
}
