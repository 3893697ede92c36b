import Foundation

/// Results of transforms on disk, found by what went in.
///
/// An entry holds its whole key and counts only when that is equal, so that no program can place a
/// result where another one's would be. What cannot be read counts as absent, and a folder that
/// cannot be written only costs time. Files are replaced in one step, so processes may share it.
struct TransformCache: Sendable {
  private struct Entry<Value: Codable>: Codable {
    var key: String
    var value: Value
  }

  let folder: String
  var limitBytes = TransformLimits.cacheBytes

  /// Part of every key. Bumped when the options of a tool change.
  private static let version = "2\n"

  func find<Value: Codable>(_ key: String) -> Value? {
    guard let data = FileManager.default.contents(atPath: file(for: key)),
      let entry = try? JSONDecoder().decode(Entry<Value>.self, from: data),
      entry.key.utf8.elementsEqual((Self.version + key).utf8)
    else { return nil }
    return entry.value
  }

  func keep<Value: Codable>(_ value: Value, for key: String) {
    let entry = Entry(key: Self.version + key, value: value)
    guard let data = try? JSONEncoder().encode(entry) else { return }
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // Nobody sees half a file: what is written elsewhere first takes its place at once.
    let file = file(for: key)
    let draft = "\(file).\(UUID().uuidString)"
    guard (try? NewFile.write(data.asString, to: draft)) != nil, rename(draft, file) == 0 else {
      unlink(draft)
      return
    }
  }

  /// Removes the oldest entries when all together are past the limit, until half of it is free.
  func prune() {
    var entries = self.entries()
    var total = entries.reduce(0) { $0 + $1.bytes }
    guard total > limitBytes else { return }
    entries.sort { $0.date > $1.date }
    while total > limitBytes / 2, let oldest = entries.popLast() {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(oldest.name)")
      total -= oldest.bytes
    }
  }

  private func entries() -> [(name: String, bytes: Int, date: Date)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { name in
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      guard let attributes, let bytes = (attributes[.size] as? NSNumber)?.intValue else {
        return nil
      }
      return (name, bytes, attributes[.modificationDate] as? Date ?? .distantPast)
    }
  }

  /// Where an entry lies: FNV-1a of its key. Keys that meet there replace each other.
  func file(for key: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var key = Self.version + key
    key.withUTF8 { bytes in
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return "\(folder)/\(String(hash, radix: 36)).json"
  }
}
