/// Somebody who tells of a run, as it goes.
public protocol Reporter: AnyObject {
  func take(_ event: SuiteEvent)
}

/// The reporters by name.
public enum ReporterKind: String, CaseIterable, Sendable {
  case pretty
  case json
  case junit
  case tap
  case github

  /// - Parameters:
  ///   - write: takes whole lines, without the last line end.
  ///   - isTerminal: whether colours help.
  public func make(
    isTerminal: Bool, _ write: @escaping (String) -> Void
  ) -> any Reporter {
    switch self {
    case .pretty: PrettyReporter(isColoured: isTerminal, write)
    case .json: JSONLinesReporter(write)
    case .junit: JUnitReporter(write)
    case .tap: TAPReporter(write)
    case .github: GitHubReporter(write)
    }
  }
}

extension TestFailure {
  /// Message, diff, source and stack, for whoever reads plain text.
  public var text: String {
    var parts = [message]
    if !diff.isEmpty { parts.append("- expected\n+ received\n\n" + diff) }
    if let place { parts.append("at \(place.file):\(place.line):\(place.column)") }
    if !excerpt.isEmpty { parts.append(excerpt) }
    return parts.joined(separator: "\n\n")
  }
}

extension Evidence {
  /// The screens, the newest calls and the console, for whoever reads plain text.
  public var text: String {
    var parts: [String] = []
    if let before, before != now { parts.append("Screen before the last action:\n\(before)") }
    parts.append("Screen now:\n\(now)")
    if !calls.isEmpty {
      let shown = calls.suffix(Self.callsShown).map { call in
        let outcome =
          call.outcome.map { ($0.isOk ? " → " : " ✗ ") + Self.cut($0.value.jsonText) } ?? " …"
        return "  \(call.name) \(Self.cut(call.request.jsonText))\(outcome)"
      }
      parts.append("Calls:\n" + shown.joined(separator: "\n"))
    }
    let console = notes.filter { $0.kind != .unsupported }.suffix(Self.notesShown)
    if !console.isEmpty {
      parts.append("Console:\n" + console.map { "  \($0)" }.joined(separator: "\n"))
    }
    let head = user == "user" ? "" : "\(user)\n"
    return head + parts.joined(separator: "\n\n")
  }

  private static let callsShown = 10
  private static let notesShown = 20

  private static func cut(_ text: String) -> String {
    text.count > 120 ? text.prefix(120) + "…" : text
  }
}
