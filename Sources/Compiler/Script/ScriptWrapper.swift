/// A script as the function the module loader calls.
public struct WrappedScript: Hashable, Sendable {
  /// An expression whose value is a function.
  public let code: String
  /// UTF-16 units in front of the script's first line. Lines stay as they were; a column the
  /// engine reports on line 1 is this much too large.
  public let prefixColumns: Int
}

extension Script {
  /// Wraps a CommonJS script as `(function (require, module, exports) {…})`.
  ///
  /// A byte order mark goes and a `#!` line becomes a comment. A `"use strict"` at the start of the
  /// script stays where it takes effect.
  ///
  /// - Parameter counters: how many the script's code has in the array `$sampan$`. With them, it
  ///   becomes `(function (count) {…return function (require, module, exports) {…}})`.
  public static func wrap(_ source: String, counters: Int? = nil) -> WrappedScript {
    var prefix = "(function (require, module, exports) {"
    var suffix = "\n})"
    if let counters {
      prefix = countersHead(counters) + prefix
      suffix += "})"
    }
    return WrappedScript(
      code: prefix + plain(source) + suffix, prefixColumns: prefix.utf16.count)
  }

  /// What makes a module of a function of its counters.
  static func countersHead(_ counters: Int) -> String {
    "(function ($sampan$) { $sampan$ = $sampan$(\(counters)); return "
  }

  /// The script without what JavaScript allows at the very start of a file only.
  static func plain(_ source: String) -> String {
    var bytes = source.utf8[...]
    if bytes.starts(with: "\u{FEFF}".utf8) { bytes = bytes.dropFirst(3) }
    guard bytes.starts(with: "#!".utf8) else { return String(decoding: bytes, as: UTF8.self) }
    return "//" + String(decoding: bytes.dropFirst(2), as: UTF8.self)
  }
}
