import Wire

/// A class of objects with methods and events of their own, and the function on `wx` that returns
/// one. It stands in a service's `calls` like a call.
///
///     Manager("RecorderManager", obtainedBy: "getRecorderManager") {
///       Call(command: "start", example: StartRequest(), start)
///       Call(event: "onStart", example: Nothing())
///     }
///     Manager(
///       "InnerAudioContext", obtainedBy: "createInnerAudioContext", single: false,
///       endsAfter: "destroy",
///       properties: [.init("src", "", isWritable: true), .init("currentTime", 0)],
///       set: { name, value, context in … }
///     ) { … }
///
/// Methods are any calls: `Call(command:)` returns nothing, `Call(…)` answers by callbacks or a
/// promise, `Call(sync:)` returns its result. `context.object` is the object that was called;
/// `context.object.send("onStart", …)` speaks to its listeners, also later.
public struct Manager: Sendable {
  let call: Call

  /// - Parameters:
  ///   - single: whether every call returns the same object; it then has the number 0.
  ///   - end: a method after which nothing more is sent to the object.
  ///   - properties: what the mini-program can read of an object without asking the host.
  ///   - made: hears of each new object, with the arguments of the call that made it.
  ///   - canRefuse: the mini-program waits for `made`, and what that throws is thrown by the function.
  ///   - set: hears of each property that the mini-program sets.
  public init(
    _ className: String, obtainedBy function: String, single: Bool = true,
    endsAfter end: String? = nil, properties: [ObjectProperty] = [],
    made: (@Sendable ([JSON], CallContext) throws(CallError) -> Void)? = nil,
    canRefuse: Bool = false,
    set: (@Sendable (String, JSON, CallContext) throws(CallError) -> Void)? = nil,
    @CallsBuilder members: () -> [Call]
  ) {
    var objectClass = ObjectClass(
      name: className, members: members(), owner: .object(className: className))
    objectClass.properties = properties
    objectClass.isSingle = single
    objectClass.end = end
    objectClass.isTold = made != nil
    objectClass.canBeRefused = canRefuse
    if let made {
      objectClass.methods.append(
        Self.hidden("\(className).#new", className) { request, context throws(CallError) in
          try made(request["arguments"]?.array ?? [], context)
        })
    }
    if let set {
      objectClass.methods.append(
        Self.hidden("\(className).#set", className) { request, context throws(CallError) in
          try set(request["name"]?.string ?? "", request["value"] ?? .null, context)
        })
    }
    var call = Call(name: function, kind: .object, server: .nobody)
    call.objectClass = objectClass
    self.call = call
  }

  private init(_ call: Call) { self.call = call }

  private static func hidden(
    _ name: String, _ className: String,
    _ serve: @escaping @Sendable (JSON, CallContext) throws(CallError) -> Void
  ) -> Call {
    var call = Call(hidden: name) {
      (request: CallRequest, context) throws(CallError) -> CallReply in
      try serve(request.value, context)
      return .nothing
    }
    call.owner = .object(className: className)
    return call
  }
}

/// The terms of the function that returns the object; those of methods are said on the methods.
extension Manager {
  public func summary(_ sentence: String) -> Manager { Manager(call.summary(sentence)) }
  public func category(_ category: String) -> Manager { Manager(call.category(category)) }
  public func since(_ version: String) -> Manager { Manager(call.since(version)) }
}
