/// Which headers of a mini-program are sent (`reference/api-conventions.md 8.9`).
enum HeaderRules {
  /// Those that the connection itself decides on, and the referer, which is always the host's.
  private static let own: Set<String> = [
    "connection", "content-length", "expect", "host", "keep-alive", "proxy-authenticate",
    "proxy-authorization", "proxy-connection", "referer", "te", "trailer", "transfer-encoding",
    "upgrade",
  ]

  /// Checks what a mini-program wants to send and adds what is always sent.
  ///
  /// - Throws: `request` for what would end a header early, and past the limits.
  static func headers(
    _ wanted: [(name: String, value: String)], appID: String
  ) throws(NetworkError) -> [HTTPField] {
    guard wanted.count <= NetworkLimits.headers else {
      throw .request(
        "the request has \(wanted.count) headers; at most \(NetworkLimits.headers) fit")
    }
    let bytes = wanted.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    guard bytes <= NetworkLimits.headerBytes else {
      throw .request(
        "the headers have \(bytes) bytes; at most \(NetworkLimits.headerBytes) fit")
    }
    var fields: [HTTPField] = []
    for (name, value) in wanted where !own.contains(name.lowercased()) {
      guard !name.isEmpty, name.utf8.allSatisfy(isToken) else {
        throw .request("'\(name.prefix(64))' is no name of a header")
      }
      fields.append(HTTPField(name, try clean(value, of: name)))
    }
    fields.append(HTTPField("Referer", referer(appID: appID)))
    if !fields.contains(where: { $0.name.lowercased() == "user-agent" }) {
      fields.append(HTTPField("User-Agent", userAgent))
    }
    return fields
  }

  /// The value without blanks around it. Text outside ASCII goes as UTF-8, as it does there.
  private static func clean(_ value: String, of name: String) throws(NetworkError) -> String {
    guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
      throw .request("the header '\(name.prefix(64))' holds a line break or a control character")
    }
    let text = value.drop { $0 == " " || $0 == "\t" }
    guard let last = text.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(text[...last])
  }

  static func referer(appID: String) -> String {
    let id = appID.utf8.filter { isToken($0) }
    return
      "https://servicewechat.com/\(String(decoding: id, as: UTF8.self))/devtools/page-frame.html"
  }

  static let userAgent =
    "Mozilla/5.0 (Linux; Sampan) AppleWebKit/605.1.15 MicroMessenger/8.0.5 MiniProgramEnv/Linux"

  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
