/// A place in a source text.
public struct SourcePosition: Hashable, Sendable, Comparable {
  /// Counted from 1; lines end with a line feed.
  public let line: Int
  /// Counted from 1, in UTF-16 units, as editors and JavaScript engines count.
  public let column: Int
  /// UTF-8 bytes from the start of the file.
  public let offset: Int

  public init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }

  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    left.offset < right.offset
  }
}
