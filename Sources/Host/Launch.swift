import Loader
import Wire

/// What a session tells its runner to begin with.
struct Launch {
  let program: Program
  let request: LaunchRequest
  /// The page that is opened, with its query.
  let page: String
  let query: String
  /// Pages to open above it, with their queries.
  let restoredPages: [String]

  init(program: Program, request: LaunchRequest, stack: [String]) throws(SessionError) {
    self.program = program
    self.request = request
    let first = stack.first.map { $0.split(separator: "?", maxSplits: 1).map(String.init) }
    page = first?.first ?? request.page ?? program.entryPage
    query = first.map { $0.count > 1 ? $0[1] : "" } ?? request.query
    restoredPages = Array(stack.dropFirst())
    guard program.pages.contains(page) else {
      throw .refused(
        "\(page) is no page of \(program.name); app.json lists "
          + program.pages.prefix(8).joined(separator: ", ") + (program.pages.count > 8 ? " …" : ""))
    }
  }

  /// Modules that the launch will ask for, in the order in which it does.
  var sourcesAhead: [String] { program.sourcesAhead(page: page) }

  /// The launch message.
  ///
  /// - Parameter storage: what the visitor has stored, a JSON text that is passed on unread:
  ///   its escapes may stand for halves of surrogate pairs, which no Swift string holds.
  func text(storage: String) -> Text {
    var value = program.launchConfiguration(page: page)
    value["launch"] = [
      "path": .string(page), "query": Self.query(query),
      "scene": .number(Double(request.scene)), "referrerInfo": [:],
    ]
    value["clock"] = ["virtual": .bool(request.clock != .real)]
    if let device = request.device { value["profile"] = device.systemInfo }
    if let seed = request.seed { value["seed"] = .number(Double(seed)) }
    let members = JSON.object(value).jsonText.dropLast()
    return Text("\(members),\"storage\":\(storage)}")
  }

  /// Splits `key=value` pairs, not decoding them (`reference/pages-and-routing.md 4.4`).
  static func query(_ text: String) -> JSON {
    var object = JSONObject()
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let key = parts.first, !key.isEmpty else { continue }
      object[String(key)] = .string(parts.count > 1 ? String(parts[1]) : "")
    }
    return .object(object)
  }
}
