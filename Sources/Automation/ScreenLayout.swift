import Host

/// Where things are on the screen, and what it looks like: the one place where the port asks for
/// what only a layout knows.
public protocol ScreenLayout: Sendable {
  /// Where a node is, in px from the top left of its page, scrolled distance added; nil when that
  /// is not known.
  func box(of node: Int, in session: Session) async -> ScreenBox?
  /// How large the content of a scroll view, or of a page, is; nil when that is not known.
  func contentSize(of node: Int, in session: Session) async -> (width: Double, height: Double)?
  /// The screen as a PNG; nil when there is none.
  func picture(of session: Session) async -> [UInt8]?
}

/// A rectangle in px.
public struct ScreenBox: Sendable, Hashable {
  public var left: Double
  public var top: Double
  public var width: Double
  public var height: Double

  public init(left: Double = 0, top: Double = 0, width: Double = 0, height: Double = 0) {
    self.left = left
    self.top = top
    self.width = width
    self.height = height
  }
}

/// Without a layout everything is at the origin and has no size, as selector queries of the
/// mini-program find it, and a screenshot fails with the protocol's error.
public struct NoLayout: ScreenLayout {
  public init() {}
  public func box(of node: Int, in session: Session) async -> ScreenBox? { nil }
  public func contentSize(
    of node: Int, in session: Session
  ) async -> (width: Double, height: Double)? { nil }
  public func picture(of session: Session) async -> [UInt8]? { nil }
}
