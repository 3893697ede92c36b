/// One value of a JSON configuration file, with the place it was written at.
///
/// Objects keep the order of their keys. Two values are equal when they say the same, wherever they
/// were written.
public struct ConfigValue: Sendable {
  /// What the value is.
  public enum Kind: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([ConfigValue])
    case object([Member])
  }

  /// One key of an object with its value.
  public struct Member: Sendable {
    public var key: String
    public var value: ConfigValue
    /// Where the key starts.
    public var position: ConfigPosition

    public init(_ key: String, _ value: ConfigValue, at position: ConfigPosition = .start) {
      self.key = key
      self.value = value
      self.position = position
    }
  }

  public var kind: Kind
  /// Where the value starts.
  public var position: ConfigPosition

  public init(_ kind: Kind, at position: ConfigPosition = .start) {
    self.kind = kind
    self.position = position
  }
}

/// A place in a configuration file.
public struct ConfigPosition: Hashable, Sendable {
  /// Counted from 1.
  public var line: Int
  /// Counted from 1, in UTF-16 units.
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The first character of a file; also the place of values that no file holds.
  public static let start = ConfigPosition(line: 1, column: 1)
}

extension ConfigValue: Equatable {
  public static func == (left: Self, right: Self) -> Bool { left.kind == right.kind }
}

extension ConfigValue.Member: Equatable {
  public static func == (left: Self, right: Self) -> Bool {
    left.key == right.key && left.value == right.value
  }
}
