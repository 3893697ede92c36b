import Wire

/// Something that lies over a page: a toast, a dialog, a choice.
struct Overlay {
  enum Kind: Hashable {
    case toast
    case loading
    case modal
    case actionSheet
    /// Questions for a permission, for the agreement to a privacy guide, and the settings.
    case authorize
    case privacy
    case setting
    /// A question of another key: `title`, `content`, `choices`, `confirmText`.
    case question

    init(key: String) {
      switch key {
      case "toast": self = .toast
      case "loading": self = .loading
      case "modal": self = .modal
      case "actionSheet": self = .actionSheet
      case "authorize": self = .authorize
      case "privacy": self = .privacy
      case "setting": self = .setting
      default: self = .question
      }
    }
  }

  private let kind: Kind
  private let state: JSON
  private let columns: Int

  init(_ kind: Kind, _ state: JSON, columns: Int) {
    self.kind = kind
    self.state = state
    self.columns = columns
  }

  /// A box as wide as what it says, in the middle.
  var lines: [String] {
    let room = columns - 4
    let inside = words.flatMap { TextColumns.wrap($0, room) }
    let width = inside.map { TextColumns.width($0) }.max() ?? 0
    let box =
      ["╭" + String(repeating: "─", count: width + 2) + "╮"]
      + inside.map { "│ \(TextColumns.centred($0, width)) │" }
      + ["╰" + String(repeating: "─", count: width + 2) + "╯"]
    return box.map { TextColumns.centred($0, columns) }
  }

  private var words: [String] {
    func string(_ name: String) -> String { state[name]?.string ?? "" }
    switch kind {
    case .toast:
      let mark = ["success": "✓ ", "error": "✗ ", "loading": "… "][string("icon")] ?? ""
      return [mark + string("title")]
    case .loading: return ["… " + string("title")]
    case .modal:
      var lines = [string("title"), string("content")].filter { !$0.isEmpty }
      if state["editable"]?.isTruthy == true { lines.append("[\(string("placeholderText"))]") }
      let cancel = state["showCancel"]?.isTruthy ?? true ? "[ \(string("cancelText")) ]  " : ""
      return lines + [cancel + "[ \(string("confirmText")) ]"]
    case .actionSheet:
      let items = state["itemList"]?.array?.compactMap(\.string) ?? []
      return [string("alertText")].filter { !$0.isEmpty } + items.map { "[ \($0) ]" }
    case .authorize:
      return [string("title"), string("desc")].filter { !$0.isEmpty } + ["[ 拒绝 ]  [ 允许 ]"]
    case .privacy: return [string("contract"), "[ 拒绝 ]  [ 同意 ]"]
    case .setting:
      let scopes = state["authSetting"]?.object?.members ?? []
      return scopes.map { "\($0.name) \($0.value.isTruthy ? "[on]" : "[off]")" } + ["[ 确定 ]"]
    case .question:
      let choices = state["choices"]?.array?.compactMap(\.string) ?? []
      let confirm = string("confirmText")
      return [string("title"), string("content")].filter { !$0.isEmpty }
        + choices.map { "[ \($0) ]" } + (confirm.isEmpty ? [] : ["[ \(confirm) ]"])
    }
  }
}
