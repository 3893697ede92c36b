/// One value under one key.
///
/// Key, tag and text are kept as the JSON that was sent, between its quotes and with its escapes:
/// JavaScript strings may hold half of a surrogate pair, which JSON writes as an escape and Swift
/// strings cannot hold. So every key stays itself, and a launch gets back what was stored.
struct StoredEntry: Hashable, Sendable {
  var key: EscapedText
  /// The type of the value: `String`, `Number`, `Date` … (`reference/api-core.md 9.1`).
  var tag: EscapedText
  /// The value, encoded by the prelude.
  var text: EscapedText

  /// What the entry counts against `StorageLimits.totalBytes`.
  var bytes: Int { key.bytes + text.bytes + StorageLimits.entryBytes }

  /// The length of `"key":["tag","text"],`.
  var launchBytes: Int {
    Self.punctuationBytes + [key, tag, text].reduce(0) { $0 + $1.escaped.utf8.count }
  }

  private static let punctuationBytes = 10
}

/// The inside of a JSON string.
struct EscapedText: Hashable, Sendable {
  /// As it stands between the quotes.
  var escaped: String
  /// UTF-16 units of what it means.
  var units: Int
  /// UTF-8 bytes of what it means; half of a surrogate pair counts three.
  var bytes: Int
}
