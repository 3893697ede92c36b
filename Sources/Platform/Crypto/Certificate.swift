import CryptoExtras
import Foundation

/// A certificate that says: this key is the play platform's. Merchants' libraries want one; nobody
/// vouches for it. It is written here since it is one fixed form, 60 lines of DER.
enum Certificate {
  /// A self-signed X.509 certificate in PEM.
  ///
  /// - Parameters:
  ///   - serial: twenty bytes, the first from 0x10 to 0x7F so that all 40 digits are written.
  ///   - from, to: milliseconds since 1970.
  static func make(
    for key: _RSA.Signing.PrivateKey, serial: [UInt8], from: Int, to: Int
  ) throws -> String {
    let algorithm = DER.sequence([
      DER.identifier([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 11]), [5, 0],
    ])
    let name = DER.sequence([
      DER.set([DER.sequence([DER.identifier([0x55, 4, 10]), DER.text("Sampan play money")])]),
      DER.set([DER.sequence([DER.identifier([0x55, 4, 3]), DER.text("Sampan platform")])]),
    ])
    let body = DER.sequence([
      DER.tagged(0xA0, DER.integer([2])), DER.integer(serial), algorithm, name,
      DER.sequence([DER.time(from), DER.time(to)]), name, Array(try spki(key.publicKey)),
    ])
    let signature = try key.signature(for: Data(body), padding: .insecurePKCS1v1_5)
    let whole = DER.sequence([
      body, algorithm, DER.tagged(3, [0] + Array(signature.rawRepresentation)),
    ])
    return PEM.text(whole, label: "CERTIFICATE")
  }

  /// The key with its algorithm, as certificates hold it.
  private static func spki(_ key: _RSA.Signing.PublicKey) throws -> Data {
    let lines = key.pemRepresentation.split(separator: "\n").filter { !$0.hasPrefix("-----") }
    guard let bytes = Data(base64Encoded: lines.joined()) else {
      throw PlatformError(.storage, "a public key cannot be written")
    }
    return bytes
  }
}

enum PEM {
  static func text(_ bytes: [UInt8], label: String) -> String {
    let base64 = Array(Data(bytes).base64EncodedString())
    let lines = stride(from: 0, to: base64.count, by: 64).map {
      String(base64[$0..<min($0 + 64, base64.count)])
    }
    return (["-----BEGIN \(label)-----"] + lines + ["-----END \(label)-----"])
      .joined(separator: "\n") + "\n"
  }
}

/// The few forms of DER that a certificate has.
private enum DER {
  static func tagged(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let length = content.count
    let head: [UInt8] =
      length < 128
      ? [UInt8(length)]
      : length < 256
        ? [0x81, UInt8(length)] : [0x82, UInt8(length >> 8 & 255), UInt8(length & 255)]
    return [tag] + head + content
  }

  static func sequence(_ parts: [[UInt8]]) -> [UInt8] { tagged(0x30, Array(parts.joined())) }
  static func set(_ parts: [[UInt8]]) -> [UInt8] { tagged(0x31, Array(parts.joined())) }
  static func integer(_ bytes: [UInt8]) -> [UInt8] { tagged(2, bytes) }
  static func identifier(_ bytes: [UInt8]) -> [UInt8] { tagged(6, bytes) }
  static func text(_ text: String) -> [UInt8] { tagged(12, Array(text.utf8)) }

  /// UTC, with the year's last two digits as certificates before 2050 have it.
  static func time(_ milliseconds: Int) -> [UInt8] {
    let text = BeijingTime(milliseconds: milliseconds - 8 * 3_600_000).compact
    return tagged(23, Array(text.dropFirst(2).utf8) + [UInt8(ascii: "Z")])
  }
}
