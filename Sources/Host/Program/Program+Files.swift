import Bridge
import Loader

extension Program: PackageFiles {
  /// The bytes of a file that was listed when the package was loaded; no other can be reached.
  public func bytes(at path: String, limit: Int) -> [UInt8]? {
    try? miniProgram.bytes(at: path, limit: limit)
  }

  public var paths: [String] { miniProgram.files }

  public var checksDomains: Bool { miniProgram.projectSettings.checksURLs }
}
