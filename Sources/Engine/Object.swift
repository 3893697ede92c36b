import CJavaScriptCore

/// A JavaScript object. Everything here may run script, because any object may be a Proxy or
/// have accessors; use it for objects of our own.
public struct Object {
  public let value: Value

  init(_ value: Value) { self.value = value }

  private var realm: Realm { value.realm }

  public func property(_ name: String) throws(ScriptError) -> Value {
    let name = EngineString(name)
    return try realm.attempt { exception in
      JSObjectGetProperty(realm.context, value.reference, name.reference, exception)
    }.get()
  }

  public func setProperty(_ name: String, _ newValue: Value) throws(ScriptError) {
    let name = EngineString(name)
    _ = try realm.attempt { exception in
      JSObjectSetProperty(
        realm.context, value.reference, name.reference, newValue.reference,
        JSPropertyAttributes(kJSPropertyAttributeNone), exception)
      return nil
    }.get()
  }

  public func element(_ index: Int) throws(ScriptError) -> Value {
    try realm.attempt { exception in
      JSObjectGetPropertyAtIndex(
        realm.context, value.reference, UInt32(clamping: index), exception)
    }.get()
  }

  /// The names of the enumerable properties with string keys, inherited ones included, in the
  /// order of a `for … in`.
  public func propertyNames() -> [String] {
    realm.heap.checkUse()
    guard let names = JSObjectCopyPropertyNames(realm.context, value.reference) else { return [] }
    defer { JSPropertyNameArrayRelease(names) }
    return (0..<JSPropertyNameArrayGetCount(names)).map { index in
      // The array keeps its names; a string of ours must be one more owner.
      EngineString(owning: JSStringRetain(JSPropertyNameArrayGetNameAtIndex(names, index))).text
    }
  }

  /// Calls `body` with the bytes of an `ArrayBuffer` or typed array, in place; none for a detached
  /// one. Returns nil for other objects, a `DataView` among them.
  ///
  /// Script must not run inside `body`: it could detach or resize the buffer.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    realm.heap.checkUse()
    let context = realm.context
    let object = value.reference
    switch JSValueGetTypedArrayType(context, object, nil) {
    case kJSTypedArrayTypeNone:
      return nil
    case kJSTypedArrayTypeArrayBuffer:
      let bytes = JSObjectGetArrayBufferBytesPtr(context, object, nil)
      let count = JSObjectGetArrayBufferByteLength(context, object, nil)
      return body(UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count))
    default:
      guard let buffer = JSObjectGetTypedArrayBuffer(context, object, nil),
        let bytes = JSObjectGetArrayBufferBytesPtr(context, buffer, nil)
      else { return body(UnsafeRawBufferPointer(start: nil, count: 0)) }
      let total = JSObjectGetArrayBufferByteLength(context, buffer, nil)
      let offset = JSObjectGetTypedArrayByteOffset(context, object, nil)
      let count = JSObjectGetTypedArrayByteLength(context, object, nil)
      guard offset <= total, count <= total - offset else { return nil }
      return body(UnsafeRawBufferPointer(start: bytes + offset, count: count))
    }
  }
}

@available(*, unavailable)
extension Object: Sendable {}
