import Foundation
import Wire

/// `/cgi-bin`, `/sns` and `/wxa`: JSON, and HTTP 200 for every failure
/// (`reference/server-side-apis.md 10.1`).
struct OpenAPI {
  let store: PlatformStore
  let occasion: Occasion

  init(store: PlatformStore, _ occasion: Occasion) {
    self.store = store
    self.occasion = occasion
  }

  /// A failure with the platform's number.
  struct Failure: Error {
    let code: Int
    let message: String
    var extra: JSONObject = JSONObject()

    init(_ code: Int, _ message: String, extra: JSONObject = JSONObject()) {
      self.code = code
      self.message = message
      self.extra = extra
    }
  }

  typealias Handler = @Sendable (OpenAPI) -> (PlatformRequest) throws -> PlatformResponse
  typealias AppHandler =
    @Sendable (OpenAPI) -> (PlatformRequest, _ appID: String) throws -> PlatformResponse

  func answer(_ request: PlatformRequest) -> PlatformResponse {
    do {
      try store.spendQuota(of: request.path)
      if let handler = Self.open[request.path] { return try handler(self)(request) }
      guard let handler = Self.withToken[request.path] else {
        return .text("\(request.path) is not served here\n", status: 404)
      }
      guard let token = request.parameter("access_token"), !token.isEmpty else {
        throw Failure(41_001, "access_token missing")
      }
      return try handler(self)(request, try store.appID(ofToken: token, on: occasion))
    } catch let failure as Failure {
      return respond(to: failure)
    } catch let error as PlatformError {
      return respond(to: Failure(error.errcode, error.description))
    } catch {
      return respond(to: Failure(-1, "system error"))
    }
  }

  private func respond(to failure: Failure) -> PlatformResponse {
    var answer = JSONObject()
    answer["errcode"] = .number(Double(failure.code))
    let rid = (0..<3).map { _ in occasion.text(8, of: .hex) }.joined(separator: "-")
    answer["errmsg"] = .string("\(failure.message) rid: \(rid)")
    for member in failure.extra.members { answer[member.name] = member.value }
    return .json(.object(answer))
  }

  static func ok(_ fields: KeyValuePairs<String, JSON> = [:]) -> PlatformResponse {
    var answer = JSONObject()
    answer["errcode"] = 0
    answer["errmsg"] = "ok"
    for (name, value) in fields { answer[name] = value }
    return .json(.object(answer))
  }

  /// The JSON object of a POST.
  static func object(_ request: PlatformRequest) throws -> JSON {
    guard request.method == "POST" else { throw Failure(43_002, "require POST method") }
    guard !request.body.isEmpty else { throw Failure(44_002, "empty post data") }
    guard let json = request.json, json.object != nil else {
      throw Failure(47_001, "data format error: the body should be a JSON object")
    }
    return json
  }

  static func text(_ name: String, in json: JSON) throws -> String {
    guard let text = json[name]?.string, !text.isEmpty else {
      throw Failure(47_003, "argument invalid: \(name) should be a text")
    }
    return text
  }

  /// What needs no token.
  private static let open: [String: Handler] = [
    "/cgi-bin/token": token, "/cgi-bin/stable_token": stableToken,
    "/sns/jscode2session": session, "/sns/oauth2/access_token": webToken,
    "/sns/oauth2/refresh_token": refreshWebToken, "/sns/userinfo": webUser,
    "/sns/auth": checkWebToken,
  ]
}

extension PlatformError {
  /// The number of the platform's own list (`reference/server-side-apis.md 10.11`).
  var errcode: Int {
    switch reason {
    case .unknownProgram: 40_013
    case .wrongSecret: 40_125
    case .codeInvalid: 40_029
    case .codeUsed: 40_163
    case .userBlocked: 40_226
    case .unknownUser: 40_003
    case .sessionExpired: 87_007
    case .storage: -1
    default: 47_003
    }
  }
}
