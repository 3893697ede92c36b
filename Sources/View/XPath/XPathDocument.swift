import Wire

/// A page's seen nodes in tree order, as an XPath walks them: the page is the root, virtual nodes
/// and the borders of components are not there.
struct XPathDocument {
  struct Entry {
    var node: Int
    /// The place of the node around it; nil for the page.
    var parent: Int?
    /// The place after its last descendant.
    var end = 0
    /// Its place among its siblings.
    var sibling = 0
    var children: [Int] = []
    var tag: String?
    var text: String?
  }

  let tree: ViewTree
  private(set) var entries: [Entry] = []

  init(_ tree: ViewTree, page: Int) {
    self.tree = tree
    add(page, parent: nil)
  }

  // Depth is bounded by `ViewLimits.depth`, so the recursion is.
  private mutating func add(_ node: Int, parent: Int?) {
    let place = entries.count
    var entry = Entry(node: node, parent: parent)
    entry.tag = tree.tag(of: node)
    entry.text = tree.text(of: node)
    entries.append(entry)
    if let parent {
      entries[place].sibling = entries[parent].children.count
      entries[parent].children.append(place)
    }
    for child in tree.children(of: node) { add(child, parent: place) }
    entries[place].end = entries.count
  }

  /// The text of all texts in a node.
  func text(of place: Int) -> String {
    entries[place..<max(entries[place].end, place + 1)].compactMap(\.text).joined()
  }

  func attribute(_ name: String, of place: Int) -> String? {
    tree.writtenAttribute(name, of: entries[place].node)
  }

  func attributeNames(of place: Int) -> [String] {
    tree.writtenAttributes(of: entries[place].node).map(\.name)
  }
}
