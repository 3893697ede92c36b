import Bridge

extension CallError {
  /// A key and value past `StorageLimits.entryUnits`.
  static let entryTooLarge = CallError(
    "entry size limit reached", message: "setStorage:fail:entry size limit reached")

  /// All entries together past `StorageLimits.totalBytes`.
  static let storageFull = CallError(
    "exceed storage max size 10Mb", message: "setStorage:fail exceed storage max size 10Mb")

  static let emptyKey = CallError.parameter("parameter.key should not be empty;")

  /// A request of the prelude that is not of the form that was agreed.
  static func malformedStorage(_ expected: String, at offset: Int) -> CallError {
    .parameter("a storage request should have \(expected) at byte \(offset);")
  }
}
