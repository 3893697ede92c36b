import CJavaScriptCore

/// A JavaScript object that can be called.
public struct Function {
  public let value: Value

  init(_ value: Value) { self.value = value }

  /// Calls the function and copies what it throws.
  @discardableResult
  public func call(
    _ arguments: Value..., this: Value? = nil
  ) throws(ScriptError) -> Value {
    try run(arguments, this: this).get()
  }

  /// Calls the function.
  public func run(_ arguments: [Value], this: Value? = nil) -> Completion {
    let context = value.realm.context
    let this = this?.object
    return withExtendedLifetime((arguments, this)) {
      let references = arguments.map { Optional($0.reference) }
      return value.realm.attempt { exception in
        JSObjectCallAsFunction(
          context, value.reference, this?.value.reference, references.count, references, exception)
      }
    }
  }

  /// Calls the function with `new`.
  public func construct(_ arguments: Value...) throws(ScriptError) -> Object {
    guard JSObjectIsConstructor(value.realm.context, value.reference) else {
      throw ScriptError(name: "TypeError", message: "the function is no constructor")
    }
    let references = arguments.map { Optional($0.reference) }
    return try withExtendedLifetime(arguments) { () throws(ScriptError) in
      Object(
        try value.realm.attempt { exception in
          JSObjectCallAsConstructor(
            value.realm.context, value.reference, references.count, references, exception)
        }.get())
    }
  }
}

@available(*, unavailable)
extension Function: Sendable {}
