import CryptoExtras
import Foundation
import GRDB

/// The keys that the platform signs version 3 with. They are made once for each host.
public struct PlatformKey: Sendable, Hashable {
  /// The certificate's serial number, 40 hexadecimal digits.
  public let serial: String
  /// What the same key is called by clients that know it without a certificate.
  public let publicKeyID: String
  /// PKCS#8 PEM; never leaves the host.
  let privateKey: String
  public let certificate: String
  public let publicKey: String
  /// When the certificate begins and ends.
  let from: Int
  let to: Int
}

extension PlatformStore {
  private static let certificateMilliseconds = 5 * 365 * 24 * 3_600_000

  public func platformKey(on occasion: Occasion) throws -> PlatformKey {
    if let known = try read({ try Self.findPlatformKey(in: $0) }) { return known }
    // Making a key takes a while, in which others may write.
    let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    var serial = occasion.bytes(20)
    serial[0] = serial[0] & 0x3F | 0x40
    let from = occasion.milliseconds - 24 * 3_600_000
    let certificate = try Certificate.make(
      for: key, serial: serial, from: from, to: from + Self.certificateMilliseconds)
    return try write { database in
      // Another process may have been first.
      if let known = try Self.findPlatformKey(in: database) { return known }
      try database.execute(
        sql: """
          INSERT INTO platformKey (id, serial, publicKeyID, privateKey, certificate, made)
          VALUES (1, ?, ?, ?, ?, ?)
          """,
        arguments: [
          Digests.hex(serial).uppercased(),
          "PUB_KEY_ID_01" + occasion.text(30, of: .digits), key.pkcs8PEMRepresentation,
          certificate, from,
        ])
      guard let made = try Self.findPlatformKey(in: database) else {
        throw PlatformError(.storage, "the platform's key could not be stored")
      }
      return made
    }
  }

  private static func findPlatformKey(in database: Database) throws -> PlatformKey? {
    guard let row = try Row.fetchOne(database, sql: "SELECT * FROM platformKey WHERE id = 1") else {
      return nil
    }
    let key = try _RSA.Signing.PrivateKey(pemRepresentation: row["privateKey"] as String)
    let from: Int = row["made"]
    return PlatformKey(
      serial: row["serial"], publicKeyID: row["publicKeyID"], privateKey: row["privateKey"],
      certificate: row["certificate"], publicKey: key.publicKey.pemRepresentation, from: from,
      to: from + certificateMilliseconds)
  }

  /// A merchant with a key pair for version 3, made now if it has none.
  public func merchantWithKey(_ number: String) throws -> Merchant {
    let known = try merchant(number)
    guard known.publicKey.isEmpty else { return known }
    let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    return try write { database in
      try database.execute(
        sql: """
          UPDATE merchant SET privateKey = ?, publicKey = ? WHERE number = ? AND publicKey = ''
          """,
        arguments: [key.pkcs8PEMRepresentation, key.publicKey.pemRepresentation, number])
      return try Self.merchant(number, in: database)
    }
  }

  /// Whether a merchant uses a nonce for the first time; a request that is repeated does not.
  func takeNonce(_ nonce: String, of merchant: String, on occasion: Occasion) throws -> Bool {
    try write { database in
      try database.execute(
        sql: "DELETE FROM nonce WHERE time < ?",
        arguments: [occasion.milliseconds - PlatformServerLimits.nonceMilliseconds])
      try database.execute(
        sql: "INSERT INTO nonce VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        arguments: [merchant, nonce, occasion.milliseconds])
      return database.changesCount == 1
    }
  }
}
