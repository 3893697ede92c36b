/// One user of one mini-program: all that a service knows of who calls. It comes from the session,
/// never from what the mini-program says.
public struct Visitor: Hashable, Sendable {
  public let user: String
  public let app: String

  public init(user: String, app: String) {
    self.user = user
    self.app = app
  }

  /// Whether a name can stand for a user: 1 to 64 ASCII letters, digits, `-`, `_` or `.`.
  public static func isValid(user: String) -> Bool {
    (1...64).contains(user.utf8.count)
      && user.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: byte == 0x2D || byte == 0x5F || byte == 0x2E
        }
      }
  }
}
