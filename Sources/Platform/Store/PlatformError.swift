/// Why the platform refuses something: what happened, and a sentence for whoever reads it.
///
/// Each of the platform's doors (`/cgi-bin`, payment version 2 and 3, `wx`) has its own codes for
/// the same refusals; they are told from `reason`.
public struct PlatformError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Reason: String, Sendable {
    // Identity.
    case unknownProgram, wrongSecret, unknownUser, userExists, userBlocked
    case codeInvalid, codeUsed, sessionExpired
    // Money.
    case notEnough, amount, parameter
    case unknownMerchant, unknownOrder, orderPaid, orderClosed, orderExpired, orderNotPaid
    case numberUsed, wrongPayer, wrongSignature, programNotBound
    case refundTooLarge, unknownRefund
    case authCodeInvalid, authCodeExpired, passwordNeeded
    case unknownTransfer, transferClosed
    case unknownPacket, packetEmpty, packetExpired, alreadyClaimed
    // The host's own.
    case storage
  }

  public let reason: Reason
  public let description: String

  public init(_ reason: Reason, _ description: String) {
    self.reason = reason
    self.description = description
  }
}
