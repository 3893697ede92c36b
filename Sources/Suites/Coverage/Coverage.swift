import Host

/// What tests covered of mini-programs and components, file by file.
public struct Coverage: Sendable {
  /// What is measured by itself.
  public enum Measure: String, Sendable, CaseIterable {
    case statements
    case branches
    case functions
    case bindings
    case templateBranches = "template-branches"
    case rules

    init(_ kind: CoveredPlace.Kind) {
      switch kind {
      case .statement: self = .statements
      case .arm: self = .branches
      case .function: self = .functions
      case .binding: self = .bindings
      case .choice: self = .templateBranches
      case .rule: self = .rules
      }
    }
  }

  /// How much there is, and how much of it was covered.
  public struct Count: Sendable, Hashable {
    public var covered = 0
    public var all = 0

    /// In percent; 100 of nothing.
    public var percent: Double { all == 0 ? 100 : Double(covered) * 100 / Double(all) }
  }

  /// One thing with how often it ran.
  public struct Item: Sendable, Hashable {
    public let place: CoveredPlace
    public let hits: Int
    /// The branch that an arm belongs to, by its number in the file; nil for what is no arm.
    public let branch: Int?
  }

  public struct File: Sendable {
    /// Relative to where the tests were run.
    public let path: String
    /// By their places.
    public let items: [Item]
    /// As the author wrote it; empty when it cannot be read any more.
    let source: String

    public func count(_ measure: Measure) -> Count {
      items.reduce(into: Count()) { count, item in
        guard Measure(item.place.kind) == measure else { return }
        count.all += 1
        count.covered += item.hits > 0 ? 1 : 0
      }
    }

    /// How often each line ran that holds something: the most of what begins there, arms left out.
    public var lines: [Int: Int] {
      items.reduce(into: [:]) { lines, item in
        guard item.branch == nil, item.place.kind != .function else { return }
        lines[item.place.line] = max(lines[item.place.line] ?? 0, item.hits)
      }
    }
  }

  public let files: [File]
  /// Files that were not measured, and why.
  public let problems: [String: String]

  public func total(_ measure: Measure) -> Count {
    files.reduce(into: Count()) { total, file in
      let count = file.count(measure)
      total.covered += count.covered
      total.all += count.all
    }
  }

  /// What is below its threshold, a sentence each.
  public func shortfalls(of thresholds: [Measure: Double]) -> [String] {
    Measure.allCases.compactMap { measure in
      guard let wanted = thresholds[measure] else { return nil }
      let found = total(measure).percent
      guard found < wanted else { return nil }
      return "\(measure.rawValue): \(Self.text(found)) % are covered, expected at least"
        + " \(Self.text(wanted)) %"
    }
  }

  /// Rounded down, so that only what is whole is called whole.
  static func text(_ percent: Double) -> String {
    let tenths = Int((percent * 10).rounded(.down))
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
