/// A script with counters in it: of its statements, its functions and the arms of its branches.
public struct CountedScript: Sendable, Hashable, Codable {
  /// What one counter counts, and where that stands in the script that was given.
  public struct Item: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Codable {
      case statement = "s"
      case function = "f"
      /// An arm of a branch: of `if`, `?:`, `&&`, `||`, `??`, `switch`.
      case arm = "b"
    }

    public let kind: Kind
    /// Line and column of the start and of the end, from 1, columns in UTF-16 units.
    public let place: [Int]
    /// Arms of one branch have one number; -1 for what is none.
    public let group: Int
    /// Of a function, when it has one.
    public let name: String
  }

  /// The code, which counts in the array `$sampan$` at the place of each item. It has the lines of
  /// the script.
  public let code: String
  public let items: [Item]
  /// Where characters were put in: line, column, and how many.
  public let shifts: [[Int]]

  /// What the tool writes is checked as any text from outside is.
  var isSound: Bool {
    items.allSatisfy { $0.place.count == 4 && $0.place.allSatisfy { $0 > 0 } }
      && shifts.allSatisfy { $0.count == 3 && $0.allSatisfy { $0 > 0 } }
  }
}
