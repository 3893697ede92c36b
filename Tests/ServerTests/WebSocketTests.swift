import Server
import TestSupport
import Testing

@Suite struct `A WebSocket` {
  private func server(limits: ServerLimits = ServerLimits()) async throws -> HTTPServer {
    try await echoServer(limits: limits) { request in
      request.path == "/nothing" ? nil : Self.echo
    }
  }

  private static let echo: HTTPServer.Converse = { socket in
    for await message in socket.messages {
      switch message {
      case .text(let text): try? socket.send(text)
      case .binary(let bytes): try? socket.send(bytes)
      }
    }
  }

  @Test func `carries texts and bytes both ways, in frames of any size`() async throws {
    let server = try await server()
    let client = try SocketClient(port: server.port)
    #expect(try #require(await client.upgrade()).hasPrefix("HTTP/1.1 101"))
    for count in [0, 5, 125, 126, 65_535, 65_536, 3 << 20] {
      await client.sendFrame([UInt8](repeating: 0x61, count: count))
      let frame = try #require(await client.readFrame())
      #expect(frame.opcode == 1)
      #expect(frame.payload.count == count)
    }
    await client.sendFrame([0, 255], opcode: 2)
    #expect(try #require(await client.readFrame()).payload == [0, 255])
    await client.sendFrame([0x61], final: false)
    await client.sendFrame([7], opcode: 9)
    await client.sendFrame([0x62], opcode: 0)
    let pong = try #require(await client.readFrame())
    #expect(pong.opcode == 10)
    #expect(pong.payload == [7])
    #expect(try #require(await client.readFrame()).payload == [0x61, 0x62])
    await server.stop()
  }

  @Test func `is refused where there is none, and to pages of the web`() async throws {
    let server = try await server()
    let client = try SocketClient(port: server.port)
    #expect(try #require(await client.upgrade(path: "/nothing")).hasPrefix("HTTP/1.1 200"))
    let page = try SocketClient(port: server.port)
    let answer = try #require(await page.upgrade(headers: "Origin: https://example.com\r\n"))
    #expect(answer.hasPrefix("HTTP/1.1 403"))
    await server.stop()
  }

  @Test func `takes a message at the limit and closes at one past it`() async throws {
    var limits = ServerLimits()
    limits.messageBytes = 1000
    limits.messageFrames = 4
    // A busy machine may take long to write the reason, after which the client is cut off.
    limits.stopMilliseconds = 100_000
    let server = try await server(limits: limits)
    func client() async throws -> SocketClient {
      let client = try SocketClient(port: server.port)
      await client.upgrade()
      return client
    }
    let whole = try await client()
    await whole.sendFrame([UInt8](repeating: 0x61, count: 1000))
    #expect(try #require(await whole.readFrame()).payload.count == 1000)
    await whole.sendFrame([UInt8](repeating: 0x61, count: 1001))
    #expect(await whole.readCloseCode() == 1009)
    let cut = try await client()
    await cut.sendFrame([UInt8](repeating: 0x61, count: 600), final: false)
    await cut.sendFrame([UInt8](repeating: 0x61, count: 600), opcode: 0)
    #expect(await cut.readCloseCode() == 1009)
    let crumbs = try await client()
    for index in 0..<5 { await crumbs.sendFrame([0x61], opcode: index == 0 ? 1 : 0, final: false) }
    #expect(await crumbs.readCloseCode() == 1009)
    let liar = try await client()
    await liar.send([0x81, 0xFF, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(await liar.readCloseCode() == 1009)
    await server.stop()
  }

  @Test func `closes on broken texts and unmasked frames`() async throws {
    let server = try await server()
    let text = try SocketClient(port: server.port)
    await text.upgrade()
    await text.sendFrame([0xFF, 0xFE])
    #expect(await text.readCloseCode() == 1007)
    let bare = try SocketClient(port: server.port)
    await bare.upgrade()
    await bare.sendFrame([0x61], masked: false)
    #expect(await bare.readCloseCode() == 1002)
    let leaving = try SocketClient(port: server.port)
    await leaving.upgrade()
    await leaving.sendFrame([3, 232], opcode: 8)
    #expect(await leaving.readCloseCode() == 1000)
    await server.stop()
  }

  @Test func `cuts off who does not read, and nobody else`() async throws {
    var limits = ServerLimits()
    limits.queueBytes = 4 << 20
    let (ended, tell) = AsyncStream.makeStream(of: Bool.self)
    let server = try await echoServer(limits: limits) { request in
      guard request.path == "/flood" else { return Self.echo }
      return { socket in
        let text = String(repeating: "a", count: 1 << 20)
        // The system's own buffers take some; what comes on top waits here.
        for _ in 0..<64 {
          do { try socket.send(text) } catch {
            tell.yield(true)
            return
          }
        }
        tell.yield(false)
      }
    }
    let flooded = try SocketClient(port: server.port)
    await flooded.upgrade(path: "/flood")
    for await wasCutOff in ended {
      #expect(wasCutOff)
      break
    }
    let other = try SocketClient(port: server.port)
    await other.upgrade()
    await other.sendFrame([0x61])
    #expect(await other.readFrame()?.payload == [0x61])
    await server.stop()
  }

  @Test func `is told when the server goes away`() async throws {
    let server = try await server(limits: patientLimits)
    let client = try SocketClient(port: server.port)
    await client.upgrade()
    async let stopped: Void = server.stop()
    #expect(await client.readCloseCode() == 1001)
    await stopped
  }
}
