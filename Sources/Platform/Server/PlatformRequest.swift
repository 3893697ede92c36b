import Foundation
import Wire

/// A request to one of the platform's servers, whichever HTTP server received it.
public struct PlatformRequest: Sendable {
  public let method: String
  /// Without the query.
  public internal(set) var path: String
  /// The query as it was sent, without `?`.
  public let rawQuery: String
  public let body: [UInt8]
  private let headers: [String: String]

  /// - Parameter headers: in any case; the last of a name counts.
  public init(
    method: String, path: String, rawQuery: String = "", headers: [(String, String)] = [],
    body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.rawQuery = rawQuery
    self.headers = Dictionary(
      headers.map { ($0.0.lowercased(), $0.1) }, uniquingKeysWith: { $1 })
    self.body = body
  }

  public func header(_ name: String) -> String? { headers[name.lowercased()] }

  /// A decoded parameter of the query.
  func parameter(_ name: String) -> String? {
    for pair in rawQuery.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let key = parts.first, Self.decoded(key) == name else { continue }
      return parts.count > 1 ? Self.decoded(parts[1]) : ""
    }
    return nil
  }

  private static func decoded(_ text: Substring) -> String {
    let spaced = String(text.replacing("+", with: " "))
    return spaced.removingPercentEncoding ?? spaced
  }

  /// The path with the query, as version 3 signs it.
  var target: String { rawQuery.isEmpty ? path : path + "?" + rawQuery }

  /// The body as JSON; nil when it is none.
  var json: JSON? {
    guard let text = String(validating: body, as: UTF8.self) else { return nil }
    return try? JSON(parsing: text, depth: PlatformServerLimits.jsonDepth)
  }
}

public struct PlatformResponse: Sendable {
  public var status: Int
  public var headers: [(String, String)]
  public var body: [UInt8]

  init(status: Int = 200, _ type: String, _ body: [UInt8]) {
    self.status = status
    headers = [("Content-Type", type)]
    self.body = body
  }

  static func json(_ value: JSON, status: Int = 200) -> PlatformResponse {
    PlatformResponse(status: status, "application/json; charset=utf-8", Array(value.jsonText.utf8))
  }

  static func text(_ text: String, status: Int = 200) -> PlatformResponse {
    PlatformResponse(status: status, "text/plain; charset=utf-8", Array(text.utf8))
  }

  static func xml(_ text: String) -> PlatformResponse {
    PlatformResponse("text/xml; charset=utf-8", Array(text.utf8))
  }

  static let empty = PlatformResponse(status: 204, "application/json; charset=utf-8", [])
}

/// What a client may send.
public enum PlatformServerLimits {
  /// A body of any endpoint but uploads.
  public static let bodyBytes = 1 << 20
  /// A body with a file in it: the file and what is around it.
  public static let uploadBytes = PlatformLimits.mediaBytes + (64 << 10)

  static func bodyBytes(of path: String) -> Int {
    path.hasPrefix("/cgi-bin/media/upload") || path == "/wxa/img_sec_check"
      ? uploadBytes : bodyBytes
  }

  static let jsonDepth = 32
  /// Children of an `<xml>` element.
  static let xmlFields = 100
  static let xmlNameBytes = 64
  /// A version 3 request may be so far from the platform's clock.
  static let clockSeconds = 300
  /// How long nonces of version 3 are remembered.
  static let nonceMilliseconds = 2 * clockSeconds * 1_000
  /// Messages that the outbox keeps.
  static let outboxMessages = 10_000
}
