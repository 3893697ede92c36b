import Foundation
import View
import Wire

/// A trace file for people: as text, and as a page that needs no network.
public struct TraceText {
  private let value: JSON

  /// Nil when the text is no trace.
  public init?(_ text: String) {
    guard let value = try? JSON(parsing: text), value["sampanTrace"]?.int == 1 else { return nil }
    self.value = value
  }

  private var tests: [JSON] { value["tests"]?.array ?? [] }

  public var text: String {
    var lines = ["trace \(value["hash"]?.string ?? ""), seed \(value["seed"]?.int ?? 0)"]
    for test in tests {
      let place = "\(test["file"]?.string ?? ""):\(test["line"]?.int ?? 0)"
      lines += ["", "\(test["status"]?.string ?? "") \(test["title"]?.string ?? "") (\(place))"]
      for failure in test["failures"]?.array ?? [] {
        lines += (failure["message"]?.string ?? "").split(separator: "\n").map { "  ! \($0)" }
      }
      for step in test["trace"]?["steps"]?.array ?? [] {
        lines.append("  \(Self.time(step)) \(step["name"]?.string ?? "")")
        for screen in step["screens"]?.object?.members ?? [] {
          lines += (screen.value.string ?? "").split(separator: "\n").map { "      \($0)" }
        }
      }
      for call in test["trace"]?["calls"]?.array ?? [] {
        lines.append("  call \(call["name"]?.string ?? "") \(call["request"]?.jsonText ?? "")")
      }
      for line in test["trace"]?["console"]?.array ?? [] {
        lines.append("  [\(line["level"]?.string ?? "")] \(line["message"]?.string ?? "")")
      }
      for end in test["trace"]?["ends"]?.array ?? [] { lines += Self.lines(ofEnd: end) }
    }
    return lines.map { PrintableText.make($0) }.joined(separator: "\n")
  }

  /// What a user was left with.
  private static func lines(ofEnd end: JSON) -> [String] {
    var lines = ["  at the end \(end["user"]?.string ?? "") is on \(end["page"]?.string ?? "")"]
    lines += (end["screen"]?.string ?? "").split(separator: "\n").map { "      \($0)" }
    for entry in end["storage"]?.object?.members ?? [] {
      lines.append("    stored \(entry.name) = \(entry.value.jsonText)")
    }
    for request in end["network"]?.array ?? [] {
      let outcome = request["failure"]?.string ?? request["status"]?.int.map(String.init) ?? "…"
      lines.append(
        "    network \(request["method"]?.string ?? "") \(request["url"]?.string ?? "")"
          + " → \(outcome)")
    }
    return lines
  }

  private static func time(_ step: JSON) -> String {
    "\((step["time"]?.number ?? 0).rounded() / 1000) s"
  }

  /// A page with all of it, nothing loaded from anywhere.
  public var html: String {
    let sections = tests.map { test in
      let steps = (test["trace"]?["steps"]?.array ?? []).map { step in
        let screens = (step["screens"]?.object?.members ?? []).map {
          "<pre>\(Self.escaped($0.value.string ?? ""))</pre>"
        }.joined()
        return "<li><b>\(Self.escaped(step["name"]?.string ?? ""))</b> "
          + "<small>\(Self.time(step))</small>\(screens)</li>"
      }.joined()
      let failures = (test["failures"]?.array ?? []).map {
        "<pre class=failure>\(Self.escaped($0["message"]?.string ?? ""))\n"
          + "\(Self.escaped($0["diff"]?.string ?? ""))</pre>"
      }.joined()
      let status = test["status"]?.string ?? ""
      return "<details class=\"\(Self.escaped(status))\"\(status == "failed" ? " open" : "")>"
        + "<summary>\(Self.escaped(status)) \(Self.escaped(test["title"]?.string ?? "")) "
        + "<small>\(Self.escaped(test["file"]?.string ?? ""))</small></summary>"
        + "\(failures)<ol>\(steps)</ol>\(list("Calls", test, "calls"))"
        + "\(list("Console", test, "console"))\(ends(test))</details>"
    }.joined(separator: "\n")
    return """
      <!doctype html><meta charset=utf-8><title>Trace \(value["hash"]?.string ?? "")</title>
      <meta http-equiv=Content-Security-Policy content="default-src 'none'; style-src 'unsafe-inline'">
      <style>body{font:14px sans-serif;max-width:60em;margin:2em auto}pre{background:#f4f4f4;
      padding:.5em;line-height:1.15;overflow:auto}.failed>summary{color:#b00}.failure{background:#fee}
      </style><h1>Trace \(value["hash"]?.string ?? "")</h1>
      \(sections)
      """
  }

  private func list(_ title: String, _ test: JSON, _ key: String) -> String {
    let lines = (test["trace"]?[key]?.array ?? []).map { $0.jsonText }
    guard !lines.isEmpty else { return "" }
    return "<h4>\(title)</h4><pre>\(Self.escaped(lines.joined(separator: "\n")))</pre>"
  }

  private func ends(_ test: JSON) -> String {
    let texts = (test["trace"]?["ends"]?.array ?? []).map { end in
      let tree = (end["tree"]?.array ?? []).map(\.jsonText).joined(separator: "\n")
      return Self.lines(ofEnd: end).joined(separator: "\n") + (tree.isEmpty ? "" : "\n\n" + tree)
    }
    guard !texts.isEmpty else { return "" }
    return "<h4>At the end</h4><pre>\(Self.escaped(texts.joined(separator: "\n\n")))</pre>"
  }

  private static func escaped(_ text: String) -> String {
    PrintableText.make(text, keepingLines: true)
      .replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
      .replacingOccurrences(of: "\"", with: "&quot;")
  }
}
