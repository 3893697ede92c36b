import CryptoExtras
import Foundation

/// RSA with SHA-256 and PKCS#1 version 1.5, in base64: what version 3 of payments signs with.
enum RSASignature {
  /// The longest text in base64 that can be a signature.
  private static let signatureBytes = 1_024

  static func make(_ text: String, privateKey: String) throws -> String {
    let key = try _RSA.Signing.PrivateKey(pemRepresentation: privateKey)
    return try key.signature(for: Data(text.utf8), padding: .insecurePKCS1v1_5)
      .rawRepresentation.base64EncodedString()
  }

  /// Whether a signature is one of this text by this key; also false for what is no signature and
  /// no key.
  static func isValid(_ signature: String, of text: String, publicKey: String) -> Bool {
    isValid(signature, of: Data(text.utf8), publicKey: publicKey)
  }

  static func isValid(_ signature: String, of text: Data, publicKey: String) -> Bool {
    guard signature.utf8.count <= signatureBytes, let bytes = Data(base64Encoded: signature),
      let key = try? _RSA.Signing.PublicKey(pemRepresentation: publicKey)
    else { return false }
    return key.isValidSignature(
      _RSA.Signing.RSASignature(rawRepresentation: bytes), for: text,
      padding: .insecurePKCS1v1_5)
  }
}
