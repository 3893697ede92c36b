import Bridge
import Wire

/// Addresses, titles of invoices and invoices that a person keeps (`reference/api-core.md 9.10`).
/// They stand in the device's profile and are chosen on the screen, under `address`,
/// `invoiceTitle`, `invoice` and `card`; a person may also answer with the fields themselves.
public struct PapersService: Service {
  public static let name = "papers"

  public init() {}

  public var calls: [Call] {
    Call(asking: "chooseAddress", example: (Nothing(), DeviceProfile.Address())) {
      (_: Nothing, context, answer) in
      pick(
        "address", "收货地址", context.device.profile.person.addresses, context, answer
      ) { "\($0.userName) \($0.cityName)\($0.countyName)\($0.detailInfo)" }
    }
    .summary("Lets the person choose an address for deliveries.").category("Open")
    .since("1.1.0").scope(.address).privacy(.address)
    Call(asking: "chooseInvoiceTitle", example: (Nothing(), DeviceProfile.InvoiceTitle())) {
      (_: Nothing, context, answer) in
      pick(
        "invoiceTitle", "发票抬头", context.device.profile.person.invoiceTitles, context, answer
      ) { $0.title }
    }
    .summary("Lets the person choose whom an invoice names.").category("Open").since("1.5.0")
    .scope(.invoiceTitle).privacy(.invoice)
    Call(asking: "chooseInvoice", example: (Nothing(), Invoices(invoiceInfo: "[]"))) {
      (_: Nothing, context, answer) in
      let invoices = context.device.profile.person.invoices
      var choice = Choice(key: "invoice", title: "发票", choices: invoices.map(\.card_id))
      choice.most = max(1, invoices.count)
      choice.ask(context) { picked in
        answer(
          picked.flatMap { indexes in
            Result { () throws(CallError) in
              let chosen = try JSONCoding.encode(indexes.map { invoices[$0] }).value
              return Invoices(invoiceInfo: chosen.jsonText)
            }
          })
      }
    }
    .summary("Lets the person choose invoices.").category("Open").since("2.3.0")
    .scope(.invoice).privacy(.invoice)
    Call(
      asking: "addCard",
      example: (
        NewCards(cardList: AtLeastOne([NewCard(cardId: "a", cardExt: "{}")])),
        AddedCards(cardList: [AddedCard(code: "", cardId: "a", cardExt: "{}", isSuccess: true)])
      )
    ) { (request: NewCards, context, answer) in
      Confirmation(
        key: "card", title: "添加卡券", content: "\(request.cardList.elements.count)"
      ).ask(context, answer) {
        let added = request.cardList.elements.map { card in
          AddedCard(code: "", cardId: card.cardId, cardExt: card.cardExt, isSuccess: true)
        }
        context.device.record("addCard", ["cards": .array(added.map { .string($0.cardId) })])
        return AddedCards(cardList: added)
      }
    }
    .summary("Adds cards to the person's wallet of cards.").category("Open").since("1.1.0")
    Call(
      recording: "openCard",
      example: KnownCards(cardList: AtLeastOne([KnownCard(cardId: "a", code: "1")]))
    )
    .summary("Shows cards of the person's wallet of cards.").category("Open").since("1.1.0")
  }

  private func pick<Paper: Codable & Sendable>(
    _ key: String, _ title: String, _ papers: [Paper], _ context: CallContext,
    _ answer: @escaping @Sendable (Result<Paper, CallError>) -> Void,
    name: (Paper) -> String
  ) {
    let choice = Choice(key: key, title: title, choices: papers.map(name))
    context.screen.ask(choice.key, choice.value) { given in
      if let index = choice.picked(from: given).first {
        answer(.success(papers[index]))
      } else if let given, given["index"] == nil, given["indexes"] == nil,
        let paper = try? JSONCoding.decode(Paper.self, from: CallRequest(given))
      {
        answer(.success(paper))
      } else {
        answer(.failure(.cancelled))
      }
    }
  }
}

extension PapersService {
  struct Invoices: Codable, Sendable {
    /// JSON text: a list of `{card_id, encrypt_code, app_id}`.
    var invoiceInfo: String
  }

  struct NewCard: Codable, Sendable {
    var cardId: String
    /// JSON text with the card's signature.
    var cardExt: String
  }

  struct NewCards: Codable, Sendable {
    var cardList: AtLeastOne<NewCard>
  }

  struct AddedCard: Codable, Sendable {
    var code: String
    var cardId: String
    var cardExt: String
    var isSuccess: Bool
  }

  struct AddedCards: Codable, Sendable { var cardList: [AddedCard] }

  struct KnownCard: Codable, Sendable {
    var cardId: String
    var code: String
  }

  struct KnownCards: Codable, Sendable {
    var cardList: AtLeastOne<KnownCard>
  }
}
