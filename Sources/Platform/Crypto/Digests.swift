import Crypto
import Foundation

/// Digests as the platform writes them.
enum Digests {
  /// SHA-1 in hexadecimal digits.
  static func sha1(_ text: String) -> String { hex(Insecure.SHA1.hash(data: Data(text.utf8))) }

  /// MD5 in hexadecimal digits.
  static func md5(_ text: String) -> String { hex(Insecure.MD5.hash(data: Data(text.utf8))) }

  static func sha256(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }

  /// HMAC-SHA256 in hexadecimal digits.
  static func hmac(_ text: String, key: String) -> String {
    hex(
      HMAC<SHA256>.authenticationCode(
        for: Data(text.utf8), using: SymmetricKey(data: Data(key.utf8))))
  }

  /// Whether two texts are the same, in a time that does not tell where they differ.
  static func areEqual(_ one: String, _ other: String) -> Bool {
    let (one, other) = (Array(one.utf8), Array(other.utf8))
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  static func base64URL(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }
}
