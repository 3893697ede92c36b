import Glibc

/// This program's own file.
enum Executable {
  /// The absolute path, links resolved.
  static var path: String {
    guard let path = realpath("/proc/self/exe", nil) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }
}
