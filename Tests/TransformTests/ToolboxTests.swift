import Foundation
import TestSupport
import Testing

@testable import Transform

@Suite(.ownThreads) struct `A tool` {
  private func reason(esbuild program: String?, deadlineSeconds: Int = 60) throws -> String? {
    let folder = try TransformFolder()
    if let program { try folder.write(program, to: "esbuild", isProgram: true) }
    let toolbox = Toolbox(
      folders: [folder.path], isolation: Isolation.none, deadlineSeconds: deadlineSeconds)
    guard case .failed(let reason) = folder.scripts(toolbox: toolbox).outcome(of: "export {}")
    else { return nil }
    return reason
  }

  @Test func `that is missing is named with its package`() throws {
    #expect(
      try reason(esbuild: nil) == "esbuild is not installed; `apt install esbuild` adds it")
  }

  @Test func `that fails is quoted`() throws {
    #expect(
      try reason(esbuild: "#!/bin/sh\necho 'out of luck' >&2\nexit 3")
        == "esbuild failed with status 3: out of luck")
    #expect(try reason(esbuild: "#!/bin/sh\nexit 3") == "esbuild failed with status 3")
  }

  @Test func `that writes nothing is no success`() throws {
    #expect(try reason(esbuild: "#!/bin/sh\n") == "the tool wrote no out/s0.js")
  }

  @Test func `that does not end is stopped`() throws {
    #expect(
      try reason(esbuild: "#!/bin/sh\nexec sleep 1000000", deadlineSeconds: 0)
        == "esbuild took longer than 0 s and was stopped")
  }

  @Test(
    .enabled(if: Isolation.strongest == .sealed, "this kernel refuses user namespaces"),
    arguments: [
      "test -e /etc/passwd", "test -e /proc/self", "test -e /root", "echo > /usr/sampan-test",
      "mount -t tmpfs tmpfs /work", "unshare --map-root-user true", "test -e ../tsconfig.json",
      "/usr/sbin/chroot . true",
    ])
  func `that is sealed off gets nowhere`(_ command: String) throws {
    let staging = try Staging()
    defer { staging.remove() }
    let result = try Toolbox.system.run(["sh", "-c", command], in: staging)
    #expect(result.status != 0)
  }

  @Test(.enabled(if: Isolation.strongest == .sealed, "this kernel refuses user namespaces"))
  func `that is sealed off sees its own folder`() throws {
    let staging = try Staging()
    defer { staging.remove() }
    try staging.write("text", to: "a b/in")
    let result = try Toolbox.system.run(["sh", "-c", "cp 'a b/in' out"], in: staging)
    #expect(result.status == 0)
    #expect(try staging.read("out") == "text")
  }

  @Test func `gives results up to a limit`() throws {
    let staging = try Staging()
    defer { staging.remove() }
    let limit = TransformLimits.resultBytes
    try staging.write(String(repeating: "a", count: limit), to: "out")
    #expect(try staging.read("out").utf8.count == limit)
    try staging.write(String(repeating: "a", count: limit + 1), to: "more")
    #expect(throws: ToolError.tooLarge("more", limit: limit)) { try staging.read("more") }
  }
}
