import Bridge

/// A zip archive, read from its list of entries. What a hostile one may hold is refused before
/// anything is unpacked: names that lead out, links, encryption, entries that overlap, and sizes
/// that no honest archive has.
struct ZipArchive: Sendable {
  struct Entry: Sendable {
    /// Names from the archive's root down.
    let names: [String]
    let isFolder: Bool
    fileprivate let method: UInt16
    fileprivate let checksum: UInt32
    fileprivate let packedBytes: Int
    let bytes: Int
    fileprivate let offset: Int

    /// As it stands in the archive.
    var path: String { names.joined(separator: "/") + (isFolder ? "/" : "") }
  }

  private let file: ReadableFile
  let entries: [Entry]

  /// Reads the list.
  init(_ file: ReadableFile) throws(CallError) {
    self.file = file
    let end = try Self.end(of: file)
    guard end.count <= FileLimits.archiveEntries else {
      throw .archive(
        "it has \(end.count) entries; at most \(FileLimits.archiveEntries) are unpacked")
    }
    let list = try file.read(at: end.offset, limit: end.bytes)
    var reader = LittleReader(list)
    var entries: [Entry] = []
    for _ in 0..<end.count { entries.append(try Self.entry(&reader)) }
    try Self.check(entries, listOffset: end.offset)
    self.entries = entries
  }

  private static func end(
    of file: ReadableFile
  ) throws(CallError) -> (count: Int, bytes: Int, offset: Int) {
    // The record stands at the end, before a comment of at most 64 KiB.
    let tailBytes = min(file.count, 22 + 65_535)
    let start = file.count - tailBytes
    let tail = try file.read(at: start, limit: tailBytes)
    var place = tail.count - 22
    while place >= 0 {
      if tail[place..<place + 4].elementsEqual([0x50, 0x4B, 0x05, 0x06]) {
        var reader = LittleReader(Array(tail[(place + 4)...]))
        let disks = (try reader.uint16(), try reader.uint16())
        _ = try reader.uint16()
        let count = Int(try reader.uint16())
        let bytes = Int(try reader.uint32())
        let offset = Int(try reader.uint32())
        guard disks == (0, 0), offset + bytes <= start + place, count * 46 <= bytes else {
          throw .archive("its list of entries is not where it says")
        }
        return (count, bytes, offset)
      }
      place -= 1
    }
    throw .archive("it has no list of entries")
  }

  private static func entry(_ reader: inout LittleReader) throws(CallError) -> Entry {
    guard try reader.uint32() == 0x0201_4B50 else { throw .archive("its list is broken") }
    let madeBy = try reader.uint16()
    _ = try reader.uint16()
    let flags = try reader.uint16()
    let method = try reader.uint16()
    _ = try reader.uint32()
    let checksum = try reader.uint32()
    let packedBytes = Int(try reader.uint32())
    let bytes = Int(try reader.uint32())
    let nameBytes = Int(try reader.uint16())
    let extraBytes = Int(try reader.uint16())
    let commentBytes = Int(try reader.uint16())
    _ = try reader.uint32()
    let attributes = try reader.uint32()
    let offset = Int(try reader.uint32())
    let name = try reader.bytes(nameBytes)
    _ = try reader.bytes(extraBytes + commentBytes)
    guard flags & 0x2041 == 0 else { throw .archive("an entry is encrypted") }
    guard method == 0 || method == 8 else {
      throw .archive("an entry is packed in way \(method); 0 and 8 are understood")
    }
    let kind = madeBy >> 8 == 3 ? attributes >> 16 & 0o170000 : 0
    guard [0, 0o100000, 0o040000].contains(kind) else {
      throw .archive("an entry is a link or a device")
    }
    guard packedBytes < 0xFFFF_FFFF, bytes < 0xFFFF_FFFF, offset < 0xFFFF_FFFF else {
      throw .archive("an entry is larger than 4 GiB")
    }
    let (names, isFolder) = try Self.names(name)
    return Entry(
      names: names, isFolder: isFolder || kind == 0o040000, method: method, checksum: checksum,
      packedBytes: packedBytes, bytes: bytes, offset: offset)
  }

  private static func names(_ bytes: [UInt8]) throws(CallError) -> ([String], isFolder: Bool) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .archive("a name in it is not UTF-8")
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    let isSafe = parts.allSatisfy { part in
      part != ".." && part != "." && part.utf8.count <= FileLimits.nameBytes
        && !part.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }
        && !part.hasSuffix(".") && !part.hasSuffix(" ")
    }
    let hasDrive = parts.first.map { $0.count == 2 && $0.hasSuffix(":") } ?? false
    guard isSafe, !hasDrive, !text.hasPrefix("/"), !parts.isEmpty,
      parts.count <= FileLimits.depth, text.utf8.count <= FileLimits.pathBytes
    else { throw .archive("the name '\(text.prefix(128))' in it leads out of the folder") }
    return (parts, text.hasSuffix("/"))
  }

  private static func check(_ entries: [Entry], listOffset: Int) throws(CallError) {
    var places: [Range<Int>] = []
    var total = 0
    for entry in entries {
      let ratio = max(entry.packedBytes, 1) * FileLimits.archiveRatio
      guard entry.bytes <= max(ratio, 1 << 16) else {
        throw .archive("an entry grows to more than \(FileLimits.archiveRatio) times its size")
      }
      total += entry.bytes
      guard total <= FileLimits.userBytes else { throw .filesFull }
      let end = entry.offset + 30 + entry.packedBytes
      guard end <= listOffset else { throw .archive("an entry lies outside of it") }
      places.append(entry.offset..<end)
    }
    places.sort { $0.lowerBound < $1.lowerBound }
    for (one, next) in zip(places, places.dropFirst()) where next.lowerBound < one.upperBound {
      throw .archive("its entries overlap")
    }
    var seen: Set<[String]> = []
    for entry in entries where !seen.insert(entry.names).inserted {
      throw .archive("two of its entries are called '\(entry.path.prefix(128))'")
    }
  }

  /// Hands out the bytes of an entry piece by piece.
  func unpack(
    _ entry: Entry, to out: ([UInt8]) throws(CallError) -> Void
  ) throws(CallError) {
    var header = LittleReader(try file.read(at: entry.offset, limit: 30))
    guard try header.uint32() == 0x0403_4B50 else { throw .archive("an entry has no header") }
    _ = try header.uint16()
    let flags = try header.uint16()
    let method = try header.uint16()
    _ = try header.bytes(16)
    let nameBytes = Int(try header.uint16())
    let extraBytes = Int(try header.uint16())
    let name = try file.read(at: entry.offset + 30, limit: nameBytes)
    guard method == entry.method, flags & 0x2041 == 0, try Self.names(name).0 == entry.names else {
      throw .archive("an entry says something else than the list")
    }
    let start = entry.offset + 30 + nameBytes + extraBytes
    var checksum = Checksum()
    var count = 0
    try pieces(of: entry, at: start) { bytes throws(CallError) in
      checksum.add(bytes)
      count += bytes.count
      guard count <= entry.bytes else { throw .archive("an entry is larger than it says") }
      try out(bytes)
    }
    guard count == entry.bytes, checksum.value == entry.checksum else {
      throw .archive("the checksum of '\(entry.path.prefix(128))' is wrong")
    }
  }

  private func pieces(
    of entry: Entry, at start: Int, _ out: ([UInt8]) throws(CallError) -> Void
  ) throws(CallError) {
    var offset = 0
    do {
      let inflater = entry.method == 8 ? try Inflater(limit: entry.bytes) : nil
      while offset < entry.packedBytes {
        let bytes = try file.read(
          at: start + offset, limit: min(64 << 10, entry.packedBytes - offset))
        guard !bytes.isEmpty else { throw CallError.archive("an entry is cut off") }
        offset += bytes.count
        if let inflater {
          try inflater.take(bytes) { try out($0) }
        } else {
          try out(bytes)
        }
      }
      if let inflater, !inflater.isFinished { throw CallError.archive("an entry is cut off") }
    } catch let error as CallError {
      throw error
    } catch {
      throw .archive("an entry is broken, or larger than it says")
    }
  }
}

extension CallError {
  /// The archive is not one, or not one that is unpacked.
  static func archive(_ why: String) -> CallError {
    .file(1_300_022, "the archive cannot be unpacked: \(why)")
  }
}

/// Numbers with the low byte first.
private struct LittleReader {
  private let all: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { all = bytes }

  mutating func bytes(_ count: Int) throws(CallError) -> [UInt8] {
    guard count >= 0, all.count - place >= count else { throw .archive("it is cut off") }
    defer { place += count }
    return Array(all[place..<place + count])
  }

  mutating func uint16() throws(CallError) -> UInt16 {
    let bytes = try bytes(2)
    return UInt16(bytes[0]) | UInt16(bytes[1]) << 8
  }

  mutating func uint32() throws(CallError) -> UInt32 {
    let low = try uint16()
    return UInt32(low) | UInt32(try uint16()) << 16
  }
}
