import CJavaScriptCore

/// What happens when a script has run for as long as it may.
public enum TimeLimitDecision: Sendable {
  /// Ends the script; neither `catch` nor `finally` runs. The realm stays usable.
  case stop
  /// Lets it run for another while.
  case extend(seconds: Double)
}

/// A script that ran into the time limit, seen from inside the engine.
public struct OverdueScript: ~Copyable {
  let context: JSContextRef

  /// Where the script is: one frame a line, innermost first, as `name@file:line:column`.
  public var stack: String {
    // An error takes the stack of now and says columns, which the engine's own backtrace does
    // not. A guest that set `Error.stackTraceLimit` to nothing leaves only the backtrace.
    if let error = JSObjectMakeError(context, 0, nil, nil) {
      let key = EngineString("stack")
      if let value = JSObjectGetProperty(context, error, key.reference, nil),
        JSValueIsString(context, value),
        let text = JSValueToStringCopy(context, value, nil)
      {
        let stack = EngineString(owning: text).text
        if !stack.isEmpty { return stack }
      }
    }
    guard let trace = JSContextCreateBacktrace(context, Self.frames) else { return "" }
    return EngineString(owning: trace).text
  }

  private static let frames: UInt32 = 100
}

/// The limit's callback with what it needs, held by the heap while the limit is set.
final class TimeLimit {
  unowned let heap: Heap
  let whenExpired: (borrowing OverdueScript) -> TimeLimitDecision

  init(heap: Heap, whenExpired: @escaping (borrowing OverdueScript) -> TimeLimitDecision) {
    self.heap = heap
    self.whenExpired = whenExpired
  }

  func arm(seconds: Double) {
    JSContextGroupSetExecutionTimeLimit(
      heap.group, seconds,
      { context, data in
        guard let context, let data else { return true }
        let limit = Unmanaged<TimeLimit>.fromOpaque(data).takeUnretainedValue()
        return limit.expired(in: context)
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func expired(in context: JSContextRef) -> Bool {
    switch whenExpired(OverdueScript(context: context)) {
    case .stop:
      heap.wasStopped = true
      return true
    case .extend(let seconds):
      arm(seconds: seconds)
      return false
    }
  }
}

extension VirtualMachine {
  /// Bounds the processor time of each call into the engine that does not come from script.
  ///
  /// It stops loops, getters, traps and most built-ins; it stops native work (a regular
  /// expression, `JSON.stringify`) only when that returns, and never a chain of microtasks, each
  /// of which counts anew (reference/engine-and-sandbox.md 2.6).
  public func limitTime(
    seconds: Double, whenExpired: @escaping (borrowing OverdueScript) -> TimeLimitDecision
  ) {
    heap.checkUse()
    let limit = TimeLimit(heap: heap, whenExpired: whenExpired)
    heap.timeLimit = limit
    limit.arm(seconds: seconds)
  }

  /// Lifts the limit.
  public func liftTimeLimit() {
    heap.checkUse()
    JSContextGroupClearExecutionTimeLimit(heap.group)
    heap.timeLimit = nil
  }

  /// Whether the time limit ever ended a script on this machine.
  public var wasStopped: Bool { heap.wasStopped }
}
