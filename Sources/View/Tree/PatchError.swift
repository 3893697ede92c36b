import Wire

/// Why patches do not fit the view. The runner that sent them is ended.
public enum PatchError: Error, Hashable, Sendable, CustomStringConvertible {
  case notJSON(JSONError)
  case malformed(operation: String)
  case unknownNode(Int, operation: String)
  case duplicateNode(Int)
  case notAChild(Int, of: Int)
  case cycle(Int)
  case tooMany(String, limit: Int)
  case tooDeep(limit: Int)

  public var description: String {
    switch self {
    case .notJSON(let error): "patches that are no JSON: \(error)"
    case .malformed(let operation): "a malformed '\(operation)' patch"
    case .unknownNode(let id, let operation):
      "a '\(operation)' patch for node \(id), which is not there"
    case .duplicateNode(let id): "a second node \(id)"
    case .notAChild(let id, let parent): "node \(id) as a child of \(parent), which it is not"
    case .cycle(let id): "node \(id) inside itself"
    case .tooMany(let what, let limit): "more than \(limit) \(what)"
    case .tooDeep(let limit): "nodes nested deeper than \(limit)"
    }
  }
}
