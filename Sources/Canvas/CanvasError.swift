/// Why something was not drawn, in a sentence for the mini-program's author.
public struct CanvasError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
