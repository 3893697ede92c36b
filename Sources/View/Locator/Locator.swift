import Wire

/// How a test names nodes: a chain of steps, each of which looks inside what the one before found.
///
/// Selectors here see through components, unlike `ViewTree.findAll`: a test speaks of the screen,
/// and a screen has no components.
public struct Locator: Sendable {
  public enum Step: Sendable {
    case selector(String)
    /// The innermost nodes that show a text.
    case text(TextPattern)
    case role(String, name: TextPattern?)
    /// `data-testid`, `data-test-id`, `data-test`, or the attribute `test-id`.
    case testID(String)
    /// A selector when it finds something, else a text.
    case any(String)
    /// Keeps those that show a text somewhere inside.
    case showing(TextPattern)
    /// Keeps those that have such a node inside.
    case having(Locator)
    /// Keeps one, from the end when negative.
    case index(Int)
  }

  public let steps: [Step]

  public init(steps: [Step]) { self.steps = steps }

  /// Steps of one locator, those inside `having` not counted.
  public static let stepLimit = 32
  /// How deep locators nest.
  public static let depthLimit = 4
}

/// A text to look for.
public struct TextPattern: Sendable {
  private enum Kind {
    case whole(String)
    case part(String)
  }

  private let kind: Kind

  /// The whole text, white space collapsed.
  public static func whole(_ text: String) -> TextPattern {
    TextPattern(kind: .whole(collapsed(text)))
  }

  /// Any part of it, whatever the case of its letters.
  public static func part(_ text: String) -> TextPattern {
    TextPattern(kind: .part(collapsed(text).lowercased()))
  }

  private static func collapsed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// - Parameter text: with its white space collapsed.
  func matches(_ text: String) -> Bool {
    switch kind {
    case .whole(let wanted): text == wanted
    case .part(let wanted): !wanted.isEmpty && text.lowercased().contains(wanted)
    }
  }
}

extension Locator {
  /// Reads a chain as a test library writes it.
  ///
  /// - Returns: nil when it is no chain that `stepLimit` and `depthLimit` allow.
  public init?(_ value: JSON, depth: Int = 0) {
    guard let list = value.array, !list.isEmpty, list.count <= Self.stepLimit,
      depth < Self.depthLimit
    else { return nil }
    var steps: [Step] = []
    for item in list {
      guard let step = Step(item, depth: depth) else { return nil }
      steps.append(step)
    }
    self.steps = steps
  }
}

extension Locator.Step {
  fileprivate init?(_ value: JSON, depth: Int) {
    let text = value["value"]?.string
    switch value["by"]?.string {
    case "css":
      guard let text else { return nil }
      self = .selector(text)
    case "any":
      guard let text else { return nil }
      self = .any(text)
    case "text":
      guard let pattern = TextPattern(value) else { return nil }
      self = .text(pattern)
    case "role":
      guard let role = value["role"]?.string else { return nil }
      self = .role(role, name: TextPattern(value))
    case "testId":
      guard let text else { return nil }
      self = .testID(text)
    case "hasText":
      guard let pattern = TextPattern(value) else { return nil }
      self = .showing(pattern)
    case "has":
      guard let inner = value["chain"].flatMap({ Locator($0, depth: depth + 1) }) else {
        return nil
      }
      self = .having(inner)
    case "nth":
      guard let index = value["index"]?.int else { return nil }
      self = .index(index)
    default: return nil
    }
  }
}

extension TextPattern {
  fileprivate init?(_ value: JSON) {
    guard let text = value["value"]?.string else { return nil }
    self = value["exact"]?.bool == true ? .whole(text) : .part(text)
  }
}
