import Testing
import Wire

@testable import Host

/// What `--require-sandbox` and `sampan doctor` read from the report of a runner.
@Suite struct `A sandbox` {
  private static let complete: JSON = [
    "seccomp": true, "landlock": 7, "root": "empty", "taskLimit": 32, "newCode": false,
    "namespaces": ["user", "mount", "net", "pid", "ipc", "uts"],
  ]

  @Test func `with every layer lacks nothing`() {
    #expect(Sandbox.missing(in: Self.complete).isEmpty)
  }

  struct Lack: Sendable {
    let key: String
    let value: JSON
    let name: String
  }

  @Test(arguments: [
    Lack(key: "seccomp", value: false, name: "seccomp"),
    Lack(key: "landlock", value: false, name: "Landlock"),
    Lack(key: "landlock", value: 0, name: "Landlock"),
    Lack(key: "root", value: "shared", name: "an empty file system"),
    Lack(key: "taskLimit", value: .null, name: "a limit of threads"),
    Lack(key: "newCode", value: true, name: "memory that cannot become code"),
    Lack(
      key: "namespaces", value: ["mount", "net", "pid", "ipc"], name: "a user namespace"),
    Lack(
      key: "namespaces", value: ["user", "net", "pid", "ipc"], name: "a mount namespace"),
    Lack(
      key: "namespaces", value: ["user", "mount", "pid", "ipc"], name: "a net namespace"),
    Lack(
      key: "namespaces", value: ["user", "mount", "net", "ipc"], name: "a pid namespace"),
    Lack(
      key: "namespaces", value: ["user", "mount", "net", "pid"], name: "an ipc namespace"),
  ])
  func `without one layer lacks that one by name`(_ lack: Lack) throws {
    var report = try #require(Self.complete.object)
    report[lack.key] = lack.value
    #expect(Sandbox.missing(in: .object(report)) == [lack.name])
    report[lack.key] = nil
    #expect(Sandbox.missing(in: .object(report)).contains(lack.name))
  }

  @Test func `that is required and lacks a layer is a refusal with its name`() async throws {
    let fixture = try Fixture([:])
    // This runner says that it has everything but Landlock.
    let host = try fixture.host(requireSandbox: true, runner: "HostileRunner")
    let program = try #require(await host.load(fixture.program).program)
    await #expect(throws: SessionError.unsealed(missing: ["Landlock"])) {
      try await host.open(program, LaunchRequest(query: "do=drip"))
    }
  }

  @Test func `that is required and whole lets a program run`() async throws {
    let fixture = try Fixture([:])
    for spares in [0, 1] {
      let session = try await fixture.open(
        on: try fixture.host(spares: spares, requireSandbox: true))
      await session.settle()
      #expect(await session.screenText(columns: 40).contains("ready"))
      #expect(await session.close() == .normal)
    }
  }
}
