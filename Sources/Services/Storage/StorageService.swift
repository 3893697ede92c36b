import Bridge
import Wire

/// Keeps small values for one user of one mini-program, across launches.
///
/// The functions on `wx` live in the prelude, which answers reads from its own copy; only writes
/// come here, and each is committed when it returns (`reference/api-core.md 9.1`).
public struct StorageService: Service {
  public static let name = "storage"
  private let store: StorageStore

  /// - Parameter folder: where the databases are, one per mini-program and user; made when
  ///   something is first stored.
  public init(folder: String) { store = StorageStore(folder: folder) }

  public var calls: [Call] {
    Call(local: "setStorage", also: .sync(taking: "key", "data"))
    Call(local: "getStorage", also: .sync(taking: "key", returning: "data"))
    Call(local: "removeStorage", also: .sync(taking: "key"))
    Call(local: "clearStorage", also: .sync())
    Call(local: "getStorageInfo", also: .sync())
    Call(local: "batchSetStorage", also: .sync(taking: "kvList"))
    Call(local: "batchGetStorage", also: .sync(taking: "keyList", returning: "dataList"))
    Call(hidden: "storage.set", set)
    Call(hidden: "storage.setMany", setMany)
    Call(hidden: "storage.remove", remove)
    Call(hidden: "storage.clear", clear)
  }

  /// All that a visitor has stored, as the JSON object that a launch carries:
  /// `{"key":["tag","text"],…}`.
  ///
  /// It is a text and not a `JSON` value because keys and texts may hold halves of surrogate pairs,
  /// which only their escapes can carry.
  public func snapshot(for visitor: Visitor) throws(CallError) -> String {
    guard try store.exists(for: visitor) else { return "{}" }
    return try store.with(visitor) { database throws(CallError) in try database.snapshot() }
  }

  public func sessionEnded(_ visitor: Visitor) { store.close(visitor) }

  private func set(_ request: Text, _ context: CallContext) throws(CallError) {
    let entry = try StorageRequest.entry(request)
    try store.with(context.visitor) { database throws(CallError) in try database.set(entry) }
  }

  private func setMany(_ request: Text, _ context: CallContext) throws(CallError) {
    let entries = try StorageRequest.entries(request)
    try store.with(context.visitor) { database throws(CallError) in try database.set(entries) }
  }

  private func remove(_ request: Text, _ context: CallContext) throws(CallError) {
    let key = try StorageRequest.key(request)
    try store.with(context.visitor) { database throws(CallError) in try database.remove(key) }
  }

  private func clear(_ request: Text, _ context: CallContext) throws(CallError) {
    try store.with(context.visitor) { database throws(CallError) in try database.clear() }
  }
}
