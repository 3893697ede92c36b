/// What names mean at one place of a template (lookup order: reference/wxml.md 2.4).
struct ExpressionScope {
  /// Names of the file's wxs modules. They win over everything else.
  let modules: Set<String>
  /// The slots of the names that the loops around the place give, inner loops hiding outer ones.
  private var slots: [String: Int] = [:]
  /// The slot of the item of the next loop; its index follows.
  private(set) var nextSlot = 0

  struct Loop {
    let item: String
    let index: String
  }

  enum Meaning {
    case module
    /// A value of a loop: items have even slots, their indices the odd slot after.
    case slot(Int)
    case data
  }

  init(modules: Set<String>) {
    self.modules = modules
  }

  func entering(_ loop: Loop) -> ExpressionScope {
    var inner = self
    inner.slots[loop.index] = nextSlot + 1
    // An item named like its index hides it.
    inner.slots[loop.item] = nextSlot
    inner.nextSlot = nextSlot + 2
    return inner
  }

  func meaning(of name: String) -> Meaning {
    if modules.contains(name) { return .module }
    return slots[name].map(Meaning.slot) ?? .data
  }
}
