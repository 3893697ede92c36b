import Bridge
import Synchronization
import Wire

/// Who allowed what: what users have decided, and how they are asked
/// (`reference/api-conventions.md 8.5`). One for each host, safe from any thread.
public final class Permissions: Sendable {
  /// What stands between a call and its service.
  public enum Gate: Hashable, Sendable {
    case scope(Scope)
    /// The privacy guide of the program.
    case privacy
  }

  private struct State {
    /// Decisions that hold for one session only: those that a policy made.
    var passing: [SessionID: [String: Bool]] = [:]
    /// Sessions whose program asks about privacy by itself.
    var listening: Set<SessionID> = []
    /// Calls that wait for the program to settle a question of privacy.
    var waiting: [SessionID: [UInt32: @Sendable (CallError?) -> Void]] = [:]
    var lastQuestion: UInt32 = 0
  }

  private let store: PermissionStore
  private let state = Mutex(State())

  /// The name under which the agreement to a privacy guide is kept.
  private static let privacy = "privacy"

  /// - Parameter folder: where the decisions are kept; made when the first is.
  public init(folder: String) { store = PermissionStore(path: folder + "/permissions.sqlite") }

  /// What a call still has to pass.
  public func gates(
    of terms: CallTerms, _ context: CallContext
  ) throws(CallError) -> [Gate] {
    var gates: [Gate] = []
    if terms.privacy != nil, try !hasPrivacyConsent(context) { gates.append(.privacy) }
    if let scope = terms.scope, try decision(scope, context) != true {
      gates.append(.scope(scope))
    }
    return gates
  }

  /// Asks for what a gate needs. `done` gets why it stays shut, or nil, at once or later.
  public func pass(
    _ gate: Gate, call: String, _ context: CallContext,
    _ done: @escaping @Sendable (CallError?) -> Void
  ) {
    switch gate {
    case .scope(let scope): request(scope, context, done)
    case .privacy: requestPrivacy(call: call, context, done)
    }
  }

  func sessionEnded(_ session: SessionID) {
    let waiting = state.withLock { state in
      state.passing[session] = nil
      state.listening.remove(session)
      return state.waiting.removeValue(forKey: session)
    }
    for done in (waiting ?? [:]).values { done(.privacyRefused) }
  }
}

/// Scopes.
extension Permissions {
  /// The user's decision; nil when there was none.
  public func decision(_ scope: Scope, _ context: CallContext) throws(CallError) -> Bool? {
    if Scope.abolished.contains(scope) { return true }
    let passing = state.withLock { $0.passing[context.session]?[scope.name] }
    if let passing { return passing }
    return try store.decision(scope.name, for: context.visitor)
  }

  /// All scopes that were asked about.
  func decisions(_ context: CallContext) throws(CallError) -> [String: Bool] {
    var all = try store.decisions(for: context.visitor)
    all[Self.privacy] = nil
    let passing = state.withLock { $0.passing[context.session] } ?? [:]
    return all.merging(passing.filter { $0.key != Self.privacy }) { $1 }
  }

  /// Forgets what a visitor has decided, in a session too.
  public func forget(_ visitor: Visitor, _ session: SessionID) throws(CallError) {
    state.withLock { $0.passing[session] = nil }
    try store.forget(visitor)
  }

  func decide(
    _ scope: String, _ isAllowed: Bool, _ context: CallContext, lasting: Bool = true
  ) throws(CallError) {
    if lasting {
      try store.decide(scope, isAllowed, for: context.visitor, at: context.clock.now)
      state.withLock { _ = $0.passing[context.session]?.removeValue(forKey: scope) }
    } else {
      state.withLock { $0.passing[context.session, default: [:]][scope] = isAllowed }
    }
  }

  /// Asks the user about a scope unless that was decided. The question is `{scope, title, desc}`
  /// under the key `authorize`; the answer `{allow: Bool, remember: Bool?}`.
  func request(
    _ scope: Scope, _ context: CallContext, _ done: @escaping @Sendable (CallError?) -> Void
  ) {
    do throws(CallError) {
      if let decided = try decision(scope, context) {
        done(decided ? nil : .authorizationDenied)
        return
      }
    } catch {
      done(error)
      return
    }
    let question: JSON = [
      "scope": .string(scope.name), "title": .string(Self.titles[scope] ?? scope.name),
      "desc": .string(context.declared.reasons[scope] ?? ""), "together": true,
    ]
    context.screen.ask("authorize", question) { [self] given in
      guard let isAllowed = given?["allow"]?.bool else {
        done(.authorizationUnanswered)
        return
      }
      do throws(CallError) {
        try decide(
          scope.name, isAllowed, context, lasting: given?["remember"]?.bool ?? true)
        done(isAllowed ? nil : .authorizationDenied)
      } catch {
        done(error)
      }
    }
  }

  private static let titles: [Scope: String] = [
    .userLocation: "获取你的位置信息", .userFuzzyLocation: "获取你的模糊位置信息",
    .userLocationBackground: "后台获取你的位置信息", .record: "使用你的麦克风",
    .camera: "使用你的摄像头", .bluetooth: "使用你的蓝牙", .writePhotosAlbum: "添加到你的相册",
    .addPhoneContact: "添加到你的联系人", .addPhoneCalendar: "添加到你的日历",
    .werun: "获取你的微信运动步数", .userInfo: "获取你的昵称、头像、地区及性别",
  ]
}

/// The privacy guide.
extension Permissions {
  func hasPrivacyConsent(_ context: CallContext) throws(CallError) -> Bool {
    guard context.declared.needsPrivacyConsent else { return true }
    let passing = state.withLock { $0.passing[context.session]?[Self.privacy] }
    if let passing { return passing }
    return try store.decision(Self.privacy, for: context.visitor) ?? false
  }

  /// The program has put a listener on `onNeedPrivacyAuthorization`, or taken it away.
  func setListening(_ isListening: Bool, _ context: CallContext) {
    state.withLock { state in
      if isListening {
        state.listening.insert(context.session)
      } else {
        state.listening.remove(context.session)
      }
    }
  }

  /// Asks by the program's own listener or, without one, by the host: the question `{contract}`
  /// under the key `privacy`, the answer `{agree: Bool}`.
  private func requestPrivacy(
    call: String, _ context: CallContext, _ done: @escaping @Sendable (CallError?) -> Void
  ) {
    let number = state.withLock { state -> UInt32? in
      guard state.listening.contains(context.session) else { return nil }
      state.lastQuestion &+= 1
      state.waiting[context.session, default: [:]][state.lastQuestion] = done
      return state.lastQuestion
    }
    if let number {
      context.port.send(
        HostEvent(
          .prelude, name: "privacy",
          payload: CallRequest(["id": .number(Double(number)), "referrer": .string(call)])))
      return
    }
    let question: JSON = [
      "contract": .string(context.declared.privacyContractName), "together": true,
    ]
    context.screen.ask("privacy", question) { [self] given in
      settle(
        given?["agree"]?.bool ?? false, context, lasting: given?["remember"]?.bool ?? true, done)
    }
  }

  /// The program has settled a question; an unknown number, or one of another session, is
  /// nobody's.
  func answerPrivacy(_ number: UInt32, agrees: Bool, _ context: CallContext) {
    let done = state.withLock { $0.waiting[context.session]?.removeValue(forKey: number) }
    if let done { settle(agrees, context, lasting: true, done) }
  }

  private func settle(
    _ agrees: Bool, _ context: CallContext, lasting: Bool,
    _ done: @Sendable (CallError?) -> Void
  ) {
    do throws(CallError) {
      if agrees { try decide(Self.privacy, true, context, lasting: lasting) }
      done(agrees ? nil : .privacyRefused)
    } catch {
      done(error)
    }
  }
}

extension CallError {
  /// The user has turned the scope down (`reference/api-conventions.md 8.2`).
  public static let authorizationDenied = CallError("auth deny", errno: 103)
  /// The user has closed the question without an answer.
  public static let authorizationUnanswered = CallError("authorize no response", errno: 104)
  /// The user has not agreed to the privacy guide.
  public static let privacyRefused = CallError(
    "privacy permission is not authorized", errno: 101102)
}
