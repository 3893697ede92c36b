import Bridge
import Services
import Wire

/// What one session has used up, and what its user did last.
struct CallMeters {
  /// The calls of a name in the second that began at a time.
  var seconds: [String: (start: Double, count: Int)] = [:]
  /// When a person last tapped or answered, on the session's clock.
  var lastGesture = -Double.infinity
  var isInBackground = false
}

/// Something that a guarded call was allowed or refused, for those who look into it later.
public struct CallDecision: Sendable, Hashable {
  /// Milliseconds since 1970, on the session's clock.
  public var time: Double
  public var call: String
  /// Nil when it was let through.
  public var refusal: String?
}

/// Deciding whether a call is served: what it needs, how large and how frequent it may be, what the
/// mini-program declares and what its user allows. Only calls that declare such terms come here.
extension Session {
  /// - Throws: why the call is refused.
  /// - Returns: what the user still has to be asked.
  func gates(
    of call: Call, text: Text, attachments: [[UInt8]], _ context: CallContext
  ) throws(CallError) -> [Permissions.Gate] {
    let terms = call.terms
    try checkNeeds(terms.needs)
    try checkSize(terms.limits, attachments.reduce(text.bytes.count) { $0 + $1.count })
    try checkFrequency(call.name, terms.limits)
    try checkDeclared(call.name, terms)
    return try permissions.gates(of: terms, context)
  }

  /// A tap counts for so long, in milliseconds of the session's time.
  private static let gestureMilliseconds = 2_000.0

  private func checkNeeds(_ needs: Needs) throws(CallError) {
    if needs.contains(.gesture), time - meters.lastGesture > Self.gestureMilliseconds {
      throw CallError("can only be invoked by user TAP gesture.")
    }
    if needs.contains(.foreground), meters.isInBackground {
      throw CallError("can not be invoked in the background")
    }
  }

  private func checkSize(_ limits: CallLimits, _ bytes: Int) throws(CallError) {
    guard let limit = limits.requestBytes, bytes > limit else { return }
    throw CallError("the request has \(bytes) bytes; at most \(limit) fit", errno: 1001)
  }

  private func checkFrequency(_ name: String, _ limits: CallLimits) throws(CallError) {
    if let limit = limits.atOnce, pending.count(of: name) >= limit {
      throw CallError("\(limit) calls are under way; no more fit", errno: 510001)
    }
    guard let limit = limits.perSecond else { return }
    var second = meters.seconds[name] ?? (time, 0)
    if time - second.start >= 1_000 || time < second.start { second = (time, 0) }
    second.count += 1
    meters.seconds[name] = second
    guard second.count <= limit else {
      throw CallError("invoke too frequently: at most \(limit) in a second", errno: 510001)
    }
  }

  private func checkDeclared(_ name: String, _ terms: CallTerms) throws(CallError) {
    if ProgramDeclarations.privateCalls.contains(name), !declared.privateInfos.contains(name) {
      warnOnce(
        "\(name) was refused: add \"\(name)\" to \"requiredPrivateInfos\" in app.json")
      throw CallError(
        "the api need to be declared in the requiredPrivateInfos field in app.json/ext.json",
        errno: 112)
    }
    guard let scope = terms.scope else { return }
    do throws(CallError) {
      try declared.require(scope)
    } catch {
      warnOnce(
        "\(name) was refused: add \"permission\": {\"\(scope.name)\": {\"desc\": \"why\"}} "
          + "to app.json")
      throw error
    }
  }

  /// Asks the user for all that is missing, then begins the call, or fails it.
  func open(
    _ gates: ArraySlice<Permissions.Gate>, of call: Call, _ number: UInt64,
    _ context: CallContext, _ begin: @escaping @Sendable (isolated Session) -> Void
  ) {
    guard let gate = gates.first else {
      note(call.name, refusal: nil)
      begin(self)
      return
    }
    rest(number)
    permissions.pass(gate, call: call.name, context) { [self] refusal in
      perform { session in
        session.stir(number)
        if let refusal {
          session.explain(refusal, of: call.name, at: gate)
          session.note(call.name, refusal: refusal.reason)
          session.finish(number, .failure(refusal))
        } else {
          session.open(gates.dropFirst(), of: call, number, context, begin)
        }
      }
    }
  }

  private func explain(_ refusal: CallError, of name: String, at gate: Permissions.Gate) {
    guard refusal == .authorizationDenied, case .scope(let scope) = gate else { return }
    warnOnce(
      "\(name) was refused: \(visitor.user) has turned down \(scope.name); wx.openSetting, called "
        + "from a tap, lets the user change that")
  }

  func note(_ call: String, refusal: String?) {
    if decisions.count >= limits.decisions { decisions.removeFirst() }
    decisions.append(CallDecision(time: time, call: call, refusal: refusal))
  }

  /// The answer of a policy to a question about permissions; nil leaves it to a person.
  func policyAnswer(to key: String, _ question: JSON) -> JSON? {
    switch key {
    case "authorize":
      let scope = question["scope"]?.string ?? ""
      switch policy.scopes[scope] ?? policy.standard {
      case .ask: return nil
      case .accept: return ["allow": true, "remember": false]
      case .reject: return ["allow": false, "remember": false]
      }
    case "privacy":
      guard policy.standard != .ask else { return nil }
      return ["agree": .bool(policy.standard == .accept), "remember": false]
    default: return nil
    }
  }

  /// Sees what a person does in the events that are sent to the mini-program.
  func meter(_ event: String, _ value: JSON) {
    switch event {
    case "dom" where value["type"]?.string == "tap": meters.lastGesture = time
    case "hide": meters.isInBackground = true
    case "show": meters.isInBackground = false
    default: break
    }
  }

  /// Tells something that a program may do again and again the first time only.
  private func warnOnce(_ text: String) {
    if !notes.all.contains(where: { $0.kind == .warning && $0.text == text }) { warn(text) }
  }
}
