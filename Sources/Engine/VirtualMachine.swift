import CJavaScriptCore

/// One JavaScript heap with its first realm. It stays on the thread that made it.
public final class VirtualMachine {
  let heap: Heap
  /// The realm that was made with the machine.
  public let realm: Realm

  public init() {
    // Nobody runs the engine's run loop here, so timers that collect would never fire.
    JSDisableGCTimer()
    heap = Heap()
    realm = Realm(in: heap)
  }

  deinit { heap.close() }

  /// Another global object with built-ins of its own, in the same heap: objects may pass between
  /// the two. Costs about 0.15 ms and 75 KiB.
  public func makeRealm() -> Realm { Realm(in: heap) }

  /// Lets the engine collect a realm and all that only it holds. Nothing of it may be used any
  /// more, but values of it may still be let go of. The machine's first realm stays.
  public func putAway(_ realm: Realm) {
    realm.forget()
    // The engine holds the callback of a realm as a root, and the callback its realm.
    let nothing = self.realm.function("nothing") { arguments in .value(arguments.realm.undefined) }
    _ = try? realm.onUnhandledRejection(nothing)
    heap.release(realm.context)
  }

  /// Runs the microtasks that wait. Has no effect inside a function that script called: there
  /// they run when the outermost call returns, as they always do.
  public func drainMicrotasks() {
    heap.checkUse()
    // Any call that takes and gives back the engine's lock drains them.
    _ = JSObjectGetPrototype(realm.context, JSContextGetGlobalObject(realm.context))
    heap.releaseRetired()
  }

  /// Collects garbage now, and releases the closures of functions that were collected.
  public func collectGarbage() {
    heap.checkUse()
    JSSynchronousGarbageCollectForDebugging(realm.context)
    heap.releaseRetired()
  }
}

@available(*, unavailable)
extension VirtualMachine: Sendable {}
