import Bridge
import Foundation
import Testing
import Wire

@testable import Services

/// Writes zip archives, honest and other ones, without compression unless told.
struct ZipWriter {
  struct Entry {
    var name: String
    var content: [UInt8]
    var packed: [UInt8]?
    var method: UInt16 = 0
    var size: UInt32?
    var checksum: UInt32?
    var flags: UInt16 = 0
    /// Made on Unix with this mode.
    var mode: UInt32 = 0o100644
    var nameInHeader: String?
    var offset: UInt32?

    init(_ name: String, _ text: String = "") {
      self.name = name
      content = Array(text.utf8)
    }
  }

  var bytes: [UInt8] = []
  private var list: [UInt8] = []
  private var count = 0

  init(_ entries: [Entry]) {
    for entry in entries { add(entry) }
    let start = bytes.count
    bytes += list
    bytes += [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0]
    bytes += Self.two(UInt16(count)) + Self.two(UInt16(count))
    bytes += Self.four(UInt32(list.count)) + Self.four(UInt32(start)) + [0, 0]
  }

  private mutating func add(_ entry: Entry) {
    let offset = entry.offset ?? UInt32(bytes.count)
    let packed = entry.packed ?? entry.content
    var checksum = Checksum()
    checksum.add(entry.content)
    let crc = Self.four(entry.checksum ?? checksum.value)
    let sizes =
      Self.four(UInt32(packed.count)) + Self.four(entry.size ?? UInt32(entry.content.count))
    let header = Array((entry.nameInHeader ?? entry.name).utf8)
    let name = Array(entry.name.utf8)
    let common = Self.two(entry.flags) + Self.two(entry.method) + [0, 0, 0, 0] + crc + sizes
    bytes += [0x50, 0x4B, 0x03, 0x04, 20, 0] + common
    bytes += Self.two(UInt16(header.count)) + [0, 0] + header + packed
    list += [0x50, 0x4B, 0x01, 0x02, 20, 3, 20, 0] + common
    list += Self.two(UInt16(name.count)) + [0, 0, 0, 0, 0, 0, 0, 0]
    list += Self.four(entry.mode << 16) + Self.four(offset) + name
    count += 1
  }

  private static func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
  private static func four(_ value: UInt32) -> [UInt8] {
    two(UInt16(value & 0xFFFF)) + two(UInt16(value >> 16))
  }
}

@Suite struct `Archives` {
  private let stage = FileStage()

  private func put(_ archive: [UInt8]) throws {
    try stage.call(
      "writeFile", ["filePath": "wxfile://usr/a.zip", "bytes": ["$buffer": 0]],
      attachments: [archive])
  }

  private func unzip(_ archive: [UInt8]) throws -> Int? {
    try put(archive)
    return stage.errno(
      "unzip", ["zipFilePath": "wxfile://usr/a.zip", "targetPath": "wxfile://usr/out"])
  }

  @Test func `are unpacked and read`() throws {
    // "hello hello hello hello" by deflate.
    let packed: [UInt8] = [0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x57, 0xC8, 0x40, 0x27, 0x01]
    var deflated = ZipWriter.Entry("d/b.txt", "hello hello hello hello")
    deflated.packed = packed
    deflated.method = 8
    var folder = ZipWriter.Entry("d/")
    folder.mode = 0o040755
    let archive = ZipWriter([ZipWriter.Entry("a.txt", "plain"), folder, deflated]).bytes
    #expect(try unzip(archive) == nil)
    #expect(try stage.read("wxfile://usr/out/a.txt") == "plain")
    #expect(try stage.read("wxfile://usr/out/d/b.txt") == "hello hello hello hello")
    let all = try stage.call(
      "readZipEntry", ["filePath": "wxfile://usr/a.zip", "encoding": "utf8", "entries": "all"])
    #expect(all.value["entries"]?["a.txt"]?["data"] == "plain")
    #expect(all.value["entries"]?["d/b.txt"]?["data"] == "hello hello hello hello")
    let some = try stage.call(
      "readZipEntry",
      ["filePath": "wxfile://usr/a.zip", "entries": [["path": "a.txt"], ["path": "no"]]])
    #expect(some.value["entries"]?["a.txt"]?["buffer"] == 0)
    #expect(some.attachments == [Array("plain".utf8)])
    #expect(
      some.value["entries"]?["no"]?["errMsg"] == "readZipEntry:fail no such file or directory")
  }

  @Test(arguments: [
    "../x", "a/../../x", "/x", "C:/x", "a\\b", "a\u{0}b", "..", "dot.", "a/./b",
    String(repeating: "x", count: FileLimits.nameBytes + 1),
    String(repeating: "a/", count: FileLimits.depth) + "a",
  ])
  func `with names that lead out are refused`(_ name: String) throws {
    #expect(
      try unzip(ZipWriter([ZipWriter.Entry("ok"), ZipWriter.Entry(name, "x")]).bytes) == 1_300_022)
    // Nothing of it was unpacked.
    #expect(stage.errno("access", ["path": "wxfile://usr/out/ok"]) == 1_300_002)
  }

  @Test func `that lie are refused`() throws {
    let lies: [(inout ZipWriter.Entry) -> Void] = [
      { $0.mode = 0o120777 }, { $0.mode = 0o020666 }, { $0.flags = 1 }, { $0.method = 12 },
      { $0.checksum = 7 }, { $0.size = 3 }, { $0.size = 100_000_000 }, { $0.size = .max },
      { $0.nameInHeader = "other" }, { $0.offset = 1 }, { $0.offset = .max },
      {
        $0.method = 8
        $0.packed = [0xFF, 0xFF, 0xFF]
      },
      {
        $0.method = 8
        $0.packed = [0xCB, 0x48]
      },
    ]
    for (index, lie) in lies.enumerated() {
      var entry = ZipWriter.Entry("a.txt", "hello")
      lie(&entry)
      let errno = try unzip(ZipWriter([entry]).bytes)
      #expect(errno == 1_300_022 || errno == 1_300_202, "lie \(index)")
    }
    var twin = ZipWriter.Entry("b.txt", "hello")
    twin.offset = 0
    #expect(try unzip(ZipWriter([ZipWriter.Entry("a.txt", "hello"), twin]).bytes) == 1_300_022)
    let same = ZipWriter.Entry("a.txt", "hello")
    #expect(try unzip(ZipWriter([same, same]).bytes) == 1_300_022)
  }

  @Test func `that are cut anywhere are refused`() throws {
    let whole = ZipWriter([ZipWriter.Entry("a.txt", "hello")]).bytes
    for count in stride(from: 0, to: whole.count, by: 3) {
      #expect(try unzip(Array(whole.prefix(count))) == 1_300_022)
    }
  }

  @Test func `that grow too much are stopped`() throws {
    // A block of 64 KiB of zeros by deflate is some 80 bytes; the list says that it is small.
    var bomb = ZipWriter.Entry("zeros", "")
    bomb.method = 8
    let head: [UInt8] = [
      0xED, 0xC1, 0x01, 0x01, 0x00, 0x00, 0x00, 0x80, 0x90, 0xFE, 0xAF, 0xEE, 0x08, 0x0A,
    ]
    let packed = head + [UInt8](repeating: 0, count: 63) + [0x6A]
    bomb.packed = packed
    bomb.size = 10
    #expect(try unzip(ZipWriter([bomb]).bytes) == 1_300_022)
    // The limit itself, for an entry that tells the truth.
    bomb.content = [UInt8](repeating: 0, count: 1 << 16)
    bomb.size = nil
    #expect(try unzip(ZipWriter([bomb]).bytes) == nil)
    bomb.size = UInt32(max(packed.count * FileLimits.archiveRatio, 1 << 16) + 1)
    #expect(try unzip(ZipWriter([bomb]).bytes) == 1_300_022)
  }

  @Test func `have so many entries at most`() throws {
    let entries = (0...FileLimits.archiveEntries).map { ZipWriter.Entry("e/\($0)") }
    let archive = ZipWriter(entries).bytes
    #expect(throws: CallError.self) { try ZipArchive(ReadableFile(bytes: archive)) }
    let fits = ZipWriter(Array(entries.dropLast())).bytes
    #expect(try ZipArchive(ReadableFile(bytes: fits)).entries.count == FileLimits.archiveEntries)
  }
}
