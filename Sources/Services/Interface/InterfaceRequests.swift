extension InterfaceService {
  struct ToastRequest: Codable, Sendable {
    var title: String
    /// `success`, `error`, `loading` or `none`; anything else shows `success`.
    var icon: String?
    var image: String?
    /// How long it stays, in milliseconds; 1500 when absent.
    var duration: Double?
    var mask: Bool?
  }

  struct LoadingRequest: Codable, Sendable {
    var title: String
    var mask: Bool?
  }

  struct HideRequest: Codable, Sendable {
    /// Leaves the other of toast and loading alone.
    var noConflict: Bool?
  }

  struct ModalRequest: Codable, Sendable {
    var title: String?
    var content: String?
    var showCancel: Bool?
    /// At most four Chinese characters.
    var cancelText: String?
    var cancelColor: String?
    /// At most four Chinese characters.
    var confirmText: String?
    var confirmColor: String?
    /// Asks for a text.
    var editable: Bool?
    var placeholderText: String?
  }

  struct ModalReply: Codable, Sendable {
    var confirm: Bool
    var cancel: Bool
    /// What was typed, when the dialog was editable and confirmed.
    var content: String?
  }

  struct ActionSheetRequest: Codable, Sendable {
    /// One to six choices.
    var itemList: [String]
    var itemColor: String?
    var alertText: String?
  }

  struct ActionSheetReply: Codable, Sendable {
    /// From 0, top first.
    var tapIndex: Int
  }
}
