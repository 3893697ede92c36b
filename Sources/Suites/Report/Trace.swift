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
    for app in apps.values.sorted(by: { $0.name < $1.name }) {
      calls += app.calls.map { $0.json.with("user", .string(app.name)) }
      console += await app.session?.notes.all.map(\.json) ?? []
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
      "calls": .array(calls), "console": .array(console),
    ])
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
