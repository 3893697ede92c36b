import Wire

/// Who calls, and the screen of the one who is asked.
public struct CallContext: Sendable {
  public let visitor: Visitor
  public let screen: any Screen

  public init(visitor: Visitor, screen: any Screen) {
    self.visitor = visitor
    self.screen = screen
  }
}

/// The part of the screen that belongs to the host: dialogs and toasts over the pages.
public protocol Screen: Sendable {
  /// Shows something under a key, in the place of what was there; nil takes it away.
  ///
  /// - Parameter milliseconds: takes it away by itself after so much of the session's time.
  func show(_ key: String, _ value: JSON?, for milliseconds: Double?) async
  /// Shows a question and waits until a person, a script or a policy answers it; nil when it was
  /// dismissed. Questions of one key queue.
  func ask(_ key: String, _ value: JSON) async -> JSON?
}
