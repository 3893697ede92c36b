import Bridge
import Synchronization
import Wire

/// Keeps small values for one user of one mini-program, across launches.
///
/// The public functions (`setStorage` and its family) live in the prelude, which answers reads
/// from its own copy; only writes come here, and each returns when it is committed. Keys and
/// values are kept as the prelude encoded them.
public struct StorageService: Service {
  public static let name = "storage"
  private let shelves: Shelves

  /// - Parameter folder: where the databases are, one per mini-program and user.
  public init(folder: String) { shelves = Shelves(folder: folder) }

  public var calls: [Call] {
    Call(internal: "storage.set", set)
    Call(internal: "storage.setMany", setMany)
    Call(internal: "storage.remove", remove)
    Call(internal: "storage.clear", clear)
  }

  /// All that a visitor has stored: by key the tag of the value and its text.
  public func snapshot(for visitor: Visitor) throws(CallError) -> JSON {
    try shelves.shelf(of: visitor).snapshot()
  }

  public func sessionEnded(_ visitor: Visitor) { shelves.release(visitor) }

  private func set(_ request: JSON, _ context: CallContext) throws(CallError) -> JSON {
    try shelves.shelf(of: context.visitor).set([try StorageEntry(request)])
    return .null
  }

  private func setMany(_ request: JSON, _ context: CallContext) throws(CallError) -> JSON {
    var entries: [StorageEntry] = []
    for entry in request.array ?? [] { entries.append(try StorageEntry(entry)) }
    try shelves.shelf(of: context.visitor).set(entries)
    return .null
  }

  private func remove(_ request: JSON, _ context: CallContext) throws(CallError) -> JSON {
    guard let key = request[0]?.string else { throw .parameter("parameter.key should be String;") }
    try shelves.shelf(of: context.visitor).remove(key)
    return .null
  }

  private func clear(_ request: JSON, _ context: CallContext) throws(CallError) -> JSON {
    try shelves.shelf(of: context.visitor).clear()
    return .null
  }
}

/// The shelves that are open, one per visitor whatever the number of its sessions.
private final class Shelves: Sendable {
  private let folder: String
  private let open = Mutex<[Visitor: Shelf]>([:])

  init(folder: String) { self.folder = folder }

  func shelf(of visitor: Visitor) throws(CallError) -> Shelf {
    try open.withLock { shelves throws(CallError) in
      if let shelf = shelves[visitor] { return shelf }
      let shelf = try Shelf(folder: folder, visitor: visitor)
      shelves[visitor] = shelf
      return shelf
    }
  }

  func release(_ visitor: Visitor) { _ = open.withLock { $0.removeValue(forKey: visitor) } }
}
