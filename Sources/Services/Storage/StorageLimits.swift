/// What one visitor may store (`reference/api-conventions.md 8.8`).
enum StorageLimits {
  /// A key and its encoded value together, in UTF-16 units.
  static let entryUnits = 1 << 20
  /// All keys and values together, in UTF-8 bytes.
  static let totalBytes = 10 << 20
}
