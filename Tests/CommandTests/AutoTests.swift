import Foundation
import TestSupport
import Testing
import Wire

@Suite(.ownThreads) struct `The automation port of the command` {
  /// A port that nobody listened to a moment ago.
  private static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let found = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    try #require(found)
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private func ask(_ port: Int, _ method: String) async throws -> JSON {
    let client = try SocketClient(port: port)
    try #require(await client.upgrade()?.hasPrefix("HTTP/1.1 101") == true)
    await client.sendFrame(Array("{\"id\":\"1\",\"method\":\"\(method)\",\"params\":{}}".utf8))
    let frame = try #require(await client.readFrame())
    return try JSON(parsing: String(decoding: frame.payload, as: UTF8.self))
  }

  @Test func `serves, detached, in the words of the vendor's tool`() async throws {
    let state = NSTemporaryDirectory() + "sampan-cli-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: state) }
    let port = try Self.freePort()
    let project = SampanProcess.programs + "/counter"
    func tool(_ words: [String]) throws -> SampanProcess {
      try SampanProcess(words, input: "y\n", program: "cli", state: state)
    }
    #expect(try tool(["open"]).code == 0)
    let first = try tool(["auto", "--project", project, "--auto-port", "\(port)"])
    #expect(first.code == 0, "\(first.remarks)")
    #expect(first.output.isEmpty)
    #expect(try await ask(port, "App.getCurrentPage")["result"]?["path"] == "pages/index/index")
    let second = try tool(["--auto", project, "--auto-port", "\(port)", "--trust-project"])
    #expect(second.output.contains("Port \(port) is in use"))
    let closed = try tool(["close", "--project", project])
    #expect(closed.code == 0)
    #expect(closed.output.isEmpty)
    while (try? SocketClient(port: port)) != nil { await Task.yield() }
  }

  @Test(arguments: [
    (["auto"], "auto needs --project DIR"),
    (["upload", "--project", "x"], "'upload' belongs to the vendor's tool"),
    (["auto", "--project", "/does/not/exist"], "is no mini-program"),
    (["auto", "--project", "x", "--auto-port", "0"], "--auto-port is '0'; it takes 1 to 65535"),
    (["auto", "--bogus", "x"], "'--bogus' is unknown here"),
    (["auto", "--project"], "--project needs a word after it"),
  ])
  func `refuses wrong usage of the tool in a sentence, with exit code 2`(
    _ words: [String], _ sentence: String
  ) throws {
    let run = try SampanProcess(words, program: "cli")
    #expect(run.code == 2)
    #expect(run.remarks.contains(sentence), "\(run.remarks)")
    #expect(run.output.isEmpty)
  }

  @Test func `refuses a port that is no port, and one that is taken`() throws {
    let hello = SampanProcess.programs + "/hello"
    let run = try SampanProcess(["auto", hello, "--port", "70000"])
    #expect(run.code == 2)
    #expect(run.remarks.contains("--port is 70000; it takes 0 to 65535"))
  }
}
