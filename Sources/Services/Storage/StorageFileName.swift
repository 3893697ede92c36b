import Bridge

/// Where the database of a visitor is: `<app>/<user>.sqlite` below the storage folder.
///
/// A mini-program's name comes from its own files, so nothing of it reaches the file system but
/// lower-case letters, digits and `-`. Every other byte is written as `_` and two hexadecimal
/// digits, which keeps different names apart on every file system.
enum StorageFileName {
  static func path(of visitor: Visitor) throws(CallError) -> String {
    try folder(of: visitor) + ".sqlite"
  }

  /// The same without a suffix, for what keeps several files.
  static func folder(of visitor: Visitor) throws(CallError) -> String {
    let bytes = visitor.app.utf8.count
    guard (1...StorageLimits.appNameBytes).contains(bytes) else {
      throw CallError(
        "the name of the mini-program (appid) has \(bytes) bytes;"
          + " 1 to \(StorageLimits.appNameBytes) are allowed", errno: 1001)
    }
    guard Visitor.isValid(user: visitor.user) else {
      throw CallError("'\(visitor.user)' is no name of a user", errno: 1001)
    }
    return "\(safe(visitor.app))/\(safe(visitor.user))"
  }

  private static func safe(_ name: String) -> String {
    name.utf8.map { byte in
      switch byte {
      case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"): String(Unicode.Scalar(byte))
      default: "_" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
      }
    }.joined()
  }
}
