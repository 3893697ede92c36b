/// Where money is. All of it was in the reserve once and moves between these.
enum LedgerAccount: Hashable, Sendable {
  /// Play money that nobody has got yet.
  case reserve
  /// A user's wallet, by row.
  case user(Int64)
  /// A merchant's balance, by number.
  case merchant(String)
  /// Sent and not yet accepted.
  case pendingTransfers
  /// In red packets that are not empty yet.
  case redPackets

  var kind: String {
    switch self {
    case .reserve: "reserve"
    case .user: "user"
    case .merchant: "merchant"
    case .pendingTransfers: "pendingTransfers"
    case .redPackets: "redPackets"
    }
  }

  var owner: String {
    switch self {
    case .user(let id): "\(id)"
    case .merchant(let number): number
    case .reserve, .pendingTransfers, .redPackets: ""
    }
  }
}

/// Why money moves; told on statements.
enum PostingKind: String, Sendable {
  case opening, topUp, payment, refund
  case transferSent, transferAccepted, transferReturned
  case packetSent, packetClaimed, packetReturned
  case merchantTransfer, withdrawal
}
