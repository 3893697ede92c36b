import Bridge
import Foundation
import Services

/// The pages of Docs/Reference: one for each service, and the table of all names.
public struct ReferencePages {
  private let declared: [(service: String, calls: [Call])]
  private let surface: Surface
  private let comments: SourceComments

  public init(
    _ declared: [(service: String, calls: [Call])], surface: Surface, comments: SourceComments
  ) {
    self.declared = declared
    self.surface = surface
    self.comments = comments
  }

  /// Texts by file name.
  public var files: [String: String] {
    var files = ["README.md": index]
    for (service, calls) in declared {
      let calls = calls.filter { $0.kind != .local }
      guard !calls.isEmpty else { continue }
      files["\(service).md"] = page(service, calls)
    }
    return files
  }

  private static let head = "<!-- Made by `sampan api generate`; do not edit. -->\n"

  private var index: String {
    let pages = Dictionary(
      declared.flatMap { service, calls in
        calls.filter { $0.kind != .local }.map { ($0.name, "\(service).md") }
      }, uniquingKeysWith: { $1 })
    let share = String(format: "%.1f", surface.coveredShare * 100)
    var lines = [
      Self.head, "# Reference", "",
      "\(Surface.platformNames.count - surface.absent.count) of \(Surface.platformNames.count) names of the "
        + "platform are on `wx`: \(surface.count(.real)) real, \(surface.count(.fake)) fake (they succeed "
        + "and do nothing), \(surface.count(.missing)) not supported (they fail with errno 100). \(share) % of "
        + "the references in public mini-programs meet a real one.", "",
      "| name | standing | described in |", "|---|---|---|",
    ]
    for entry in surface.entries {
      let page =
        pages[entry.name].map { "[\($0.dropLast(3))](\($0)#\(entry.name.lowercased()))" } ?? ""
      lines.append("| `\(entry.name)` | \(entry.standing.rawValue) | \(page) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func page(_ service: String, _ calls: [Call]) -> String {
    var lines = [Self.head, "# \(service)", ""]
    for call in calls.sorted(by: { $0.name < $1.name }) { lines += section(call) }
    return lines.joined(separator: "\n")
  }

  private func section(_ call: Call) -> [String] {
    var lines = ["## \(call.name)", ""]
    let terms = call.terms
    if !terms.summary.isEmpty { lines += [terms.summary, ""] }
    lines += [facts(call).joined(separator: " · "), ""]
    if let made = call.objectClass { lines += members(made) }
    let types = terms.typeNames
    if call.kind != .event {
      lines += table("Request", call.request, comments.fields(of: types.request))
      lines += table("Reply", call.reply, comments.fields(of: types.reply))
    } else {
      lines += table("Payload", call.reply, [:])
    }
    if !terms.errors.isEmpty {
      lines += ["| errno | reason |", "|---|---|"]
      lines += terms.errors.map { "| \($0.errno) | \($0.reason) |" } + [""]
    }
    if call.kind == .async || call.kind == .task {
      lines += [
        "```js",
        "wx.\(call.name)(\(call.example.request.jsonText)); // \(call.example.reply.jsonText)",
        "```", "",
      ]
    }
    return lines
  }

  private func facts(_ call: Call) -> [String] {
    let terms = call.terms
    var facts = [Self.kinds[call.kind] ?? call.kind.rawValue, "since \(terms.since)"]
    if !terms.category.isEmpty { facts.insert(terms.category, at: 0) }
    if call.kind == .async, call.twin != nil { facts.append("also `\(call.name)Sync`") }
    if let scope = terms.scope { facts.append("needs `\(scope.name)`") }
    if let privacy = terms.privacy { facts.append("personal information: \(privacy.name)") }
    if terms.needs.contains(.gesture) { facts.append("only after a tap") }
    if terms.needs.contains(.foreground) { facts.append("only in the foreground") }
    let limits = terms.limits
    if let seconds = limits.deadlineSeconds { facts.append("answers within \(seconds) s") }
    if let count = limits.atOnce { facts.append("at most \(count) at once") }
    if let count = limits.perSecond { facts.append("at most \(count) in a second") }
    if let bytes = limits.requestBytes { facts.append("requests of at most \(bytes) bytes") }
    if let bytes = limits.replyBytes { facts.append("replies of at most \(bytes) bytes") }
    return facts + limits.named.map { "\($0.name): \($0.text)" }
  }

  private static let kinds: [Call.Kind: String] = [
    .async: "callbacks or promise", .sync: "synchronous", .task: "returns a task",
    .object: "returns an object", .event: "event",
  ]

  private func members(_ made: ObjectClass) -> [String] {
    var lines = ["`\(made.name)`:", ""]
    lines += made.methods.filter(\.isPublic).map {
      "- `\($0.name.dropFirst(made.name.count + 1))()`"
    }
    lines += made.events.map { "- `\($0.name)(listener)`" }
    lines += made.properties.map { "- `\($0.name)`" + ($0.isWritable ? ", can be set" : "") }
    return lines + [""]
  }

  private func table(_ title: String, _ shape: Shape, _ texts: [String: String]) -> [String] {
    guard case .object(let fields) = shape, !fields.isEmpty else { return [] }
    return ["| \(title) | type | |", "|---|---|---|"]
      + fields.map { field in
        let type = field.shape.typeScript(depth: 0).replacingOccurrences(of: "|", with: "\\|")
        let need = field.isRequired || title != "Request" ? "" : "optional. "
        return "| `\(field.name)` | \(type) | \(need)\(texts[field.name] ?? "") |"
      } + [""]
  }
}

/// Doc comments of the fields of requests and replies, found in the sources of services.
public struct SourceComments {
  /// By type, such as `InterfaceService.ToastRequest`, and field.
  private var byType: [String: [String: String]] = [:]

  /// - Parameter folder: searched for `.swift` files, with all folders below.
  public init(folder: String) {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    for name in names.sorted() where name.hasSuffix(".swift") {
      guard let text = try? String(contentsOfFile: folder + "/" + name, encoding: .utf8) else {
        continue
      }
      read(text)
    }
  }

  /// - Parameter type: as Swift writes it, with its module.
  func fields(of type: String) -> [String: String] {
    byType[type.split(separator: ".").dropFirst().joined(separator: ".")] ?? [:]
  }

  private mutating func read(_ text: String) {
    var open: [(name: String, indent: Int)] = []
    var comment: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let indent = line.prefix { $0 == " " }.count
      let words = line.split(separator: " ")
      let code = line.drop { $0 == " " }
      if code.hasPrefix("///") {
        comment.append(code.dropFirst(3).drop { $0 == " " })
        continue
      }
      if code.hasPrefix("}") { open.removeAll { $0.indent >= indent } }
      if let at = words.firstIndex(where: { ["struct", "extension", "class", "enum"].contains($0) }
      ),
        at + 1 < words.count, line.hasSuffix("{")
      {
        open.append(
          (String(words[at + 1].prefix { $0.isLetter || $0.isNumber || $0 == "." }), indent))
      } else if let at = words.firstIndex(where: { $0 == "var" || $0 == "let" }),
        at + 1 < words.count
      {
        let field = String(words[at + 1].prefix { $0.isLetter || $0.isNumber })
        let type = open.map(\.name).joined(separator: ".")
        if !comment.isEmpty { byType[type, default: [:]][field] = comment.joined(separator: " ") }
      }
      comment = []
    }
  }
}
