import CJavaScriptCore
import Glibc

extension Realm {
  public var undefined: Value { Value(primitive: JSValueMakeUndefined(context), in: self) }
  public var null: Value { Value(primitive: JSValueMakeNull(context), in: self) }

  public func boolean(_ value: Bool) -> Value {
    Value(primitive: JSValueMakeBoolean(context, value), in: self)
  }

  public func number(_ value: Double) -> Value {
    Value(primitive: JSValueMakeNumber(context, value), in: self)
  }

  public func string(_ text: borrowing EngineString) -> Value {
    heap.checkUse()
    return Value(JSValueMakeString(context, text.reference), in: self)
  }

  public func string(_ text: String) -> Value { string(EngineString(text)) }

  /// The value that a JSON text describes, or nil if the text is not JSON. Runs no script.
  public func json(_ text: borrowing EngineString) -> Value? {
    heap.checkUse()
    return JSValueMakeFromJSONString(context, text.reference).map { Value($0, in: self) }
  }

  /// An empty ordinary object.
  public func object() -> Object {
    heap.checkUse()
    return Object(Value(JSObjectMake(context, nil, nil), in: self))
  }

  /// An array of these values. Runs no script.
  public func array(_ values: [Value]) -> Object {
    let references = values.map { Optional($0.reference) }
    let completion = attempt { exception in
      JSObjectMakeArray(context, references.count, references, exception)
    }
    // Making an array throws only when memory is out, and then the engine has ended the process.
    switch completion {
    case .value(let array), .thrown(let array): return Object(array)
    }
  }

  /// An `Error` with this message and the stack of now. Runs no script.
  public func error(_ message: String) -> Value {
    let message = string(message)
    let completion = attempt { exception in
      var argument: JSValueRef? = message.reference
      return JSObjectMakeError(context, 1, &argument, exception)
    }
    switch completion {
    case .value(let error), .thrown(let error): return error
    }
  }

  /// A promise and the functions that settle it.
  public func promise() throws(ScriptError) -> Deferred {
    var resolve: JSObjectRef?
    var reject: JSObjectRef?
    let promise = try attempt { exception in
      JSObjectMakeDeferredPromise(context, &resolve, &reject, exception)
    }.get()
    guard let resolve, let reject else {
      throw ScriptError(message: "the engine made a promise without its functions")
    }
    return Deferred(
      promise: Object(promise), resolve: Function(Value(resolve, in: self)),
      reject: Function(Value(reject, in: self)))
  }

  /// An `ArrayBuffer` with a copy of these bytes.
  public func arrayBuffer(copying bytes: [UInt8]) throws(ScriptError) -> Object {
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(bytes.count, 1), alignment: 16)
    memory.copyBytes(from: bytes)
    return try arrayBuffer(
      adopting: UnsafeMutableRawBufferPointer(rebasing: memory[..<bytes.count]))
  }

  /// An `ArrayBuffer` over this memory, which the engine deallocates with the buffer.
  ///
  /// - Precondition: the memory came from `UnsafeMutableRawBufferPointer.allocate` with an
  ///   alignment of at most 16.
  public func arrayBuffer(
    adopting memory: UnsafeMutableRawBufferPointer
  ) throws(ScriptError) -> Object {
    let completion = attempt { exception in
      JSObjectMakeArrayBufferWithBytesNoCopy(
        context, memory.baseAddress, memory.count, { bytes, _ in bytes?.deallocate() }, nil,
        exception)
    }
    return Object(try completion.get())
  }
}

/// A promise with the functions that settle it.
public struct Deferred {
  public let promise: Object
  public let resolve: Function
  public let reject: Function
}
