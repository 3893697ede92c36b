import Wire

/// The part of the screen that belongs to the host: signs and questions above the pages.
///
/// Both functions return at once and take effect in the order in which they are called, so that
/// what a mini-program hides right after showing it does not stay.
public protocol Screen: Sendable {
  /// Shows something under a key in the place of what was there; nil takes it away.
  ///
  /// - Parameter milliseconds: takes it away by itself after so much of the session's time.
  func show(_ key: String, _ value: JSON?, for milliseconds: Double?)

  /// Shows a question until a person, a script or a policy answers it. Questions of one key queue.
  ///
  /// - Parameter answer: called once, with nil when the question was dismissed or the session
  ///   ended.
  func ask(_ key: String, _ value: JSON, answer: @escaping @Sendable (JSON?) -> Void)
}
