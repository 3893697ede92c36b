import CJavaScriptCore
import Glibc

/// The engine's memory behind one virtual machine: its context group and what must outlive calls.
///
/// Values hold the heap, never the `VirtualMachine`, so a closure that captures a value cannot
/// keep the machine alive. When the machine goes, the heap closes and values only stop counting.
final class Heap {
  let group: JSContextGroupRef
  private(set) var isOpen = true
  private let thread = pthread_self()
  private var contexts: [JSGlobalContextRef] = []
  /// Closures whose function was collected. The finalizer may not touch the engine, and
  /// releasing a closure may release values, so they wait here for the next call.
  private var retired: [FunctionBody] = []
  var timeLimit: TimeLimit?
  /// Whether the time limit ended a script.
  var wasStopped = false

  init() { group = JSContextGroupCreate() }

  deinit { assert(!isOpen, "a heap was released before its machine closed it") }

  /// Our own mistake is caught where it happens: an engine stays on the thread that made it.
  @inline(__always)
  func checkUse() {
    assert(pthread_equal(thread, pthread_self()) != 0, "the engine was used on a second thread")
    assert(isOpen, "a value was used after its virtual machine was gone")
  }

  func makeContext() -> JSGlobalContextRef {
    checkUse()
    let context: JSGlobalContextRef = JSGlobalContextCreateInGroup(group, nil)
    contexts.append(context)
    return context
  }

  /// Gives a context back to the engine, which collects what only it held. The first one stays: by
  /// it values of all realms are let go of.
  func release(_ context: JSGlobalContextRef) {
    checkUse()
    guard let place = contexts.dropFirst().firstIndex(of: context) else { return }
    contexts.remove(at: place)
    JSGlobalContextRelease(context)
  }

  /// A context that lives as long as the heap.
  var lastingContext: JSGlobalContextRef? { contexts.first }

  func retire(_ body: FunctionBody) { retired.append(body) }

  /// Releases the closures of collected functions.
  func releaseRetired() {
    guard !retired.isEmpty else { return }
    let bodies = retired
    retired = []
    withExtendedLifetime(bodies) {}
  }

  func close() {
    checkUse()
    if timeLimit != nil { JSContextGroupClearExecutionTimeLimit(group) }
    for context in contexts { JSGlobalContextRelease(context) }
    contexts = []
    // Values must not be unprotected from here on: the group may go with its last context.
    isOpen = false
    JSContextGroupRelease(group)
    releaseRetired()
    timeLimit = nil
  }
}
