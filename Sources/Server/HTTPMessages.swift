import NIOHTTP1

extension HTTPServer {
  /// What a client asks for.
  public struct Request: Sendable {
    /// `GET`, `POST` …
    public var method: String
    /// The path as it was sent, without the query.
    public var path: String
    /// What follows the question mark, as it was sent; empty without one.
    public var query: String
    public var headers: Headers
    public var body: [UInt8]
  }

  /// What a client gets. `Content-Length` is added by the server.
  public struct Response: Sendable {
    public var status: Int
    public var headers: Headers
    public var body: [UInt8]

    public init(status: Int = 200, headers: Headers = Headers(), body: [UInt8] = []) {
      self.status = status
      self.headers = headers
      self.body = body
    }

    public init(status: Int = 200, type: String, _ text: String) {
      self.init(status: status, headers: ["Content-Type": type], body: Array(text.utf8))
    }

    /// A sentence for a person.
    public static func text(_ text: String, status: Int = 200) -> Response {
      Response(status: status, type: "text/plain; charset=utf-8", text)
    }

    public static func json(_ text: String, status: Int = 200) -> Response {
      Response(status: status, type: "application/json", text)
    }
  }

  /// Names and values in their order; names are compared without regard to case.
  public struct Headers: Sendable, ExpressibleByDictionaryLiteral {
    public private(set) var all: [(name: String, value: String)] = []

    public init() {}

    public init(dictionaryLiteral elements: (String, String)...) {
      all = elements.map { (name: $0.0, value: $0.1) }
    }

    public mutating func add(_ name: String, _ value: String) { all.append((name, value)) }

    /// The first value of a name; setting it replaces all of that name.
    public subscript(name: String) -> String? {
      get {
        let wanted = name.lowercased()
        return all.first { $0.name.lowercased() == wanted }?.value
      }
      set {
        let wanted = name.lowercased()
        all.removeAll { $0.name.lowercased() == wanted }
        if let newValue { all.append((name, newValue)) }
      }
    }
  }
}

extension HTTPServer.Request {
  init(_ head: HTTPRequestHead, body: [UInt8]) {
    let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    var headers = HTTPServer.Headers()
    for header in head.headers { headers.add(header.name, header.value) }
    self.init(
      method: head.method.rawValue, path: String(parts.first ?? ""),
      query: parts.count > 1 ? String(parts[1]) : "", headers: headers, body: body)
  }
}

extension HTTPResponseHead {
  init(_ response: HTTPServer.Response, keepsAlive: Bool) {
    var headers = HTTPHeaders()
    for header in response.headers.all where header.name.lowercased() != "content-length" {
      headers.add(name: header.name, value: header.value)
    }
    headers.add(name: "Content-Length", value: String(response.body.count))
    if !keepsAlive { headers.replaceOrAdd(name: "Connection", value: "close") }
    self.init(
      version: .http1_1, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
  }
}
