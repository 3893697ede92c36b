import CJavaScriptCore

/// A JavaScript value, kept from collection as long as it is held.
///
/// Questions answered by properties (`kind`, `number`, `string` …) run no script. Methods that
/// throw may run script: a getter, a Proxy's trap, `toString`, `toJSON`.
public struct Value {
  public enum Kind: Sendable {
    case undefined, null, boolean, number, string, symbol, bigInt, object
  }

  public let realm: Realm
  let reference: JSValueRef
  /// Keeps a value that lives on the engine's heap; nil for the others.
  private let root: Root?

  init(_ reference: JSValueRef, in realm: Realm) {
    self.realm = realm
    self.reference = reference
    switch JSValueGetType(realm.context, reference) {
    case kJSTypeUndefined, kJSTypeNull, kJSTypeBoolean, kJSTypeNumber: root = nil
    default: root = Root(reference, in: realm)
    }
  }

  /// For values that need no keeping.
  init(primitive reference: JSValueRef, in realm: Realm) {
    self.realm = realm
    self.reference = reference
    root = nil
  }

  public var kind: Kind {
    realm.heap.checkUse()
    switch JSValueGetType(realm.context, reference) {
    case kJSTypeUndefined: return .undefined
    case kJSTypeNull: return .null
    case kJSTypeBoolean: return .boolean
    case kJSTypeNumber: return .number
    case kJSTypeString: return .string
    case kJSTypeSymbol: return .symbol
    case kJSTypeObject: return .object
    default: return .bigInt
    }
  }

  /// Whether the value counts as true in a condition.
  public var isTruthy: Bool {
    realm.heap.checkUse()
    return JSValueToBoolean(realm.context, reference)
  }

  public var isUndefined: Bool { kind == .undefined }

  /// The number, if it is one; nothing is converted.
  public var number: Double? {
    kind == .number ? JSValueToNumber(realm.context, reference, nil) : nil
  }

  /// A copy of the text, if the value is a string; nothing is converted.
  public var string: String? {
    switch engineString {
    case .some(let text): text.text
    case .none: nil
    }
  }

  /// The engine's own text, if the value is a string.
  public var engineString: EngineString? {
    guard kind == .string, let text = JSValueToStringCopy(realm.context, reference, nil) else {
      return nil
    }
    return EngineString(owning: text)
  }

  public var object: Object? { kind == .object ? Object(self) : nil }

  public var function: Function? {
    guard kind == .object, JSObjectIsFunction(realm.context, reference) else { return nil }
    return Function(self)
  }

  public var isArray: Bool {
    realm.heap.checkUse()
    return JSValueIsArray(realm.context, reference)
  }

  /// Whether both are the same value, as `===` says.
  public func isSame(as other: Value) -> Bool {
    realm.heap.checkUse()
    return JSValueIsStrictEqual(realm.context, reference, other.reference)
  }

  /// The text that `String(value)` gives. Symbols throw. May run script.
  public func described() throws(ScriptError) -> String {
    realm.heap.checkUse()
    var exception: JSValueRef?
    guard let text = JSValueToStringCopy(realm.context, reference, &exception) else {
      throw ScriptError(thrown: exception, in: realm)
    }
    return EngineString(owning: text).text
  }

  /// The JSON text, or nil for what has none, as `undefined` and functions. May run script.
  public func json(indent: Int = 0) throws(ScriptError) -> EngineString? {
    realm.heap.checkUse()
    var exception: JSValueRef?
    let text = JSValueCreateJSONString(
      realm.context, reference, UInt32(clamping: indent), &exception)
    if exception != nil { throw ScriptError(thrown: exception, in: realm) }
    return text.map { EngineString(owning: $0) }
  }
}

@available(*, unavailable)
extension Value: Sendable {}

/// Keeps one value on the engine's heap from being collected.
private final class Root {
  private let reference: JSValueRef
  private let context: JSGlobalContextRef
  private let heap: Heap

  init(_ reference: JSValueRef, in realm: Realm) {
    self.reference = reference
    // A realm may be put away before the last value of it.
    context = realm.heap.lastingContext ?? realm.context
    heap = realm.heap
    JSValueProtect(context, reference)
  }

  deinit {
    // A machine that is gone has taken its values with it.
    if heap.isOpen { JSValueUnprotect(context, reference) }
  }
}
