import Bridge
import Crypto

/// A digest of a file, computed piece by piece.
enum FileDigest {
  case md5(Insecure.MD5)
  case sha1(Insecure.SHA1)
  case sha256(SHA256)

  init(_ name: String) throws(CallError) {
    switch name {
    case "md5": self = .md5(Insecure.MD5())
    case "sha1": self = .sha1(Insecure.SHA1())
    case "sha256": self = .sha256(SHA256())
    default: throw .file(1_300_022, "digestAlgorithm is md5, sha1 or sha256")
    }
  }

  mutating func update(_ bytes: [UInt8]) {
    switch self {
    case .md5(var digest):
      digest.update(data: bytes)
      self = .md5(digest)
    case .sha1(var digest):
      digest.update(data: bytes)
      self = .sha1(digest)
    case .sha256(var digest):
      digest.update(data: bytes)
      self = .sha256(digest)
    }
  }

  func finish() -> String {
    let bytes: [UInt8] =
      switch self {
      case .md5(let digest): Array(digest.finalize())
      case .sha1(let digest): Array(digest.finalize())
      case .sha256(let digest): Array(digest.finalize())
      }
    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
