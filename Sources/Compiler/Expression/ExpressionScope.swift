/// What names mean at one place of a template (lookup order: reference/wxml.md 2.4).
struct ExpressionScope {
  /// Names of the file's wxs modules. They win over everything else.
  let modules: Set<String>
  /// Whether functions in the data may be called.
  let callsData: Bool
  /// The slots of the names that the loops around the place give, inner loops hiding outer ones.
  private var slots: [String: Int] = [:]
  /// Where the values of `let:` and `slot:` attributes come from; nil for no place.
  private var origins: [Int: String?] = [:]
  /// The slot of the item of the next loop; its index follows.
  private(set) var nextSlot = 0

  struct Loop {
    let item: String
    let index: String
  }

  enum Meaning {
    case module
    /// A value of a loop (its index has the slot after) or of a `let:` or `slot:` attribute.
    case slot(Int)
    case data
  }

  init(modules: Set<String>, callsData: Bool = false) {
    self.modules = modules
    self.callsData = callsData
  }

  func entering(_ loop: Loop) -> ExpressionScope {
    var inner = self
    inner.slots[loop.index] = nextSlot + 1
    // An item named like its index hides it.
    inner.slots[loop.item] = nextSlot
    inner.nextSlot = nextSlot + 2
    return inner
  }

  /// Gives a name the next slot, as `let:` and `slot:` attributes do.
  ///
  /// - Parameter origin: the place that the value was read from, as in `assignableRoot(of:)`.
  func entering(name: String, origin: String? = nil) -> ExpressionScope {
    var inner = self
    inner.slots[name] = nextSlot
    inner.origins[nextSlot] = .some(origin)
    inner.nextSlot = nextSlot + 1
    return inner
  }

  func meaning(of name: String) -> Meaning {
    if modules.contains(name) { return .module }
    return slots[name].map(Meaning.slot) ?? .data
  }

  /// What an expression that reads a name depends on; modules never change.
  func root(of name: String) -> DependencyPath.Root {
    slots[name].map(DependencyPath.Root.slot) ?? .data(name)
  }

  /// Where a `model:` binding to a name writes, as the inside of an array, or nil for nowhere.
  func assignableRoot(of name: String) -> String? {
    switch meaning(of: name) {
    case .module: nil
    case .slot(let slot): origins[slot] ?? String(slot)
    case .data: JavaScriptText.quoted(name)
    }
  }
}
