import Crypto
import CryptoExtras
import Foundation

/// What only a merchant can open.
enum ResourceSeal {
  /// AES-256-GCM of version 3: cipher text and tag in base64.
  static func seal(
    _ text: String, key: String, nonce: String, associated: String
  ) throws -> String {
    let box = try AES.GCM.seal(
      Data(text.utf8), using: SymmetricKey(data: Data(key.utf8)),
      nonce: try AES.GCM.Nonce(data: Data(nonce.utf8)), authenticating: Data(associated.utf8))
    return (box.ciphertext + box.tag).base64EncodedString()
  }

  /// AES-256 block by block with PKCS#7, keyed by the digits of the key's MD5: how version 2 seals
  /// what it tells of refunds.
  static func sealRefund(_ text: String, apiKey: String) throws -> String {
    let key = SymmetricKey(data: Data(Digests.md5(apiKey).utf8))
    var bytes = Array(text.utf8)
    let padding = 16 - bytes.count % 16
    bytes += [UInt8](repeating: UInt8(padding), count: padding)
    for start in stride(from: 0, to: bytes.count, by: 16) {
      var block = Array(bytes[start..<start + 16])
      try AES.permute(&block, key: key)
      bytes.replaceSubrange(start..<start + 16, with: block)
    }
    return Data(bytes).base64EncodedString()
  }

  /// Opens what a merchant has sealed with the platform's public key (RSA-OAEP with SHA-1).
  static func open(_ sealed: String, privateKey: String) throws -> String {
    guard sealed.utf8.count <= 2_048, let bytes = Data(base64Encoded: sealed) else {
      throw PlatformError(.parameter, "a sealed field is base64")
    }
    let key = try _RSA.Encryption.PrivateKey(pemRepresentation: privateKey)
    guard let opened = try? key.decrypt(bytes, padding: .PKCS1_OAEP),
      let text = String(validating: opened, as: UTF8.self)
    else {
      throw PlatformError(.parameter, "a sealed field was not sealed with the platform's key")
    }
    return text
  }
}
