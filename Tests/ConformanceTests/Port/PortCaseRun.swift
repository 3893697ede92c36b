import Wire

/// Runs the steps of a case with nothing but the automation protocol, and compares what the page
/// shows with what was recorded.
struct PortCaseRun {
  let port: CasePort
  let viewCase: ViewCase
  /// The page's path in the program of the area.
  let page: String

  struct Failure: Error, CustomStringConvertible { let description: String }

  /// What differs, one sentence each.
  func problems() async -> [String] {
    do {
      try await port.wx("reLaunch", ["url": "/blank/index"])
      _ = try await port.evaluate("function () { getApp().log = []; }")
      try await port.wx("reLaunch", ["url": .string("/" + page)])
      let opened = try await port.ask("App.getCurrentPage")
      guard opened["path"]?.string == page, let id = opened["pageId"] else {
        return ["the page did not open"]
      }
      try await port.settle()
      for step in viewCase.steps {
        try await run(step, on: id)
        try await port.settle()
      }
      return try await differences(on: id)
    } catch {
      return ["\(error)"]
    }
  }

  private func run(_ step: JSON, on page: JSON) async throws {
    if let selector = step["tap"]?.string {
      try await ask("tap", of: selector, step["index"], on: page)
    } else if let trigger = step["trigger"] {
      try await ask(
        "triggerEvent", of: trigger["selector"]?.string ?? "", trigger["index"], on: page,
        ["type": trigger["event"] ?? "", "detail": trigger["detail"] ?? [:]])
    } else if let input = step["input"] {
      try await ask(
        "callFunction", of: input["selector"]?.string ?? "", nil, on: page,
        ["functionName": "input.input", "args": [input["value"] ?? ""]])
    } else if let data = step["setData"] {
      _ = try await port.ask("Page.setData", ["pageId": page, "data": data])
    } else if let method = step["call"] {
      _ = try await port.ask(
        "Page.callMethod", ["pageId": page, "method": method, "args": step["args"] ?? []])
    } else if let call = step["callComponent"] {
      try await ask(
        "callMethod", of: call["selector"]?.string ?? "", nil, on: page,
        ["method": call["method"] ?? "", "args": call["args"] ?? []])
    } else if step["pageLifetime"] == "hide" {
      try await port.wx("navigateTo", ["url": "/blank/index"])
    } else if step["pageLifetime"] == "show" {
      try await port.wx("navigateBack", ["delta": 1])
    } else if step["leave"] != nil {
      try await port.wx("reLaunch", ["url": "/blank/index"])
    } else {
      throw Failure(description: "unknown step \(step.jsonText)")
    }
  }

  /// The element that a selector finds; every part of `a >>> b` but the last names a component.
  private func find(_ selector: String, _ index: JSON?, on page: JSON) async throws -> JSON {
    let parts = selector.split(separator: ">>>").map {
      String($0).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    var found =
      try await port.ask(
        "Page.getElements", ["pageId": page, "selector": .string(parts.first ?? "")])["elements"]?
      .array ?? []
    for part in parts.dropFirst() {
      var inner: [JSON] = []
      for element in found {
        let answer = try await port.ask(
          "Element.getElements", reference(to: element, on: page, ["selector": .string(part)]))
        inner += answer["elements"]?.array ?? []
      }
      found = inner
    }
    let position = index?.int ?? 0
    guard found.indices.contains(position) else {
      throw Failure(description: "no element \(selector) [\(position)]")
    }
    return found[position]
  }

  private func reference(to element: JSON, on page: JSON, _ more: JSON) -> JSON {
    var parameters = more.object ?? JSONObject()
    parameters["pageId"] = page
    parameters["elementId"] = element["elementId"]
    if let node = element["nodeId"] { parameters["nodeId"] = node }
    return .object(parameters)
  }

  @discardableResult private func ask(
    _ method: String, of selector: String, _ index: JSON?, on page: JSON, _ parameters: JSON = [:]
  ) async throws -> JSON {
    let element = try await find(selector, index, on: page)
    return try await port.ask(
      "Element." + method, reference(to: element, on: page, parameters))
  }

  private func differences(on page: JSON) async throws -> [String] {
    var problems: [String] = []
    let expected = viewCase.expected
    if let log = expected["log"] {
      let found = try await port.evaluate("function () { return getApp().log; }")
      if viewCase.ordered(log) != viewCase.ordered(found) {
        problems.append("log: expected \(log.jsonText), found \(found.jsonText)")
      }
    }
    if let data = expected["data"] {
      let found = try await port.ask("Page.getData", ["pageId": page])["data"] ?? [:]
      if ViewTreeForm.sorted(data) != ViewTreeForm.sorted(found) {
        problems.append("data: expected \(data.jsonText), found \(found.jsonText)")
      }
    }
    if let tree = expected["tree"], !viewCase.steps.contains(where: { $0["leave"] != nil }) {
      let answer = try await ask("getWXML", of: "page", nil, on: page, ["type": "inner"])
      let markup = Markup.nodes(of: answer["wxml"]?.string ?? "")
      if let difference = ViewTreeForm.difference(
        ViewTreeForm.recorded(tree.array ?? []), ViewTreeForm.shown(markup), at: "page")
      {
        problems.append("tree: \(difference)")
      }
    }
    for wanted in expected["styles"]?.array ?? [] {
      let answer = try await ask(
        "getStyles", of: wanted[0]?.string ?? "", nil, on: page, ["names": [wanted[1] ?? ""]])
      let found = answer["styles"]?[0]
      if found != wanted[2] {
        problems.append(
          "\(wanted[0]?.string ?? ""): expected \(wanted[1]?.string ?? "") "
            + "\(wanted[2]?.string ?? ""), found \(found?.jsonText ?? "none")")
      }
    }
    return problems
  }
}
