import Host
import View
import Wire

/// What a test file may ask of its world, by verb.
extension World {
  func respond(_ verb: String, _ request: JSON, _ passage: Passage?) async throws -> JSON {
    switch verb {
    case "launch":
      try await launch(try appName(request), request)
      return [:]
    case "close":
      await close(try appName(request))
      return [:]
    case "query": return try await query(request)
    case "act": return try await act(request)
    case "wait": return await wait(request)
    case "advance":
      let milliseconds = request["milliseconds"]?.number ?? 0
      guard milliseconds >= 0, milliseconds.isFinite else {
        throw DriverError("the clock moves forward only, found \(milliseconds) ms")
      }
      await advance(to: time + milliseconds)
      return ["time": .number(time)]
    case "setTime":
      guard let time = request["time"]?.number else { throw DriverError("expected a time") }
      try await setTime(time)
      return ["time": .number(self.time)]
    case "setTimeAtOnce":
      try await setTimeAtOnce(request["time"]?.number ?? time)
      return ["time": .number(time)]
    case "step":
      note(step: "» " + (request["name"]?.string ?? ""))
      return [:]
    case "device":
      profile = request["profile"] ?? .null
      return [:]
    case "next":
      return try await pass(request["call"]?.int ?? 0, request["request"] ?? [:], passage)
    case "mock":
      try app(try appName(request)).add(
        .init(number: request["mock"]?.int ?? 0, once: request["once"]?.bool == true),
        for: request["name"]?.string ?? "")
      return [:]
    case "unmock":
      try app(try appName(request)).removeMocks(for: request["name"]?.string)
      return [:]
    case "problems": return ["problems": .array(await problems())]
    default: return try await read(verb, request)
    }
  }

  func appName(_ request: JSON) throws(DriverError) -> String {
    guard let name = request["app"]?.string else {
      throw DriverError("expected the name of a user")
    }
    return name
  }

  func session(_ request: JSON) async throws -> Session {
    let session = try app(try appName(request)).running()
    if let ending = await session.ending {
      throw DriverError("the mini-program is gone: \(ending)")
    }
    return session
  }

  // MARK: Finding

  private func locator(_ request: JSON) throws(DriverError) -> Locator {
    guard let locator = request["chain"].flatMap({ Locator($0) }) else {
      throw DriverError("a locator has at most \(Locator.stepLimit) steps, none of them empty")
    }
    return locator
  }

  private func query(_ request: JSON) async throws -> JSON {
    let locator = try locator(request)
    let session = try await session(request)
    await settle()
    let found = await session.located(locator)
    if request["one"]?.bool == true { _ = try one(of: found, request) }
    return ["nodes": .array(found)]
  }

  private func one(of found: [JSON], _ request: JSON) throws(DriverError) -> JSON {
    let chain = Self.shown(request["chain"])
    guard let first = found.first else { throw DriverError("nothing on the page matches \(chain)") }
    guard found.count == 1 else {
      throw DriverError(
        "\(found.count) nodes match \(chain); use first(), nth() or filter(), or a selector of one")
    }
    return first
  }

  /// A chain as a person reads it.
  static func shown(_ chain: JSON?) -> String {
    (chain?.array ?? []).map { step in
      switch step["by"]?.string {
      case "css", "any": "'\(step["value"]?.string ?? "")'"
      case "nth": "nth(\(step["index"]?.int ?? 0))"
      case "role": "role \(step["role"]?.string ?? "") '\(step["value"]?.string ?? "")'"
      case let by: "\(by ?? "") '\(step["value"]?.string ?? "")'"
      }
    }.joined(separator: " > ")
  }

  /// The one node that is meant; waits for it while time goes on.
  private func target(_ request: JSON) async throws -> (session: Session, node: JSON) {
    let locator = try locator(request)
    let session = try await session(request)
    await settle()
    let limit = time + Self.actionMilliseconds
    var found = await session.located(locator)
    var moves = 0
    while found.count != 1, moves < SuiteLimits.movesInWait, await step(until: limit) {
      moves += 1
      found = await session.located(locator)
    }
    return (session, try one(of: found, request))
  }

  /// Virtual time that an action waits for its node.
  private static let actionMilliseconds = 5_000.0

  private func wait(_ request: JSON) async -> JSON {
    let since = request["since"]?.number ?? time
    let limit = since + (request["timeout"]?.number ?? 0)
    let isOld = request["seen"]?.number.map { $0 < time } ?? false
    let moved = if isOld { true } else { await step(until: limit) }
    return ["moved": .bool(moved), "since": .number(since)]
  }

  // MARK: Acting

  private func act(_ request: JSON) async throws -> JSON {
    let (session, found) = try await target(request)
    let action = request["action"]?.string ?? ""
    note(step: "\(action) \(Self.shown(request["chain"]))")
    guard let node = found["node"]?.int else { throw DriverError("the node is gone") }
    if found["disabled"]?.bool == true, Self.needsEnabled.contains(action) {
      throw DriverError("\(Self.shown(request["chain"])) is disabled, so \(action) does nothing")
    }
    if found["visible"]?.bool == false {
      throw DriverError("\(Self.shown(request["chain"])) is hidden, so nobody can \(action) it")
    }
    let app = try app(try appName(request))
    app.remember(before: await session.view)
    try await perform(action, request["detail"] ?? [:], at: node, found, session)
    await settle()
    await traceScreens()
    return [:]
  }

  private static let needsEnabled: Set = ["tap", "longPress", "input", "pick", "check", "submit"]

  private func perform(
    _ action: String, _ detail: JSON, at node: Int, _ found: JSON, _ session: Session
  ) async throws {
    switch action {
    case "tap": try await session.tap(at: node)
    case "longPress": try await session.longPress(at: node)
    case "input": try await session.input(at: node, text: detail["text"]?.string ?? "")
    case "confirm", "focus", "blur", "cancel": try await session.act(action, at: node)
    case "pick": try await session.pick(at: node, detail["value"] ?? .null)
    case "check":
      guard found["checked"]?.bool != detail["checked"]?.bool else { return }
      try await session.tap(at: node)
    case "scroll":
      try await session.scroll(
        at: node, left: detail["left"]?.number, top: detail["top"]?.number,
        contentHeight: detail["contentHeight"]?.number)
    case "pullDown": try await session.act("refresherrefresh", at: node)
    case "swipe": try await session.swipe(at: node, to: detail["index"]?.int ?? 0)
    case "move":
      try await session.act(
        "change", at: node, ["x": detail["x"] ?? 0, "y": detail["y"] ?? 0])
    case "submit", "reset":
      let locator = Locator(steps: [.selector("button[form-type=\(action)]")])
      let buttons = Set(await session.located(locator).compactMap { $0["node"]?.int })
      guard let button = await session.view.descendants(of: node).first(where: buttons.contains)
      else { throw DriverError("the form has no button with form-type=\"\(action)\"") }
      try await session.tap(at: button)
    case "dispatch":
      try await session.act(
        detail["type"]?.string ?? "", at: node, detail["detail"] ?? [:])
    default: throw DriverError("there is no action '\(action)'")
    }
  }
}
