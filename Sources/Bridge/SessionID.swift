/// One run of a mini-program: what a service keeps until its end is kept under this.
public struct SessionID: Hashable, Sendable {
  /// Sixteen hexadecimal digits, also fit for the name of a file.
  public let text: String

  /// One that no other session has.
  public init() {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    text = String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// The files that a mini-program came with.
public protocol PackageFiles: Sendable {
  /// The bytes of a file by its path from the package's root, without a slash in front.
  ///
  /// - Returns: nil when there is none, or none of at most `limit` bytes.
  func bytes(at path: String, limit: Int) -> [UInt8]?
  /// Paths of all files, sorted by bytes.
  var paths: [String] { get }
  /// Whether the project wants its requests held to the listed domains (`setting.urlCheck`).
  var checksDomains: Bool { get }
}

extension PackageFiles {
  public var paths: [String] { [] }
  public var checksDomains: Bool { true }

  /// Whether any file lies in a folder; the package itself has no name.
  public func isFolder(_ path: String) -> Bool {
    path.isEmpty || paths.contains { $0.hasPrefix(path + "/") }
  }
}

/// A mini-program that came without files.
public struct NoFiles: PackageFiles {
  public init() {}
  public func bytes(at path: String, limit: Int) -> [UInt8]? { nil }
}
