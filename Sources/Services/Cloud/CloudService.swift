import Bridge
import Platform
import Synchronization
import Wire

/// `wx.cloud` (`reference/api-core.md 9.14`): the program's own cloud functions, each call in a
/// sealed runner of its own, which knows who called.
public struct CloudService: Service {
  public static let name = "cloud"
  let platform: PlatformStore
  let environments = CloudEnvironments()
  let store: CloudStore

  let files: FileStore

  /// - Parameter folder: where databases are kept.
  public init(platform: PlatformStore, folder: String, files: FileStore) {
    self.platform = platform
    self.files = files
    store = CloudStore(folder: folder)
  }

  public var calls: [Call] {
    Call(
      sync: "cloud.init", returning: .nothing,
      example: (InitRequest(env: .string("develop-1")), Nothing())
    ) { request, context throws(CallError) in
      environments.open(request.environment, for: context.session)
      return Nothing()
    }
    .summary("Opens the cloud; everything else of it fails before.")
    .category("Cloud").since("2.2.3")
    Call(
      "cloud.callFunction",
      example: (
        FunctionRequest(name: "login", data: ["a": 1]),
        FunctionReply(result: ["openid": "oA1"], requestID: "0123456789abcdef")
      ), call
    )
    .summary("Runs a function of the project's `cloudfunctionRoot` and answers what it returns.")
    .category("Cloud").since("2.2.3")
    .errors([
      -1: "Error: Cloud API isn't enabled, please call wx.cloud.init first",
      -501_000: "Error: errCode: -501000 | errMsg: FunctionName parameter could not be found",
      -504_002: "Error: errCode: -504002 functions execute fail | errMsg: what the function threw",
      -504_003: "Error: errCode: -504003 functions time limit exceeded",
    ])
    .limits(
      deadlineSeconds: 60, atOnce: 4, requestBytes: CloudLimits.dataBytes,
      replyBytes: CloudLimits.dataBytes,
      named: [
        "time": "\(Int(CloudLimits.functionMilliseconds / 1_000)) s",
        "functions that call functions": "\(CloudLimits.nestedCalls)",
      ])
    Call(local: "cloud.database")
      .summary("Gives the database: collections, documents, queries and commands.")
      .category("Cloud").since("2.2.3")
    fileCalls
    Call(
      hidden: "#cloud.database",
      answering: { request, context throws(CallError) in
        _ = try environments.find(nil, for: context.session)
        return try answer(request.value, context, isFunction: false)
      })
  }

  /// What the database says.
  func answer(
    _ request: JSON, _ context: CallContext, isFunction: Bool
  ) throws(CallError) -> CallReply {
    let query = CloudQuery(
      app: context.visitor.app, owner: try isFunction ? nil : openID(of: context),
      now: context.clock.now, newID: context.random.name(32).lowercased(), request: request)
    return CallReply(try query.answer(store).text)
  }

  func openID(of context: CallContext) throws(CallError) -> String {
    try answering {
      try platform.openID(
        of: context.visitor.user, in: context.visitor.app, on: Occasion(context))
    }
  }

  public func sessionEnded(_ session: SessionID) { environments.close(session) }

  private func call(
    _ request: FunctionRequest, _ context: CallContext
  ) async throws(CallError) -> FunctionReply {
    let environment = try environments.find(request.config?["env"], for: context.session)
    return try await CloudCall(
      service: self, context: context, environment: environment, depth: 1
    ).run(request)
  }
}

extension CloudService {
  struct InitRequest: Codable, Sendable {
    /// The environment, or an object that names one for each kind of use. All of them are here.
    var env: JSON?
    var traceUser: Bool?

    /// The name of the environment.
    var environment: String {
      env?.string ?? env?.object?.members.compactMap(\.value.string).first ?? "local"
    }
  }

  struct FunctionRequest: Codable, Sendable {
    /// The function's folder in `cloudfunctionRoot`.
    var name: String
    /// What the function gets as its event.
    var data: JSON?
    /// `env`, for this call alone.
    var config: JSON?
    /// Older programs choose between asking at once and later; here it is always at once.
    var slow: Bool?
  }

  struct FunctionReply: Codable, Sendable {
    /// What the function returned, as JSON.
    var result: JSON
    /// Names the call in the platform's logs.
    var requestID: String
  }
}

/// The environment that each session has opened.
final class CloudEnvironments: Sendable {
  private let names = Mutex<[SessionID: String]>([:])

  func open(_ name: String, for session: SessionID) {
    names.withLock { $0[session] = String(name.prefix(64)) }
  }

  func close(_ session: SessionID) { names.withLock { $0[session] = nil } }

  /// - Parameter chosen: what one call wants in the place of the session's.
  func find(_ chosen: JSON?, for session: SessionID) throws(CallError) -> String {
    guard let name = names.withLock({ $0[session] }) else {
      throw CallError(
        "Error: Cloud API isn't enabled, please call wx.cloud.init first", code: -1)
    }
    return chosen?.string.map { String($0.prefix(64)) } ?? name
  }
}
