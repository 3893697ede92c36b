import Crypto
import CryptoExtras
import Foundation
import Wire

/// Data about a user, sealed with the session key so that only the program's server can read it
/// (`reference/server-side-apis.md 10.2`).
public struct SealedData: Codable, Sendable, Hashable {
  /// AES-128-CBC with PKCS#7, in base64.
  public let encryptedData: String
  /// Sixteen bytes in base64.
  public let iv: String

  /// - Parameter fields: what is sealed; a watermark of program and time is added.
  init(
    _ fields: JSON, sessionKey: String, appID: String, on occasion: Occasion
  ) throws {
    var object = fields.object ?? JSONObject()
    object["watermark"] = [
      "timestamp": .number(Double(occasion.seconds)), "appid": .string(appID),
    ]
    try self.init(
      JSON.object(object).jsonText, sessionKey: sessionKey, iv: occasion.bytes(16))
  }

  init(_ text: String, sessionKey: String, iv: [UInt8]) throws {
    let sealed = try AES._CBC.encrypt(
      Data(text.utf8), using: try Self.key(sessionKey), iv: try AES._CBC.IV(ivBytes: iv))
    encryptedData = sealed.base64EncodedString()
    self.iv = Data(iv).base64EncodedString()
  }

  /// The text that was sealed.
  func opened(sessionKey: String) throws -> String {
    guard let sealed = Data(base64Encoded: encryptedData), let iv = Data(base64Encoded: iv) else {
      throw PlatformError(.parameter, "sealed data and its iv are base64")
    }
    let text = try AES._CBC.decrypt(
      sealed, using: try Self.key(sessionKey), iv: try AES._CBC.IV(ivBytes: iv))
    return String(decoding: text, as: UTF8.self)
  }

  /// The signature of plain data: SHA-1 of the text followed by the session key.
  static func signature(of rawData: String, sessionKey: String) -> String {
    Digests.sha1(rawData + sessionKey)
  }

  private static func key(_ sessionKey: String) throws -> SymmetricKey {
    guard let bytes = Data(base64Encoded: sessionKey), bytes.count == 16 else {
      throw PlatformError(.storage, "a session key has 16 bytes")
    }
    return SymmetricKey(data: bytes)
  }
}
