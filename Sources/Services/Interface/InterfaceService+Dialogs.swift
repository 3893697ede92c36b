import Bridge
import Wire

extension InterfaceService {
  struct ModalRequest: Codable, Sendable {
    var title: String?
    var content: String?
    /// Whether there is a second button; true when absent.
    var showCancel: Bool?
    /// At most four Chinese characters; `取消` when absent or empty.
    var cancelText: String?
    var cancelColor: String?
    /// At most four Chinese characters; `确定` when absent or empty.
    var confirmText: String?
    var confirmColor: String?
    /// Whether the dialog asks for a text, which starts as `content`.
    var editable: Bool?
    var placeholderText: String?
  }

  struct ModalReply: Codable, Sendable {
    var confirm: Bool
    var cancel: Bool
    /// The text of an editable dialog that was confirmed, else null.
    var content: JSON = .null
  }

  struct ActionSheetRequest: Codable, Sendable {
    /// One to six choices.
    var itemList: AtLeastOne<String>
    var itemColor: String?
    /// A line above the choices.
    var alertText: String?
  }

  struct ActionSheetReply: Codable, Sendable {
    /// The position of the choice, from 0.
    var tapIndex: Int
  }

  /// The most choices of an action sheet.
  static let choices = 6

  /// The screen's question is `ModalRequest` with everything filled in; its answer
  /// `{"confirm": Bool, "content": String?}`. A dismissal counts as cancelling.
  func showModal(
    _ request: ModalRequest, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<ModalReply, CallError>) -> Void
  ) throws(CallError) {
    let confirmText = try Self.label(request.confirmText, or: "确定", named: "confirmText")
    let cancelText = try Self.label(request.cancelText, or: "取消", named: "cancelText")
    let isEditable = request.editable ?? false
    let question: JSON = [
      "title": .string(request.title ?? ""), "content": .string(request.content ?? ""),
      "showCancel": .bool(request.showCancel ?? true), "cancelText": .string(cancelText),
      "confirmText": .string(confirmText), "editable": .bool(isEditable),
      "placeholderText": .string(request.placeholderText ?? ""),
    ]
    let original = request.content ?? ""
    context.screen.ask("modal", question) { given in
      let confirmed = given?["confirm"]?.bool ?? false
      var reply = ModalReply(confirm: confirmed, cancel: !confirmed)
      if confirmed, isEditable { reply.content = .string(given?["content"]?.string ?? original) }
      answer(.success(reply))
    }
  }

  /// The screen's question is `{"itemList", "alertText"}`, its answer `{"tapIndex": Int}`. A
  /// dismissal, or an index that no choice has, counts as cancelling.
  func showActionSheet(
    _ request: ActionSheetRequest, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<ActionSheetReply, CallError>) -> Void
  ) throws(CallError) {
    let items = request.itemList.elements
    guard items.count <= Self.choices else {
      throw .parameter("itemList should not be large than \(Self.choices)")
    }
    let question: JSON = [
      "itemList": .array(items.map { .string($0) }), "alertText": .string(request.alertText ?? ""),
    ]
    context.screen.ask("actionSheet", question) { given in
      guard let index = given?["tapIndex"]?.int, items.indices.contains(index) else {
        answer(.failure(.cancelled))
        return
      }
      answer(.success(ActionSheetReply(tapIndex: index)))
    }
  }

  /// The text of a dialog's button; at most eight columns, of which a Chinese character takes two.
  private static func label(
    _ text: String?, or standard: String, named name: String
  ) throws(CallError) -> String {
    guard let text, !text.isEmpty else { return standard }
    let columns = text.unicodeScalars.reduce(0) { $0 + ($1.value > 0xFF ? 2 : 1) }
    guard columns <= 8 else {
      throw CallError("\(name) length should not larger than 4 Chinese characters")
    }
    return text
  }
}
