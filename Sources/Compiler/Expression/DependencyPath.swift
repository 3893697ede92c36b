/// A place in the data, or in a value of a loop, that an expression reads.
///
/// Whatever changes at the path, above it or below it makes the expression worth evaluating again.
struct DependencyPath: Hashable {
  let root: Root
  var keys: [Key] = []

  enum Root: Hashable {
    case data(String)
    case slot(Int)
  }

  enum Key: Hashable {
    case name(String)
    case number(String)
  }

  /// The path as an array in JavaScript: `["list",0,"title"]`, or `[0,"title"]` for a loop slot.
  var code: String {
    var parts: [String] = []
    switch root {
    case .data(let name): parts.append(JavaScriptText.quoted(name))
    case .slot(let slot): parts.append(String(slot))
    }
    for key in keys {
      switch key {
      case .name(let name): parts.append(JavaScriptText.quoted(name))
      case .number(let spelling): parts.append(spelling)
      }
    }
    return "[" + parts.joined(separator: ",") + "]"
  }

  /// Paths without repetitions and without those a shorter one covers, in the order found.
  static func minimal(_ paths: [DependencyPath]) -> [DependencyPath] {
    let all = Set(paths)
    var kept: Set<DependencyPath> = []
    return paths.filter { path in
      var shorter = path
      while !shorter.keys.isEmpty {
        shorter.keys.removeLast()
        if all.contains(shorter) { return false }
      }
      return kept.insert(path).inserted
    }
  }
}
