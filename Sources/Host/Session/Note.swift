import Wire

/// Something that a running mini-program has to tell a person.
public struct Note: Hashable, Sendable {
  public enum Kind: String, Sendable {
    /// A console line.
    case console
    /// An exception that nobody caught, or a rejection that nobody handled.
    case error
    /// Something that works but should be mended.
    case warning
    /// A `wx` function that was called and does not exist here yet.
    case unsupported
  }

  public var kind: Kind
  /// `log`, `warn`, `error` ... for a console line.
  public var level: String
  public var text: String
  /// The stack of an error, positions as in the author's files.
  public var stack: String?
}

extension Note {
  /// Reads what a runner says; an unknown kind is a warning, so that nothing is lost.
  init(kind: String, _ value: JSON, limits: HostLimits) {
    func cut(_ text: String) -> String {
      guard text.utf8.count > limits.noteBytes else { return text }
      return String(decoding: text.utf8.prefix(limits.noteBytes), as: UTF8.self) + " (cut)"
    }
    self.kind = Kind(rawValue: kind) ?? .warning
    level = cut(value["level"]?.string ?? (kind == "error" ? "error" : "warn"))
    let text = value["text"] ?? value["message"] ?? value["name"] ?? value
    self.text = cut(text.string ?? text.jsonText)
    stack = value["stack"]?.string.map(cut)
  }
}
