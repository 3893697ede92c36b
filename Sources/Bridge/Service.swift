/// A folder of bridged functions. All that a mini-program may call of it is in `calls`.
public protocol Service: Sendable {
  /// A word for logs and reference pages.
  static var name: String { get }
  @CallsBuilder var calls: [Call] { get }
  /// What a session's mini-program hears of a change of its device.
  func events(after change: DeviceChange) -> [DeviceEvent]
  /// A session of a visitor is over; what was kept open for it may go. Another session of the
  /// same visitor may still run.
  func sessionEnded(_ visitor: Visitor)
  /// The same session, for what was kept for it alone.
  func sessionEnded(_ session: SessionID)
}

extension Service {
  public func events(after change: DeviceChange) -> [DeviceEvent] { [] }
  public func sessionEnded(_ visitor: Visitor) {}
  public func sessionEnded(_ session: SessionID) {}
}

/// Lets a service list its calls one below the other.
@resultBuilder
public enum CallsBuilder {
  public static func buildExpression(_ call: Call) -> [Call] { [call] }
  public static func buildExpression(_ calls: [Call]) -> [Call] { calls }
  public static func buildExpression(_ manager: Manager) -> [Call] { [manager.call] }
  public static func buildOptional(_ calls: [Call]?) -> [Call] { calls ?? [] }
  public static func buildEither(first calls: [Call]) -> [Call] { calls }
  public static func buildEither(second calls: [Call]) -> [Call] { calls }
  public static func buildArray(_ calls: [[Call]]) -> [Call] { calls.flatMap { $0 } }
  public static func buildBlock(_ calls: [Call]...) -> [Call] { calls.flatMap { $0 } }
}

/// A request or a reply without fields.
public struct Nothing: Codable, Hashable, Sendable {
  public init() {}
}
