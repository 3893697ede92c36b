import View
import Wire

/// What a person says to the dialog that lies over the page.
struct DialogAnswer {
  /// Which dialog it is for, such as `modal`, `actionSheet`, `authorize` or one of `consents`.
  let key: String
  /// The answer in the dialog's form; nil dismisses it.
  let value: JSON?

  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  /// - Parameters:
  ///   - words: `ok`, `cancel`, the number of a choice from 1, or the text that was asked for.
  ///   - overlays: what is shown, by key. An action sheet opens over a modal, so it goes first.
  init(_ words: String, to overlays: [String: JSON]) throws(Refusal) {
    if let sheet = overlays["actionSheet"] {
      key = "actionSheet"
      value = try Self.choice(words, of: sheet["itemList"]?.array?.count ?? 0)
    } else if let modal = overlays["modal"] {
      key = "modal"
      value = try Self.reply(words, to: modal)
    } else if let question = Self.consents.first(where: { overlays[$0] != nil }) {
      key = question
      value = try Self.consent(words)
    } else if overlays["authorize"] != nil {
      key = "authorize"
      value = ["allow": .bool(try Self.agreement(words))]
    } else if overlays["privacy"] != nil {
      key = "privacy"
      value = ["agree": .bool(try Self.agreement(words))]
    } else if let setting = overlays["setting"] {
      key = "setting"
      value = try Self.switched(words, setting["authSetting"]?.object ?? [:])
    } else {
      throw Refusal(description: "no dialog is open")
    }
  }

  /// Questions that are allowed or refused.
  private static let consents = [
    "payment", "merchantTransfer", "userProfile", "phoneNumber", "avatar",
  ]

  private static func consent(_ words: String) throws(Refusal) -> JSON {
    switch words {
    case "ok": return ["confirm": true]
    case "cancel": return ["confirm": false]
    default:
      // A confirmation sheet also takes what a test of failures wants: `wrongPassword` and so on.
      return ["confirm": true, "answer": .string(words)]
    }
  }

  private static func choice(_ words: String, of count: Int) throws(Refusal) -> JSON? {
    if words == "cancel" { return nil }
    guard let number = Int(words), number >= 1, number <= count else {
      throw Refusal(
        description: "the choices take 'answer 1' to 'answer \(count)' or 'answer cancel'")
    }
    return ["tapIndex": .number(Double(number - 1))]
  }

  private static func agreement(_ words: String) throws(Refusal) -> Bool {
    switch words {
    case "ok": return true
    case "cancel": return false
    default: throw Refusal(description: "the question takes 'answer ok' or 'answer cancel'")
    }
  }

  /// The names of scopes switch them; `ok` and `cancel` leave all as it is.
  private static func switched(
    _ words: String, _ settings: JSONObject
  ) throws(Refusal) -> JSON? {
    if words == "ok" || words == "cancel" { return nil }
    var changed = JSONObject()
    for name in words.split(separator: " ").map(String.init) {
      guard let isAllowed = settings[name]?.bool else {
        let names = settings.members.map(\.name).joined(separator: ", ")
        throw Refusal(
          description: "the settings take 'answer ok' or names to switch: "
            + (names.isEmpty ? "there are none" : names))
      }
      changed[name] = .bool(!isAllowed)
    }
    return ["authSetting": .object(changed)]
  }

  private static func reply(_ words: String, to modal: JSON) throws(Refusal) -> JSON {
    switch words {
    case "ok": return ["confirm": true]
    case "cancel": return ["confirm": false]
    default:
      guard modal["editable"]?.bool == true else {
        throw Refusal(description: "the dialog takes 'answer ok' or 'answer cancel'")
      }
      return ["confirm": true, "content": .string(words)]
    }
  }
}
