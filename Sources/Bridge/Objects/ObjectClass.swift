import Wire

/// What the objects are like that a call returns: tasks, and the objects of managers. From it the
/// prelude builds methods, listeners and properties.
public struct ObjectClass: Sendable {
  public let name: String
  /// Methods, by their whole names such as `RecorderManager.start`.
  public internal(set) var methods: [Call] = []
  /// Events, by names such as `onStart`.
  public internal(set) var events: [Call] = []
  public var properties: [ObjectProperty] = []
  /// Whether every call returns the same object.
  var isSingle = false
  /// Whether each event has an `offX` beside its `onX`.
  public internal(set) var hasOffs = true
  /// Whether a task has `abort`.
  public internal(set) var aborts = false
  /// The event or method after which nothing more is sent to the object; a task without one ends
  /// with the answer of its call.
  var end: String?
  /// Whether the host wants to hear of new objects.
  var isTold = false
  /// Whether the host may refuse a new object.
  var canBeRefused = false

  /// - Parameter members: methods and events by their short names.
  init(name: String, members: [Call], owner: Call.Owner) {
    self.name = name
    events = members.filter { $0.kind == .event }
    methods = members.filter { $0.kind != .event }.map { member in
      var method = member
      method.name = "\(name).\(member.name)"
      method.owner = owner
      return method
    }
  }

  /// `n` name, `m` methods as manifest entries, `e` events, `v` properties with their first values,
  /// `w` those that the mini-program may set; and of the rest what is not usual: `one`, `off`,
  /// `abort`, `end`, `told`, `ask`.
  var manifestEntry: JSON {
    var entry = JSONObject()
    entry["n"] = .string(name)
    entry["m"] = .array(methods.filter(\.isPublic).map(\.manifestEntry))
    entry["e"] = .array(events.map { .string($0.name) })
    entry["v"] = .object(
      JSONObject(members: properties.map { .init(name: $0.name, value: $0.value) }))
    entry["w"] = .array(properties.filter(\.isWritable).map { .string($0.name) })
    if isSingle { entry["one"] = true }
    if !hasOffs { entry["off"] = false }
    if aborts { entry["abort"] = true }
    if let end { entry["end"] = .string(end) }
    if isTold { entry["told"] = true }
    if canBeRefused { entry["ask"] = true }
    return .object(entry)
  }
}

/// A property of a task or object. The mini-program reads its own copy, which the host changes by
/// events (`ObjectHandle.send`, `.set`).
public struct ObjectProperty: Sendable, Hashable {
  public let name: String
  /// What it is before anything happens.
  public let value: JSON
  /// Whether the mini-program may set it; the manager is told (`Manager`, `set`).
  public let isWritable: Bool

  public init(_ name: String, _ value: JSON, isWritable: Bool = false) {
    self.name = name
    self.value = value
    self.isWritable = isWritable
  }
}

extension Call {
  /// The call and the methods of what it returns, and of what those return.
  public var withMembers: [Call] {
    [self] + (objectClass?.methods ?? []).flatMap(\.withMembers)
  }
}

extension CallContext {
  /// The context of a method, with the task or object that `$id` of the request names.
  ///
  /// A number that stands for nothing of this session is the service's to refuse; whatever it is,
  /// it never reaches into another session.
  func aimed(by request: JSON, at owner: Call.Owner) throws(CallError) -> CallContext {
    if case .nobody = owner { return self }
    guard let id = request["$id"]?.int, let number = UInt32(exactly: id) else {
      throw .parameter("the request does not say which object it is for")
    }
    var context = self
    switch owner {
    case .nobody: break
    case .task: context.task = TaskHandle(port: port, number: number)
    case .object(let name):
      context.object = ObjectHandle(port: port, className: name, number: number)
    }
    return context
  }
}
