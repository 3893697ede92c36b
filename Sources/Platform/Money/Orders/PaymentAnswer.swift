/// What a person, a script or a policy says to a confirmation sheet.
public enum PaymentAnswer: String, Sendable, CaseIterable {
  /// Nobody decided yet: the sheet stays on the screen.
  case ask
  case ok
  case cancel
  /// The sheet was confirmed with a password that is not the wallet's.
  case wrongPassword
  /// The wallet says that it holds too little, whatever it holds.
  case insufficientFunds
  /// The connection broke before the answer came; nothing was paid.
  case timeout
  /// The sheet was confirmed twice; it is paid once.
  case duplicate
}
