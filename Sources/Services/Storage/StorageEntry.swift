import Bridge
import Wire

/// One value under one key, as the prelude encoded it (`reference/api-core.md 9.1`).
struct StorageEntry {
  let key: String
  /// The kind of the value: `String`, `Number`, `Date` …
  let tag: String
  let text: String

  init(_ value: JSON) throws(CallError) {
    guard let key = value[0]?.string, let tag = value[1]?.string, let text = value[2]?.string else {
      throw .parameter("an entry is [key, tag, text], found \(value.jsonText.prefix(40))")
    }
    guard !key.isEmpty else { throw .parameter("parameter.key should not be empty;") }
    guard key.utf16.count + text.utf16.count <= StorageLimits.entryUnits else {
      throw CallError("entry size limit reached")
    }
    self.key = key
    self.tag = tag
    self.text = text
  }

  var bytes: Int { key.utf8.count + text.utf8.count }
}
