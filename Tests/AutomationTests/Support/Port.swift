import Automation
import Foundation
import Host
import TestSupport
import Testing
import Wire

/// A mini-program behind an automation port, with one client connected.
final class Port: Sendable {
  let server: AutomationServer
  let client: PortClient
  let folder: String

  /// One of MiniPrograms/.
  convenience init(_ name: String, limits: AutomationLimits = Port.quick) async throws {
    let root = URL(filePath: #filePath).appending(path: "../../../../MiniPrograms").standardized
    try await self.init(program: root.path + "/" + name, limits: limits)
  }

  /// - Parameter files: contents by path; `app.json` and a page `index` are added when missing.
  convenience init(
    files: [String: String], limits: AutomationLimits = Port.quick,
    layout: any ScreenLayout = NoLayout()
  ) async throws {
    let program = NSTemporaryDirectory() + "sampan-port-\(UUID().uuidString)/program"
    let standard = [
      "app.json": #"{"pages":["index"]}"#, "app.js": "App({})", "index.js": "Page({})",
      "index.wxml": "<view>ready</view>",
    ]
    for (path, text) in standard.merging(files, uniquingKeysWith: { $1 }) {
      let file = URL(filePath: program + "/" + path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try await self.init(program: program, limits: limits, layout: layout)
  }

  private init(
    program: String, limits: AutomationLimits, layout: any ScreenLayout = NoLayout()
  ) async throws {
    folder = NSTemporaryDirectory() + "sampan-port-\(UUID().uuidString)"
    let host = try MiniProgramHost(
      HostConfiguration(dataFolder: folder + "/data", runnerPath: BuiltProducts.runner))
    let (loaded, diagnostics) = await host.load(program)
    let ready = try #require(loaded, "\(diagnostics)")
    server = try await AutomationServer.start(
      ready, LaunchRequest(user: "tester"), on: host, port: 0, layout: layout,
      limits: limits)
    client = try await PortClient(port: server.port)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Without the pause that one client needs.
  static var quick: AutomationLimits {
    var limits = AutomationLimits()
    limits.paceMilliseconds = 0
    return limits
  }

  /// Another client of the same port.
  func connect() async throws -> PortClient { try await PortClient(port: server.port) }

  func stop() async { await server.stop() }
}

/// Why a request was refused.
struct Refusal: Error, Equatable { let message: String }

/// A client of the automation protocol, one request at a time.
actor PortClient {
  nonisolated let socket: SocketClient
  private var lastID = 0
  /// Events that came while something else was waited for.
  private(set) var events: [JSON] = []

  init(port: Int) async throws {
    socket = try SocketClient(port: port)
    let answer = try #require(await socket.upgrade())
    try #require(answer.hasPrefix("HTTP/1.1 101"))
  }

  /// Sends a request without waiting for its answer.
  func post(_ method: String, _ parameters: JSON = [:]) async -> String {
    lastID += 1
    let id = "request-\(lastID)"
    let request: JSON = [
      "id": .string(id), "method": .string(method), "params": parameters,
    ]
    await socket.sendFrame(Array(request.jsonText.utf8))
    return id
  }

  /// The next message of the port; nil when it closed.
  func message() async throws -> JSON? {
    while let frame = await socket.readFrame() {
      if frame.opcode == 8 { return nil }
      if frame.opcode == 1 {
        return try JSON(parsing: String(decoding: frame.payload, as: UTF8.self))
      }
    }
    return nil
  }

  func answer(to id: String) async throws -> JSON {
    while let message = try await message() {
      guard let found = message["id"] else {
        events.append(message)
        continue
      }
      guard found.string == id else { continue }
      if let error = message["error"]?["message"]?.string { throw Refusal(message: error) }
      return try #require(message["result"])
    }
    throw Refusal(message: "the port closed")
  }

  func ask(_ method: String, _ parameters: JSON = [:]) async throws -> JSON {
    try await answer(to: await post(method, parameters))
  }

  /// Why a request is refused.
  func refusal(_ method: String, _ parameters: JSON = [:]) async throws -> String? {
    do {
      _ = try await ask(method, parameters)
      return nil
    } catch let error as Refusal {
      return error.message
    }
  }

  /// The next event of a method, those that came before left out.
  func event(_ method: String) async throws -> JSON {
    while true {
      if let index = events.firstIndex(where: { $0["method"]?.string == method }) {
        return events.remove(at: index)["params"] ?? .null
      }
      let message = try #require(await message(), "the port closed before \(method)")
      if message["id"] == nil { events.append(message) }
    }
  }
}

/// What tests say often.
extension PortClient {
  func page() async throws -> JSON {
    try #require(try await ask("App.getCurrentPage")["pageId"])
  }

  /// The elements that a selector finds on the page on top.
  func elements(_ selector: String) async throws -> [JSON] {
    let page = try await page()
    let found = try await ask(
      "Page.getElements", ["pageId": page, "selector": .string(selector)])
    return try #require(found["elements"]?.array)
  }

  func element(_ selector: String) async throws -> JSON {
    try #require(try await elements(selector).first, "nothing matches \(selector)")
  }

  /// Asks something of an element.
  func ask(_ method: String, of element: JSON, _ parameters: JSON = [:]) async throws -> JSON {
    var all = parameters.object ?? JSONObject()
    all["pageId"] = try await page()
    all["elementId"] = element["elementId"]
    return try await ask(method, .object(all))
  }

  func text(_ selector: String) async throws -> String {
    let properties = try await ask(
      "Element.getDOMProperties", of: try await element(selector), ["names": ["innerText"]])
    return try #require(properties["properties"]?[0]?.string)
  }

  func tap(_ selector: String) async throws {
    _ = try await ask("Element.tap", of: try await element(selector))
  }

  func evaluate(_ source: String, _ arguments: JSON = []) async throws -> JSON {
    try await ask(
      "App.callFunction", ["functionDeclaration": .string(source), "args": arguments])["result"]
      ?? .null
  }

  func wx(_ method: String, _ arguments: JSON...) async throws -> JSON {
    try await ask(
      "App.callWxMethod", ["method": .string(method), "args": .array(arguments)])["result"]
      ?? .null
  }
}
