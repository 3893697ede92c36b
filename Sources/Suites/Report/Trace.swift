import Host
import Wire

/// What happened in one test, in the order in which it did.
public struct Trace: Sendable {
  public let value: JSON
}

extension World {
  func trace() async -> Trace {
    var calls: [JSON] = []
    var console: [JSON] = []
    var ends: [JSON] = []
    for app in apps.values.sorted(by: { $0.name < $1.name }) {
      calls += app.calls.map { $0.json.with("user", .string(app.name)) }
      console += await app.session?.notes.all.map(\.json) ?? []
      ends.append(await end(of: app))
    }
    return Trace(value: [
      "steps": .array(
        steps.map { step in
          [
            "name": .string(step.name), "time": .number(step.time - setting.start),
            "screens": .object(
              JSONObject(
                members: step.screens.sorted { $0.key < $1.key }.map {
                  .init(name: $0.key, value: .string($0.value))
                })),
          ]
        }),
      "calls": .array(calls), "console": .array(console), "ends": .array(ends),
    ])
  }

  /// What a user was left with: the screen and its tree, what was stored, what went over the network.
  private func end(of app: RunningApp) async -> JSON {
    guard let session = app.session else { return ["user": .string(app.name)] }
    let view = await session.view
    let requests = app.calls.filter { NetworkCalls.names.contains($0.name) }
    return [
      "user": .string(app.name), "page": .string(view.currentPage?.path ?? ""),
      "screen": .string(await session.screenText(columns: Self.columns)),
      "tree": .array(view.currentPage.map { view.description(of: $0.id) } ?? []),
      "storage": .object(stored(by: app.name)),
      "network": .array(
        requests.map { call in
          [
            "name": .string(call.name), "method": call.request["method"] ?? "GET",
            "url": call.request["url"] ?? "",
            "status": call.outcome?.value["statusCode"] ?? .null,
            "failure": call.outcome?.isOk == false ? call.outcome?.value["reason"] ?? "" : .null,
          ]
        }),
    ]
  }

  /// Keeps what the screens show after a step.
  func traceScreens() async {
    guard setting.isTraced, !steps.isEmpty else { return }
    var screens: [String: String] = [:]
    for (name, app) in apps {
      screens[name] = await app.session?.screenText(columns: Self.columns)
    }
    keep(screens: screens)
  }
}

extension JSON {
  fileprivate func with(_ name: String, _ value: JSON) -> JSON {
    guard var object else { return self }
    object[name] = value
    return .object(object)
  }
}
