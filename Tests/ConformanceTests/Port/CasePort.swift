import Automation
import Foundation
import Host
import TestSupport
import Testing
import Wire

/// All cases of one area behind an automation port, and one client of it.
actor CasePort {
  private let folder: CaseFolder
  private let server: AutomationServer
  private let socket: SocketClient
  private var lastID = 0

  init(_ cases: [ViewCase]) async throws {
    folder = try CaseFolder(cases)
    let host = try MiniProgramHost(
      HostConfiguration(dataFolder: folder.data, runnerPath: BuiltProducts.runner))
    let (program, diagnostics) = await host.load(folder.program)
    let ready = try #require(program, "\(diagnostics)")
    var limits = AutomationLimits()
    limits.paceMilliseconds = 0
    server = try await AutomationServer.start(
      ready, LaunchRequest(user: "tester"), on: host, port: 0, layout: NoLayout(), limits: limits)
    socket = try SocketClient(port: server.port)
    let answer = try #require(await socket.upgrade())
    try #require(answer.hasPrefix("HTTP/1.1 101"))
  }

  func stop() async {
    await server.stop()
    folder.remove()
  }

  struct Refusal: Error, CustomStringConvertible {
    let method: String
    let message: String
    var description: String { "\(method): \(message)" }
  }

  func ask(_ method: String, _ parameters: JSON = [:]) async throws -> JSON {
    lastID += 1
    let id = "\(lastID)"
    let request: JSON = ["id": .string(id), "method": .string(method), "params": parameters]
    await socket.sendFrame(Array(request.jsonText.utf8))
    while let frame = await socket.readFrame(), frame.opcode != 8 {
      guard frame.opcode == 1 else { continue }
      let message = try JSON(parsing: String(decoding: frame.payload, as: UTF8.self))
      guard message["id"]?.string == id else { continue }
      if let reason = message["error"]?["message"]?.string {
        throw Refusal(method: method, message: reason)
      }
      return message["result"] ?? [:]
    }
    throw Refusal(method: method, message: "the port closed")
  }

  func evaluate(_ source: String) async throws -> JSON {
    try await ask("App.callFunction", ["functionDeclaration": .string(source), "args": []])[
      "result"] ?? .null
  }

  func wx(_ method: String, _ argument: JSON) async throws {
    _ = try await ask("App.callWxMethod", ["method": .string(method), "args": [argument]])
  }

  /// Lets the program come to rest, as far as a client can tell: timers of that time have run.
  func settle() async throws {
    _ = try await evaluate("function () { return new Promise((done) => setTimeout(done, 20)); }")
  }
}
