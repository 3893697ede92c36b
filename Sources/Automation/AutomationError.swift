import Host
import Wire

/// Why a request is refused. Clients compare some of the texts (`reference/automation-protocol.md 4`).
struct AutomationError: Error, Hashable {
  let message: String

  init(_ message: String) { self.message = message }

  static let noSuchElement = AutomationError("no such element")
  static let elementDestroyed = AutomationError("element destroyed")
  static let pageDestroyed = AutomationError("page destroyed")
  static let connectionLost = AutomationError("Remote debug connection lost")
  static let noScreenshot = AutomationError("fail to capture screenshot")

  static func unimplemented(_ method: String, onPage: Bool) -> AutomationError {
    AutomationError("\(onPage ? "webview" : "appservice") \(method) unimplemented")
  }

  /// What a session has to say: of an error in the mini-program the message alone.
  init(_ error: SessionError) {
    switch error {
    case .ended: self = .connectionLost
    case .refused(let text):
      let message = (try? JSON(parsing: text))?["message"]?.string ?? text
      self.init(Self.withoutName(message))
    default: self.init("\(error)")
    }
  }

  /// `TypeError: x` is told as `x`, which is the error's message in JavaScript.
  private static func withoutName(_ message: String) -> String {
    guard let colon = message.firstRange(of: ": ") else { return message }
    let name = message[..<colon.lowerBound]
    let isName = name.hasSuffix("Error") && name.allSatisfy { $0.isLetter }
    return isName ? String(message[colon.upperBound...]) : message
  }
}
