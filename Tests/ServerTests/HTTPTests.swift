import Server
import TestSupport
import Testing

/// Limits under which a busy machine cuts nobody off.
var patientLimits: ServerLimits {
  var limits = ServerLimits()
  limits.stopMilliseconds = 60_000
  return limits
}

/// Starts a server that tells what it was asked.
func echoServer(
  limits: ServerLimits = ServerLimits(), upgrade: @escaping HTTPServer.Upgrade = { _ in nil }
) async throws -> HTTPServer {
  try await HTTPServer.start(limits: limits, upgrade: upgrade) { request in
    .text("\(request.method) \(request.path) \(request.query) \(request.body.count)")
  }
}

@Suite struct `An HTTP server` {
  @Test func `answers requests of one connection in their order`() async throws {
    let server = try await echoServer()
    let client = try SocketClient(port: server.port)
    await client.send(
      "GET /a?x=1 HTTP/1.1\r\nHost: localhost\r\n\r\n"
        + "POST /b HTTP/1.1\r\nHost: 127.0.0.1:1\r\nContent-Length: 3\r\n\r\nabc"
        + "HEAD /c HTTP/1.1\r\nHost: [::1]\r\nConnection: close\r\n\r\n")
    let all = await client.readAll()
    let first = try #require(all.firstRange(of: "GET /a x=1 0"))
    let second = try #require(all.firstRange(of: "POST /b  3"))
    #expect(first.upperBound <= second.lowerBound)
    #expect(!all.contains("HEAD /c"))
    #expect(all.hasSuffix("\r\n\r\n"))
    await server.stop()
  }

  @Test func `listens on both loopback addresses`() async throws {
    let server = try await echoServer()
    let client = try SocketClient(port: server.port, newer: true)
    await client.send("GET / HTTP/1.1\r\nHost: [::1]\r\nConnection: close\r\n\r\n")
    #expect(await client.readAll().contains("200 OK"))
    await server.stop()
  }

  @Test func `says that a port is in use`() async throws {
    let server = try await echoServer()
    await #expect(throws: ServerError.portInUse(server.port)) {
      try await HTTPServer.start(port: server.port) { _ in .text("") }
    }
    #expect("\(ServerError.portInUse(9420))" == "Port 9420 is in use")
    await server.stop()
  }

  @Test(arguments: [
    ("Host: localhost:1\r\nOrigin: http://localhost:9420\r\n", "200"),
    ("Host: localhost\r\nOrigin: http://[::1]:5\r\n", "200"),
    ("Host: localhost\r\nOrigin: https://example.com\r\n", "403"),
    ("Host: localhost\r\nOrigin: null\r\n", "403"),
    ("Host: localhost.example.com\r\n", "403"),
    ("Host: evil.example\r\n", "403"),
  ])
  func `keeps pages of the web away`(_ headers: String, _ status: String) async throws {
    let server = try await echoServer()
    let client = try SocketClient(port: server.port)
    await client.send("GET / HTTP/1.1\r\n\(headers)Connection: close\r\n\r\n")
    #expect(await client.readAll().hasPrefix("HTTP/1.1 \(status)"))
    await server.stop()
  }

  @Test func `takes a body at the limit and refuses one past it`() async throws {
    var limits = ServerLimits()
    limits.bodyBytes = 1000
    let server = try await echoServer(limits: limits)
    for (count, status) in [(1000, "200"), (1001, "413")] {
      let client = try SocketClient(port: server.port)
      await client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(count)\r\n")
      await client.send("Connection: close\r\n\r\n" + String(repeating: "a", count: count))
      #expect(await client.readAll().hasPrefix("HTTP/1.1 \(status)"))
    }
    await server.stop()
  }

  @Test func `refuses heads that are too long`() async throws {
    var limits = ServerLimits()
    limits.headFieldBytes = 1000
    limits.headBytes = 4000
    limits.headFields = 10
    let server = try await echoServer(limits: limits)
    let line = "X-A: " + String(repeating: "a", count: 900) + "\r\n"
    for (lines, isFine) in [
      (line, true), (line + line + line + line + line, false),
      ("X-A: " + String(repeating: "a", count: 1100) + "\r\n", false),
      (String(repeating: "A: b\r\n", count: 8), true),
      (String(repeating: "A: b\r\n", count: 12), false),
    ] {
      let client = try SocketClient(port: server.port)
      await client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\(lines)Connection: close\r\n\r\n")
      #expect(await client.readAll().contains("200 OK") == isFine)
    }
    await server.stop()
  }

  @Test func `closes a connection without a request, and one that rests`() async throws {
    var limits = ServerLimits()
    limits.headMilliseconds = 50
    let impatient = try await echoServer(limits: limits)
    let silent = try SocketClient(port: impatient.port)
    await silent.send("GET / HT")
    #expect(await !silent.readAll().contains("200 OK"))
    await impatient.stop()
    limits = ServerLimits()
    limits.restMilliseconds = 50
    let server = try await echoServer(limits: limits)
    let resting = try SocketClient(port: server.port)
    await resting.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(await resting.readAll().contains("200 OK"))
    await server.stop()
  }

  @Test func `ends an exchange that takes too long`() async throws {
    var limits = ServerLimits()
    limits.exchangeMilliseconds = 50
    let server = try await echoServer(limits: limits)
    let client = try SocketClient(port: server.port)
    await client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nab")
    #expect(await client.readAll() == "")
    await server.stop()
  }

  @Test func `lets in so many at once and no more`() async throws {
    var limits = ServerLimits()
    limits.connections = 2
    let server = try await echoServer(limits: limits)
    let request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    let clients = [try SocketClient(port: server.port), try SocketClient(port: server.port)]
    for client in clients {
      await client.send(request)
      #expect(await client.read(until: " 0") != nil)
    }
    let late = try SocketClient(port: server.port)
    await late.send(request)
    #expect(await late.readAll() == "")
    await server.stop()
  }

  @Test func `finishes what it answers before it stops`() async throws {
    let (asked, tell) = AsyncStream.makeStream(of: Void.self)
    let (go, release) = AsyncStream.makeStream(of: Void.self)
    let server = try await HTTPServer.start(limits: patientLimits) { _ in
      tell.yield()
      for await _ in go { break }
      return .text("finished")
    }
    let client = try SocketClient(port: server.port)
    let idle = try SocketClient(port: server.port)
    await client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    for await _ in asked { break }
    async let stopped: Void = server.stop()
    #expect(await idle.readAll() == "")
    release.yield()
    #expect(await client.readAll().hasSuffix("finished"))
    await stopped
    #expect(throws: (any Error).self) { try SocketClient(port: server.port) }
  }

  @Test func `cuts off who takes longer than it waits when it stops`() async throws {
    let (asked, tell) = AsyncStream.makeStream(of: Void.self)
    let (go, release) = AsyncStream.makeStream(of: Void.self)
    var limits = patientLimits
    limits.stopMilliseconds = 20
    let server = try await HTTPServer.start(limits: limits) { _ in
      tell.yield()
      for await _ in go { break }
      return .text("finished")
    }
    let client = try SocketClient(port: server.port)
    await client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    for await _ in asked { break }
    async let stopped: Void = server.stop()
    #expect(await client.readAll() == "")
    release.yield()
    await stopped
  }
}
