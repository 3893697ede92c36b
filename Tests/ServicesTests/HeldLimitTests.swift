import Bridge
import Dispatch
import Foundation
import TestSupport
import Testing
import Wire

@testable import Services

/// Limits of services that no other suite holds: each at it and one past it.
@Suite(.ownThreads) struct `The limits of services` {
  private let folder = TemporaryFolder()
  private let visitor = Visitor(user: "ada", app: "wx1")

  @Test func `are held by saved pictures`() throws {
    let album = Album(folder: folder.path)
    for _ in 0..<MediaLimits.savedFiles { try album.save([1], suffix: "png", for: visitor) }
    #expect(album.saved(for: visitor).count == MediaLimits.savedFiles)
    #expect(throws: CallError.self) { try album.save([1], suffix: "png", for: visitor) }
    try album.save([1], suffix: "png", for: Visitor(user: "bob", app: "wx1"))
  }

  @Test func `are held by files that can be chosen`() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    for number in 1...MediaLimits.listedFiles {
      #expect(
        FileManager.default.createFile(atPath: "\(folder.path)/\(10_000 + number)", contents: nil))
    }
    let bench = Bench()
    bench.device.change { [folder] in $0.media.messageFolder = folder.path }
    #expect(bench.album.messageFiles(for: bench.context).count == MediaLimits.listedFiles)
    #expect(FileManager.default.createFile(atPath: "\(folder.path)/99999", contents: nil))
    let listed = bench.album.messageFiles(for: bench.context)
    #expect(listed.count == MediaLimits.listedFiles && listed.last?.name == "11000")
  }

  @Test func `are held by the bytes of a chosen file`() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let path = folder.path + "/large"
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    // A hole takes no room on the disk.
    #expect(truncate(path, off_t(MediaLimits.fileBytes)) == 0)
    #expect(try Album.bytes(ofHostFile: path).count == MediaLimits.fileBytes)
    #expect(truncate(path, off_t(MediaLimits.fileBytes + 1)) == 0)
    #expect(throws: CallError.self) { try Album.bytes(ofHostFile: path) }
  }

  @Test func `are held by files and folders that a visitor keeps`() throws {
    let files = try FileStage().store.files(of: visitor)
    let mention = FileMention("mkdir", "x")
    for number in 1...FileLimits.userFiles {
      try files.makeFolder(["usr", "\(number)"], withParents: false, mention)
    }
    #expect(files.used.files == FileLimits.userFiles)
    #expect(throws: CallError.filesFull) {
      try files.makeFolder(["usr", "more"], withParents: false, mention)
    }
    try files.removeFolder(["usr", "1"], withContents: false, mention)
    try files.makeFolder(["usr", "more"], withParents: false, mention)
  }

  @Test func `are held by files of a package`() throws {
    let most = String(repeating: "x", count: FileLimits.packageBytes)
    let stage = FileStage(package: ["most": most, "more": most + "x"])
    let read = try stage.call("readFile", ["filePath": "/most"])
    #expect(read.attachments.first?.count == FileLimits.packageBytes)
    #expect(stage.errno("readFile", ["filePath": "/more"]) == 1_300_002)
  }

  @Test func `are held by addresses of a name`() async throws {
    let all = (1...NetworkLimits.addresses + 1).map { "93.184.216.\($0)" }
    let resolver = FixedResolver([
      "a.example": all, "b.example": all.dropLast(), "c.example": all + ["10.0.0.1"],
    ])
    func find(_ host: String) async throws -> Int {
      let url = try #require(WebURL("https://\(host)/"))
      return try await CheckedPlace.find(url, by: resolver, NetworkPolicy()).addresses.count
    }
    #expect(try await find("a.example") == NetworkLimits.addresses)
    #expect(try await find("b.example") == NetworkLimits.addresses)
    // An address that is not tried is judged all the same.
    await #expect(throws: NetworkError.notPublic(host: "c.example")) { try await find("c.example") }
  }

  @Test func `are held by names that are looked up at once`() async throws {
    let gate = DispatchSemaphore(value: 0)
    let resolver = SystemResolver { _ in
      gate.wait()
      return [IPAddress(version4: 0x5DB8_D801)]
    }
    let lookups = (1...NetworkLimits.lookups).map { number in
      Task { try? await resolver.addresses(of: "\(number).example").count }
    }
    await eventually { resolver.lookups == NetworkLimits.lookups }
    await #expect(
      throws: NetworkError.unreachable(
        "\(NetworkLimits.lookups) names are being looked up already")
    ) { try await resolver.addresses(of: "more.example") }
    for _ in 0...NetworkLimits.lookups { gate.signal() }
    for lookup in lookups { #expect(await lookup.value == 1) }
    #expect(try await resolver.addresses(of: "more.example").count == 1)
  }

  @Test func `are held by the bytes of temporary files, of which the oldest go`() throws {
    let files = TemporaryFiles(folder: folder.path, mostBytes: 10)
    let session = SessionID()
    let paths = try (1...2).map { try files.add([1, 2, 3, 4, $0], suffix: "", for: session) }
    for path in paths { #expect(try files.read(path, for: session).count == 5) }
    _ = try files.add([6], suffix: "", for: session)
    #expect(throws: CallError.self) { try files.read(paths[0], for: session) }
    #expect(try files.read(paths[1], for: session).count == 5)
    let whole = try files.add([UInt8](repeating: 7, count: 10), suffix: "", for: session)
    #expect(try files.read(whole, for: session).count == 10)
    #expect(throws: CallError.self) {
      try files.add([UInt8](repeating: 7, count: 11), suffix: "", for: session)
    }
    #expect(try files.read(whole, for: session).count == 10)
  }

  @Test func `are held by the declaration of a plug-in`() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let file = URL(fileURLWithPath: folder.path + "/plugin.json")
    let declaration = #"{"name": "a", "command": ["true"], "calls": []}"#
    let most = declaration.padding(
      toLength: PlugInLimits.manifestBytes, withPad: " ", startingAt: 0)
    try Data(most.utf8).write(to: file)
    #expect(try PlugInService(folder: folder.path).calls.isEmpty)
    try Data((most + " ").utf8).write(to: file)
    #expect(throws: SchemaError.self) { try PlugInService(folder: folder.path) }
  }

  @Test func `are held by the time that an exchange may take`() {
    let longest = Double(NetworkLimits.longestTimeoutMilliseconds)
    #expect(Exchange.timeout(longest) == longest)
    #expect(Exchange.timeout(longest + 1) == longest)
    for wanted in [nil, 0, -1, .nan, .infinity] as [Double?] {
      #expect(Exchange.timeout(wanted) == Double(NetworkLimits.timeoutMilliseconds))
    }
  }

  @Test func `are held by the kinds of stored values`() throws {
    let tag = String(repeating: "t", count: StorageLimits.tagBytes)
    let read = { (tag: String) throws(CallError) in
      try StorageRequest.entry(Text("[\"key\",\"\(tag)\",\"text\"]"))
    }
    #expect(try read(tag).key.units == 3)
    #expect(throws: CallError.self) { try read(tag + "t") }
  }
}
