import CJavaScriptCore

/// The arguments of one call from script. They live as long as the call.
public struct Arguments: ~Copyable {
  public let realm: Realm
  public let count: Int
  private let references: UnsafePointer<JSValueRef?>?

  init(realm: Realm, count: Int, references: UnsafePointer<JSValueRef?>?) {
    self.realm = realm
    self.count = count
    self.references = references
  }

  private func reference(_ index: Int) -> JSValueRef? {
    index < count ? references?[index] : nil
  }

  /// The argument, or `undefined` past the last one.
  public func value(_ index: Int) -> Value {
    reference(index).map { Value($0, in: realm) } ?? realm.undefined
  }

  /// The argument if it is a number; nothing is converted.
  public func number(_ index: Int) -> Double? {
    guard let reference = reference(index), JSValueIsNumber(realm.context, reference) else {
      return nil
    }
    return JSValueToNumber(realm.context, reference, nil)
  }

  /// The argument if it is a string; nothing is converted.
  public func string(_ index: Int) -> EngineString? {
    guard let reference = reference(index), JSValueIsString(realm.context, reference),
      let text = JSValueToStringCopy(realm.context, reference, nil)
    else { return nil }
    return EngineString(owning: text)
  }
}

/// What a function made in Swift does.
public typealias NativeBody = (borrowing Arguments) -> Completion

/// The closure behind a function, owned by the function's object until it is collected.
final class FunctionBody {
  let realm: Realm
  let body: NativeBody

  init(realm: Realm, body: @escaping NativeBody) {
    self.realm = realm
    self.body = body
  }
}

extension Realm {
  /// A function that runs a closure.
  ///
  /// The closure is released after its function was collected, at the next call into the
  /// engine, or with the machine.
  public func function(_ name: String, _ body: @escaping NativeBody) -> Function {
    heap.checkUse()
    let owned = Unmanaged.passRetained(FunctionBody(realm: self, body: body))
    // The engine makes an object or ends the process.
    let object: JSObjectRef = JSObjectMake(context, Self.functionClass, owned.toOpaque())
    let function = Function(Value(object, in: self))
    // The name goes on while nothing is inherited that could stand in its way.
    let nameText = EngineString(name)
    let key = EngineString("name")
    JSObjectSetProperty(
      context, object, key.reference, JSValueMakeString(context, nameText.reference),
      JSPropertyAttributes(kJSPropertyAttributeReadOnly | kJSPropertyAttributeDontEnum), nil)
    JSObjectSetPrototype(context, object, prototypeOfFunctions.reference)
    return function
  }

  /// Made once, never changed, never released.
  nonisolated(unsafe) private static let functionClass: JSClassRef = {
    var definition = kJSClassDefinitionEmpty
    definition.attributes = JSClassAttributes(kJSClassAttributeNoAutomaticPrototype)
    definition.callAsFunction = { _, function, _, count, arguments, exception in
      Realm.callBody(function, count, arguments, exception)
    }
    definition.finalize = { object in
      guard let data = JSObjectGetPrivate(object) else { return }
      let body = Unmanaged<FunctionBody>.fromOpaque(data).takeRetainedValue()
      body.realm.heap.retire(body)
    }
    return "Function".withCString { name in
      definition.className = name
      return JSClassCreate(&definition)
    }
  }()

  private static func callBody(
    _ function: JSObjectRef?, _ count: Int, _ arguments: UnsafePointer<JSValueRef?>?,
    _ exception: UnsafeMutablePointer<JSValueRef?>?
  ) -> JSValueRef? {
    guard let data = JSObjectGetPrivate(function) else { return nil }
    let owner = Unmanaged<FunctionBody>.fromOpaque(data).takeUnretainedValue()
    let arguments = Arguments(realm: owner.realm, count: count, references: arguments)
    switch owner.body(arguments) {
    case .value(let value): return value.reference
    case .thrown(let value):
      exception?.pointee = value.reference
      return nil
    }
  }
}
