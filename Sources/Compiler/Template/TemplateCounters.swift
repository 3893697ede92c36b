/// Something of a template that is counted, and where it stands.
public struct TemplateCounter: Hashable, Sendable {
  public enum Kind: Sendable {
    /// `{{ }}`, counted when it is evaluated.
    case binding
    /// `wx:if`, `wx:elif` or `wx:else`, counted when it is chosen.
    case arm
  }

  public let kind: Kind
  /// The file's package path, which differs from the template's for what it includes.
  public let path: String
  /// From 1.
  public let line: Int
  public let column: Int
  public let endLine: Int
  public let endColumn: Int
  /// Arms of one chain have one number; -1 for bindings.
  public let group: Int
}

/// The counters of a template that is compiled to be counted: `N` in its code.
struct TemplateCounters {
  private(set) var items: [TemplateCounter] = []
  private var numbers: [TemplateCounter: Int] = [:]
  private var group = -1
  /// The counter of the arm whose condition is written now, and of `wx:else`.
  private var arm: Int?

  /// The code with `N` in reach.
  func opened(_ code: String) -> String {
    "(function (X, C) { 'use strict'; const N = C(\(items.count)); return "
      + code.dropFirst(TemplateCompiler.opening.count)
  }

  /// An expression that counts that it is evaluated, and that its arm is chosen.
  mutating func counted(_ body: String, at range: Range<Int>, in source: SourceText) -> String {
    let number = add(.binding, range, source, group: -1)
    guard let arm else { return "(N[\(number)]++,\(body))" }
    return "(N[\(number)]++,((V)=>(V&&N[\(arm)]++,V))(\(body)))"
  }

  mutating func beginArm(of condition: Directives.Condition, in source: SourceText) {
    if condition.kind == .if { group += 1 }
    arm = add(.arm, condition.attribute.range, source, group: group)
  }

  mutating func endArm() { arm = nil }

  /// The condition of `wx:else`, which always holds and counts that it was asked.
  var otherwise: String? {
    mutating get {
      defer { endArm() }
      return arm.map { "{f:()=>(N[\($0)]++,true),d:[],p:\"\",t:\"\"}" }
    }
  }

  /// What stands at one place is one thing, however often the code mentions it.
  private mutating func add(
    _ kind: TemplateCounter.Kind, _ range: Range<Int>, _ source: SourceText, group: Int
  ) -> Int {
    let start = source.position(at: range.lowerBound)
    let end = source.position(at: range.upperBound)
    let item = TemplateCounter(
      kind: kind, path: source.path, line: start.line, column: start.column, endLine: end.line,
      endColumn: end.column, group: group)
    if let known = numbers[item] { return known }
    numbers[item] = items.count
    items.append(item)
    return items.count - 1
  }
}
