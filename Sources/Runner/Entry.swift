import Engine
import Wire

/// The prelude's side of the conversation: what its text evaluates to when it is given `native`.
struct Entry {
  private let receiveFunction: Function
  private let tickFunction: Function
  private let nextFunction: Function
  private let startFunction: Function
  private let realm: Realm
  /// Made once, for calls come by the thousand.
  private let replyKind: Value

  /// Makes a prelude, with what it may call.
  init(of prelude: Function, with native: Object) throws(ScriptError) {
    guard let entry = try prelude.call(native.value).object else {
      throw ScriptError(message: "the prelude returned no entry")
    }
    func function(_ name: String) throws(ScriptError) -> Function {
      guard let function = try entry.property(name).function else {
        throw ScriptError(message: "the prelude has no function '\(name)'")
      }
      return function
    }
    realm = entry.value.realm
    replyKind = realm.string("reply")
    startFunction = try function("start")
    receiveFunction = try function("receive")
    tickFunction = try function("tick")
    nextFunction = try function("next")
  }

  /// Hands over the host's `hello`, before lock-down.
  func start(_ hello: Text) throws(ScriptError) {
    try startFunction.call(realm.string(hello.passed()))
  }

  /// Hands over one event or reply.
  func receive(
    _ kind: String, id: UInt32, name: String, _ text: Text, ok: Bool, attachments: [[UInt8]]
  ) throws(ScriptError) {
    try receiveFunction.call(
      kind == "reply" ? replyKind : realm.string(kind), realm.number(Double(id)),
      name.isEmpty ? realm.undefined : realm.string(name), realm.string(text.passed()),
      realm.boolean(ok), attachments.isEmpty ? realm.undefined : realm.buffers(attachments).value)
  }

  /// Says that the time asked for has come.
  func tick() throws(ScriptError) { try tickFunction.call() }

  /// Runs one task of the prelude's queue; false when there is none left.
  func next() throws(ScriptError) -> Bool { try nextFunction.call().isTruthy }
}

extension Realm {
  /// An array with an `ArrayBuffer` for each attachment.
  func buffers(_ attachments: [[UInt8]]) throws(ScriptError) -> Object {
    var buffers: [Value] = []
    for attachment in attachments { buffers.append(try arrayBuffer(copying: attachment).value) }
    return array(buffers)
  }
}
