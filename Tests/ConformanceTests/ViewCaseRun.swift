import Host
import View
import Wire

/// Runs the steps of a case and compares what the page shows with what was recorded.
struct ViewCaseRun {
  let session: Session
  let viewCase: ViewCase
  /// The page's path in the program of the area.
  let page: String

  struct Failure: Error, CustomStringConvertible { let description: String }

  /// What differs, one sentence each.
  func problems() async -> [String] {
    do {
      try await route("reLaunch", "/blank/index")
      _ = try await evaluate("function () { getApp().log = []; }")
      try await route("reLaunch", "/" + page)
      await session.settle(within: 20)
      guard let opened = await session.view.currentPage, opened.path == page else {
        return ["the page did not open"]
      }
      for step in viewCase.steps {
        try await run(step, on: opened.id)
        await session.settle(within: 20)
      }
      return try await differences(on: opened.id)
    } catch {
      return ["\(error)"]
    }
  }

  private func run(_ step: JSON, on page: Int) async throws {
    let id = JSON.number(Double(page))
    if let selector = step["tap"]?.string {
      try await dispatch("tap", at: selector, step["index"], bubbles: true)
    } else if let trigger = step["trigger"] {
      try await dispatch(
        trigger["event"]?.string ?? "", at: trigger["selector"]?.string ?? "", trigger["index"],
        detail: trigger["detail"] ?? [:], bubbles: false)
    } else if let input = step["input"] {
      try await dispatch(
        "input", at: input["selector"]?.string ?? "", nil,
        detail: ["value": input["value"] ?? ""], bubbles: false)
    } else if let data = step["setData"] {
      _ = try await session.ask("setData", ["page": id, "data": data])
    } else if let method = step["call"] {
      _ = try await session.ask(
        "invoke", ["page": id, "method": method, "args": step["args"] ?? []])
    } else if let call = step["callComponent"] {
      let node = try await find(call["selector"]?.string ?? "", nil)
      _ = try await session.ask(
        "invoke",
        [
          "node": .number(Double(node)), "method": call["method"] ?? "", "args": call["args"] ?? [],
        ])
    } else if step["pageLifetime"] == "hide" {
      try await route("navigateTo", "/blank/index")
    } else if step["pageLifetime"] == "show" {
      _ = try await session.ask("route", ["api": "navigateBack", "delta": 1])
    } else if step["leave"] != nil {
      try await route("reLaunch", "/blank/index")
    } else {
      throw Failure(description: "unknown step \(step.jsonText)")
    }
  }

  private func route(_ api: String, _ url: String) async throws {
    let answer = try await session.ask("route", ["api": .string(api), "url": .string(url)])
    guard answer["errMsg"]?.string?.hasSuffix(":ok") == true else {
      throw Failure(description: answer.jsonText)
    }
  }

  private func find(_ selector: String, _ index: JSON?) async throws -> Int {
    let found = await session.view.findAll(selector)
    let position = index?.int ?? 0
    guard found.indices.contains(position) else {
      throw Failure(description: "no element \(selector) [\(position)]")
    }
    return found[position]
  }

  private func dispatch(
    _ event: String, at selector: String, _ index: JSON?, detail: JSON = [:], bubbles: Bool
  ) async throws {
    let node = try await find(selector, index)
    try await session.send(
      "dom",
      [
        "node": .number(Double(node)), "type": .string(event), "detail": detail,
        "bubbles": .bool(bubbles), "composed": .bool(bubbles),
      ])
  }

  private func evaluate(_ source: String) async throws -> JSON {
    try await session.ask("evaluate", ["source": .string(source), "args": []])["value"] ?? .null
  }

  private func differences(on page: Int) async throws -> [String] {
    var problems: [String] = []
    let expected = viewCase.expected
    if let log = expected["log"] {
      let found = try await evaluate("function () { return getApp().log; }")
      if viewCase.ordered(log) != viewCase.ordered(found) {
        problems.append("log: expected \(log.jsonText), found \(found.jsonText)")
      }
    }
    if let data = expected["data"] {
      let found = try await session.ask("data", ["page": .number(Double(page))])
      if ViewTreeForm.sorted(data) != ViewTreeForm.sorted(found) {
        problems.append("data: expected \(data.jsonText), found \(found.jsonText)")
      }
    }
    if let tree = expected["tree"], !viewCase.steps.contains(where: { $0["leave"] != nil }) {
      let wanted = ViewTreeForm.recorded(tree.array ?? [])
      let found = ViewTreeForm.shown(await session.view.description(of: page))
      if let difference = ViewTreeForm.difference(wanted, found, at: "page") {
        problems.append("tree: \(difference)")
      }
    }
    for wanted in expected["styles"]?.array ?? [] {
      let selector = wanted[0]?.string ?? ""
      let property = wanted[1]?.string ?? ""
      let found = await session.style(of: try await find(selector, nil), property)
      if found != wanted[2]?.string {
        problems.append(
          "\(selector): expected \(property) \(wanted[2]?.string ?? ""), found \(found ?? "none")")
      }
    }
    return problems
  }
}
