import CJavaScriptCore

/// A global object with its built-ins: what a script sees as the world.
///
/// A realm must not be used after its virtual machine is gone; debug builds trap.
public final class Realm {
  let heap: Heap
  let context: JSGlobalContextRef
  /// What functions made in Swift inherit from, so that `call` and `apply` work on them.
  private var functionPrototype: Value?

  init(in heap: Heap) {
    self.heap = heap
    context = heap.makeContext()
    JSGlobalContextSetInspectable(context, false)
  }

  /// Lets go of what is kept for functions to come, which would keep all of the realm.
  func forget() { functionPrototype = nil }

  /// The global object.
  public var global: Object { Object(Value(JSContextGetGlobalObject(context), in: self)) }

  /// Runs a script.
  ///
  /// - Parameters:
  ///   - name: stands in stacks and errors, as `pages/a/a.js`.
  ///   - firstLine: the number of the text's first line, from 1.
  public func run(
    _ text: borrowing EngineString, name: String, firstLine: Int = 1
  ) -> Completion {
    let name = EngineString(name)
    return attempt { exception in
      JSEvaluateScript(
        context, text.reference, nil, name.reference, Int32(clamping: firstLine), exception)
    }
  }

  /// Runs a script and copies what it throws.
  public func evaluate(
    _ text: String, name: String = "script.js", firstLine: Int = 1
  ) throws(ScriptError) -> Value {
    try run(EngineString(text), name: name, firstLine: firstLine).get()
  }

  /// Allows or forbids `eval` and the function constructors. `run` works either way.
  public func allowEval(_ allowed: Bool, message: String = "eval is not allowed here") {
    heap.checkUse()
    let message = EngineString(message)
    JSGlobalContextSetEvalEnabled(context, allowed, allowed ? nil : message.reference)
  }

  /// Calls `function(promise, reason)` for promises still rejected and unhandled after the
  /// microtasks have run. The realm keeps the function.
  public func onUnhandledRejection(_ function: Function) throws(ScriptError) {
    var exception: JSValueRef?
    JSGlobalContextSetUnhandledRejectionCallback(context, function.value.reference, &exception)
    if let exception { throw ScriptError(copying: Value(exception, in: self)) }
  }

  /// Calls the engine once; a thrown value becomes a completion.
  func attempt(
    _ call: (_ exception: UnsafeMutablePointer<JSValueRef?>) -> JSValueRef?
  ) -> Completion {
    heap.checkUse()
    heap.releaseRetired()
    var exception: JSValueRef?
    let result = call(&exception)
    if let exception { return .thrown(Value(exception, in: self)) }
    guard let result else { return .value(undefined) }
    return .value(Value(result, in: self))
  }

  var prototypeOfFunctions: Value {
    if let functionPrototype { return functionPrototype }
    let plain = JSObjectMakeFunctionWithCallback(context, nil) { context, _, _, _, _, _ in
      JSValueMakeUndefined(context)
    }
    let prototype = Value(JSObjectGetPrototype(context, plain), in: self)
    functionPrototype = prototype
    return prototype
  }
}

@available(*, unavailable)
extension Realm: Sendable {}

/// How a call into the engine ended.
public enum Completion {
  case value(Value)
  /// Script threw this; it may be any value.
  case thrown(Value)

  /// The value, or the text of what was thrown.
  public func get() throws(ScriptError) -> Value {
    switch self {
    case .value(let value): return value
    case .thrown(let value): throw ScriptError(copying: value)
    }
  }
}
