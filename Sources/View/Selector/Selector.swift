/// A parsed selector: alternatives, each a chain of compounds.
///
/// Known are tags, `*`, `#id`, `.class`, `[name]`, `[name=value]`, the descendant (space), child
/// (`>`) and component (`>>>`) combinators, and commas.
struct Selector: Hashable {
  struct Compound: Hashable {
    var tag: String?
    var id: String?
    var classes: [String] = []
    var attributes: [Attribute] = []
  }

  struct Attribute: Hashable {
    var name: String
    var value: String?
  }

  enum Combinator: Hashable {
    /// Somewhere below, in the same component's tree.
    case descendant
    /// Directly below, in the same component's tree.
    case child
    /// Somewhere below, inside components as well.
    case piercing
  }

  /// The compounds from left to right; each but the first says how it hangs below the one before.
  struct Chain: Hashable {
    var first: Compound
    var rest: [Step] = []

    var last: Compound { rest.last?.compound ?? first }
  }

  struct Step: Hashable {
    var combinator: Combinator
    var compound: Compound
  }

  var alternatives: [Chain]

  /// Nil when the text is no selector.
  init?(_ text: String) {
    guard text.count <= ViewLimits.selectorCharacters else { return nil }
    var parser = SelectorParser(text)
    guard let alternatives = parser.alternatives() else { return nil }
    self.alternatives = alternatives
  }
}

/// Reads a selector character by character.
private struct SelectorParser {
  private let characters: [Character]
  private var position = 0

  init(_ text: String) { characters = Array(text) }

  mutating func alternatives() -> [Selector.Chain]? {
    var chains: [Selector.Chain] = []
    repeat {
      guard let chain = chain() else { return nil }
      chains.append(chain)
    } while take(",")
    return position == characters.count ? chains : nil
  }

  private mutating func chain() -> Selector.Chain? {
    skipSpace()
    guard let first = compound() else { return nil }
    var chain = Selector.Chain(first: first)
    while true {
      let spaced = skipSpace()
      guard position < characters.count, characters[position] != "," else { return chain }
      let combinator: Selector.Combinator
      if take(">") {
        if take(">") {
          guard take(">") else { return nil }
          combinator = .piercing
        } else {
          combinator = .child
        }
      } else if spaced {
        combinator = .descendant
      } else {
        return nil
      }
      skipSpace()
      guard let next = compound() else { return nil }
      chain.rest.append(.init(combinator: combinator, compound: next))
    }
  }

  private mutating func compound() -> Selector.Compound? {
    let start = position
    var compound = Selector.Compound()
    if take("*") {
    } else if let tag = name() {
      compound.tag = tag
    }
    while position < characters.count {
      if take("#") {
        guard let id = name() else { return nil }
        compound.id = id
      } else if take(".") {
        guard let name = name() else { return nil }
        compound.classes.append(name)
      } else if take("[") {
        guard let attribute = attribute() else { return nil }
        compound.attributes.append(attribute)
      } else {
        break
      }
    }
    return position > start ? compound : nil
  }

  private mutating func attribute() -> Selector.Attribute? {
    skipSpace()
    guard let name = name() else { return nil }
    skipSpace()
    guard take("=") else { return take("]") ? .init(name: name) : nil }
    skipSpace()
    let value: String
    if position < characters.count, characters[position] == "\"" || characters[position] == "'" {
      let quote = characters[position]
      position += 1
      let start = position
      while position < characters.count, characters[position] != quote { position += 1 }
      value = String(characters[start..<position])
      guard take(quote) else { return nil }
    } else {
      guard let word = self.name() else { return nil }
      value = word
    }
    skipSpace()
    return take("]") ? .init(name: name, value: value) : nil
  }

  private mutating func name() -> String? {
    let start = position
    while position < characters.count, Self.isName(characters[position]) { position += 1 }
    return position > start ? String(characters[start..<position]) : nil
  }

  private static func isName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "-" || character == "_"
  }

  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = position
    while position < characters.count, characters[position].isWhitespace { position += 1 }
    return position > start
  }

  private mutating func take(_ character: Character) -> Bool {
    guard position < characters.count, characters[position] == character else { return false }
    position += 1
    return true
  }
}
