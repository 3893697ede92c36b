import Bridge
import Platform
import Wire

/// One confirmation sheet, from its opening to the end of the payment.
struct Cashier<Paid: Sendable>: Sendable {
  let platform: PlatformStore
  let sheet: CashierSheet
  let context: CallContext
  /// Moves the money. A second call of the same cashier moves nothing more.
  let pay: @Sendable (Occasion) throws -> Paid
  let done: @Sendable (Result<Paid, CallError>) -> Void
  /// After a payment that was confirmed twice.
  var confirmedTwice: @Sendable (Paid) -> Void = { _ in }

  func begin() {
    guard sheet.answer == .ask else { return decide(sheet.answer, wrongPasswords: 0) }
    ask(hint: "", wrongPasswords: 0)
  }

  private func ask(hint: String, wrongPasswords: Int) {
    context.screen.ask(
      "payment",
      [
        "merchant": .string(sheet.payee), "description": .string(sheet.description),
        "fen": .number(Double(sheet.fen)), "yuan": .string(Fen.yuan(sheet.fen)),
        "balance": .string(Fen.yuan(sheet.balance)), "hint": .string(hint),
        "note": "play money, nothing real is paid",
      ]
    ) { given in
      decide(answer(given), wrongPasswords: wrongPasswords)
    }
  }

  private func answer(_ given: JSON?) -> PaymentAnswer {
    if let name = given?["answer"]?.string, let answer = PaymentAnswer(rawValue: name) {
      return answer
    }
    guard given?["confirm"]?.bool == true else { return .cancel }
    guard let password = given?["password"]?.string else { return .ok }
    let user = try? platform.user(named: context.visitor.user)
    return password == user?.paymentPassword ? .ok : .wrongPassword
  }

  private func decide(_ answer: PaymentAnswer, wrongPasswords: Int) {
    switch answer {
    case .ok, .ask: done(result())
    case .cancel: done(.failure(.cancelled))
    case .timeout: done(.failure(.timedOut))
    case .insufficientFunds: fail("the wallet does not hold enough")
    case .wrongPassword:
      let tries = wrongPasswords + 1
      guard tries < CashierLimits.passwordTries, sheet.answer == .ask else {
        return fail("wrong password")
      }
      ask(
        hint: "wrong password, \(CashierLimits.passwordTries - tries) more",
        wrongPasswords: tries)
    case .duplicate:
      let first = result()
      // The second confirmation finds it paid and moves nothing.
      _ = result()
      if case .success(let paid) = first { confirmedTwice(paid) }
      done(first)
    }
  }

  private func result() -> Result<Paid, CallError> {
    Result { () throws(CallError) in try answering { try pay(Occasion(context)) } }
  }

  private func fail(_ reason: String) {
    done(.failure(CallError(reason, errno: 700_000)))
  }
}

/// What a person reads, and what the user has set to answer it.
struct CashierSheet: Sendable {
  var payee: String
  var description: String
  var fen: Int
  var balance: Int
  var answer: PaymentAnswer
}

enum CashierLimits {
  /// How often a password may be typed.
  static let passwordTries = 3
}

extension CashierSheet {
  init(_ sheet: PaymentSheet) {
    self.init(
      payee: sheet.merchantName, description: sheet.order.description, fen: sheet.order.total,
      balance: sheet.balance, answer: sheet.answer)
  }
}
