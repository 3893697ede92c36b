/// A folder of bridged functions. Everything that a mini-program may call of it is in `calls`.
public protocol Service: Sendable {
  /// A word for logs and reference pages.
  static var name: String { get }
  @CallsBuilder var calls: [Call] { get }
  /// A visitor's session is over; what was kept for it may go.
  func sessionEnded(_ visitor: Visitor)
}

extension Service {
  public func sessionEnded(_ visitor: Visitor) {}
}

@resultBuilder
public enum CallsBuilder {
  public static func buildBlock(_ calls: Call...) -> [Call] { calls }
}

/// A request or a reply without fields.
public struct Nothing: Codable, Hashable, Sendable {
  public init() {}
}
