/// A script whose calls of `jest.mock` run before the rest of it.
public struct HoistedScript: Hashable, Sendable {
  public let code: String
  /// What was put in: line, column, and how many UTF-16 units, in their order.
  public let shifts: [[Int]]
}

/// Moving `jest.mock` above the rest of a test file, as Jest does.
extension Script {
  /// A script in which each `jest.mock(…)` and `jest.unmock(…)` that is a statement of its own,
  /// outside of functions and blocks, runs before everything else.
  ///
  /// Such a statement becomes the body of a function declaration, which is known from the start of
  /// the script on and is called there: lines stay where they are. One whose factory uses what the
  /// script declares throws an error that says so, since that has no value yet when the mock is
  /// made; names that begin with `mock` are the author's word that it is used later.
  ///
  /// - Returns: nil when there is nothing to move, or when the words of the script are uncertain.
  public static func hoistingMocks(_ source: String) -> HoistedScript? {
    guard source.contains(".mock(") || source.contains(".unmock("),
      source.utf8.count <= Limits.sourceBytes
    else { return nil }
    return MockHoisting(SourceText(path: "", text: source))?.moved()
  }
}

/// One script's calls of `jest.mock`.
private struct MockHoisting {
  private let source: SourceText
  private let tokens: [ScriptToken]
  private let texts: [String]
  /// For the place of each bracket that opens, that of the one that closes it.
  private let ends: [Int: Int]
  /// How many brackets are open before each token.
  private let depths: [Int]
  private static let methods: Set = ["mock", "unmock"]
  private static let objects: Set = ["jest", "vi"]

  /// Nil when the words of the script are uncertain.
  init?(_ source: SourceText) {
    self.source = source
    var scanner = ScriptScanner(source)
    var tokens: [ScriptToken] = []
    while let token = scanner.next() { tokens.append(token) }
    guard !scanner.isUncertain else { return nil }
    self.tokens = tokens
    texts = tokens.map(scanner.text)
    var open: [Int] = []
    var ends: [Int: Int] = [:]
    var depths: [Int] = []
    for (place, token) in tokens.enumerated() {
      let isMark = token.kind == .mark
      if isMark, [")", "]", "}"].contains(texts[place]) {
        guard let start = open.popLast() else { return nil }
        ends[start] = place
      }
      depths.append(open.count)
      if isMark, ["(", "[", "{"].contains(texts[place]) { open.append(place) }
    }
    guard open.isEmpty else { return nil }
    self.ends = ends
    self.depths = depths
  }

  /// The script with its calls moved; nil when there are none.
  func moved() -> HoistedScript? {
    var insertions: [(offset: Int, text: String)] = []
    var place = 0
    let declared = names(declaredIn: tokens.indices, atDepth: 0)
    while place < tokens.count {
      guard let call = call(at: place) else {
        place += 1
        continue
      }
      // The name may be one that the file gets by an import, which has not run yet.
      let object = texts[place]
      let value = Self.objects.contains(object) ? "globalThis.jest" : "globalThis"
      let factory = call.factories.lazy.compactMap {
        used(in: $0, of: declared.subtracting([object]))
      }
      let start = factory.first.map { "throw new ReferenceError(\(Self.refusal(of: $0))); " } ?? ""
      insertions.append(
        (
          tokens[place].range.lowerBound,
          "function $mock\(insertions.count / 2)$() { \(start)const \(object) = \(value); "
        ))
      insertions.append((tokens[call.last].range.upperBound, " }"))
      place = call.last + 1
    }
    guard !insertions.isEmpty else { return nil }
    let calls = (0..<insertions.count / 2).map { "$mock\($0)$();" }.joined(separator: " ")
    insertions.insert((directivesEnd, " \(calls) "), at: 0)
    return inserted(insertions)
  }

  private func inserted(_ insertions: [(offset: Int, text: String)]) -> HoistedScript {
    var out: [UInt8] = []
    var written = 0
    var shifts: [[Int]] = []
    for (offset, text) in insertions {
      out += source.bytes[written..<offset]
      out += text.utf8
      written = offset
      let position = source.position(at: offset)
      shifts.append([position.line, position.column, text.utf16.count])
    }
    out += source.bytes[written...]
    return HoistedScript(code: String(decoding: out, as: UTF8.self), shifts: shifts)
  }

  private static func refusal(of name: String) -> String {
    """
    "the factory of jest.mock uses '\(name)', which the file declares: jest.mock is moved above\
     imports and declarations, so that it counts for them, and '\(name)' has no value yet then.\
     Make or require it inside the factory, give it a name that begins with 'mock' and use it only\
     in functions that are called later, or write jest.doMock, which counts from where it stands"
    """
  }

  /// The end of `"use strict"` at the start, in front of which nothing may stand.
  private var directivesEnd: Int {
    var end = source.has("\u{FEFF}", at: 0) ? 3 : 0
    if source.has("#!", at: end) { end = tokens.first?.range.lowerBound ?? end }
    var place = 0
    while place < tokens.count, tokens[place].kind == .string {
      let isEnded = place + 1 < tokens.count && texts[place + 1] == ";"
      // A text that goes on is a value, and no directive.
      guard isEnded || place + 1 == tokens.count || tokens[place + 1].kind != .mark else { break }
      place += isEnded ? 1 : 0
      end = tokens[place].range.upperBound
      place += 1
    }
    return end
  }

  // MARK: Calls

  private struct Found {
    /// The last token of the statement.
    let last: Int
    /// What is handed over to make the mocks.
    var factories: [Range<Int>] = []
  }

  /// A statement that is nothing but calls of `jest.mock` and `jest.unmock`.
  private func call(at start: Int) -> Found? {
    guard depths[start] == 0 else { return nil }
    // What an import of `jest` becomes has one more member.
    let isImported = text(start).hasPrefix("import_") && text(start + 1) == "."
    let object = isImported ? start + 2 : start
    guard Self.objects.contains(text(object)), mayStartStatement(start) else { return nil }
    var factories: [Range<Int>] = []
    var last = object
    while text(last + 1) == "." {
      guard Self.methods.contains(text(last + 2)), text(last + 3) == "(", let end = ends[last + 3]
      else { return nil }
      let comma = (last + 4..<end).first { texts[$0] == "," && depths[$0] == depths[last + 3] + 1 }
      if let comma { factories.append(comma + 1..<end) }
      last = end
    }
    guard last > object else { return nil }
    if text(last + 1) == ";" { return Found(last: last + 1, factories: factories) }
    guard last + 1 == tokens.count || tokens[last + 1].kind == .word else { return nil }
    return Found(last: last, factories: factories)
  }

  private func text(_ place: Int) -> String { texts.indices.contains(place) ? texts[place] : "" }

  /// Whether the word before ends what comes before, given that a word follows.
  private func mayStartStatement(_ place: Int) -> Bool {
    guard tokens[place].kind == .word else { return false }
    guard place > 0 else { return true }
    switch tokens[place - 1].kind {
    case .word: return !Self.goingOn.contains(texts[place - 1])
    case .mark:
      if texts[place - 1] == ")" {
        let start = ends.first { $0.value == place - 1 }?.key ?? 0
        return !Self.heads.contains(text(start - 1))
      }
      return [";", "}", "]"].contains(texts[place - 1])
    case .number, .string, .template, .regularExpression: return true
    }
  }

  private static let heads: Set = ["if", "for", "while", "with"]
  private static let goingOn: Set = [
    "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "instanceof", "else",
    "do", "await", "yield", "default", "extends", "const", "let", "var", "class", "function",
    "async", "import", "export",
  ]

  // MARK: Names

  /// Names that declarations give, so many brackets deep; at any depth when that is nil.
  private func names(declaredIn places: Range<Int>, atDepth depth: Int?) -> Set<String> {
    var names: Set<String> = []
    var place = places.lowerBound
    while place < places.upperBound {
      defer { place += 1 }
      guard tokens[place].kind == .word, depth == nil || depths[place] == depth,
        text(place - 1) != "."
      else { continue }
      switch texts[place] {
      case "function", "class":
        names.insert(text(text(place + 1) == "*" ? place + 2 : place + 1))
      case "const", "let", "var": names.formUnion(declarators(after: place))
      default: break
      }
    }
    return names
  }

  /// `a`, `{a, b: c}`, `[a]`, and those that follow a comma.
  private func declarators(after keyword: Int) -> Set<String> {
    var names: Set<String> = []
    var place = keyword + 1
    while place < tokens.count {
      if let end = ends[place] {
        names.formUnion(words(of: place + 1..<end))
        place = end
      } else if tokens[place].kind == .word {
        names.insert(texts[place])
      }
      // On to the next declarator, over the value of this one.
      place += 1
      guard text(place) == "=" || text(place) == "," else { return names }
      while place < tokens.count, text(place) != "," {
        if [";", "}", ")", "in", "of"].contains(texts[place]) { return names }
        if place > keyword + 2,
          ["const", "let", "var", "function", "class"].contains(texts[place]),
          depths[place] == depths[keyword], text(place - 1) != "="
        {
          return names
        }
        place = (ends[place] ?? place) + 1
      }
      place += 1
    }
    return names
  }

  /// Words of a pattern or of parameters that are names, and perhaps some that are none.
  private func words(of places: Range<Int>) -> Set<String> {
    Set(places.filter { tokens[$0].kind == .word && text($0 + 1) != ":" }.map { texts[$0] })
  }

  /// A name of those declared that a factory uses and that does not begin with `mock`.
  private func used(in factory: Range<Int>, of declared: Set<String>) -> String? {
    let own = names(declaredIn: factory, atDepth: nil).union(parameters(in: factory))
    for place in factory where tokens[place].kind == .word {
      let name = texts[place]
      guard declared.contains(name), !own.contains(name), !name.lowercased().hasPrefix("mock"),
        isUse(place)
      else { continue }
      // What an import becomes is told by the name that the author wrote.
      if name.hasPrefix("import_"), text(place + 1) == "." {
        return text(place + 2) == "default" ? String(name.dropFirst(7)) : text(place + 2)
      }
      return name
    }
    return nil
  }

  /// Whether a word stands for a value, and is no member, key or method.
  private func isUse(_ place: Int) -> Bool {
    if [".", "?."].contains(text(place - 1)) { return false }
    if text(place + 1) == ":", ["{", ","].contains(text(place - 1)) { return false }
    guard let end = ends[place + 1], text(place + 1) == "(" else { return true }
    return text(end + 1) != "{"
  }

  private func parameters(in places: Range<Int>) -> Set<String> {
    var names: Set<String> = []
    for place in places {
      if text(place + 1) == "=>", tokens[place].kind == .word { names.insert(texts[place]) }
      guard texts[place] == "(", let end = ends[place], ["=>", "{"].contains(text(end + 1)) else {
        continue
      }
      names.formUnion(words(of: place + 1..<end))
    }
    return names
  }
}
