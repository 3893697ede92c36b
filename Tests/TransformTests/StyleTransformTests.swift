import TestSupport
import Testing

@testable import Transform

@Suite(
  .ownThreads, .enabled(if: Isolation.strongest == .sealed, "this kernel refuses user namespaces"))
struct `Stylesheets are compiled` {
  private let files: [StyleTransform.Stylesheet] = [
    .init(path: "a.scss", source: "$w: 10rpx;\n@import './parts/one';\n.a { .b { width: $w; } }"),
    .init(path: "parts/_one.scss", source: ".one { color: red; }"),
    .init(path: "wrong.scss", source: ".a {\n  color: ;\n}"),
    .init(path: "escape.scss", source: "@import '/etc/passwd';"),
    .init(path: "a.less", source: "@w: 10rpx;\n@import './parts/one';\n.a { .b { width: @w; } }"),
    .init(path: "parts/one.less", source: ".one { color: red; }"),
    .init(path: "wrong.less", source: ".a {\n  color: }"),
    .init(path: "importer.less", source: "@import './wrong';"),
    .init(path: "escape.less", source: "@import (inline) '/etc/passwd';"),
    .init(path: "plugin.less", source: ".a {}\n/**/ @plugin 'evil';"),
    .init(path: "../out.less", source: ".a {}"),
  ]

  private func outcome(of entry: String) throws -> StyleTransform.Outcome? {
    try TransformFolder().styles().transform([entry], among: files)[entry]
  }

  private static let compiled = """
    .one {
      color: red;
    }
    .a .b {
      width: 10rpx;
    }
    """

  @Test(
    .enabled(if: Toolbox.has("sassc"), "sassc is not installed"),
    arguments: [
      ("a.scss", .css(compiled)),
      (
        "wrong.scss",
        .rejected(
          file: "wrong.scss", line: 2, column: 8,
          message: "style declaration must contain a value")
      ),
      (
        "escape.scss",
        .rejected(
          file: "escape.scss", line: 1, column: 1,
          message: "File to import not found or unreadable: /etc/passwd.")
      ),
      (
        "none.scss",
        .failed(
          "sassc failed with status 1: "
            + "Internal Error: File to read not found or unreadable: none.scss")
      ),
    ] as [(String, StyleTransform.Outcome)])
  func `from sass`(_ entry: String, _ expected: StyleTransform.Outcome) throws {
    let found = try outcome(of: entry).map(Self.withoutEmptyLines)
    #expect(found == expected)
  }

  @Test(
    .enabled(if: Toolbox.has("lessc"), "lessc is not installed"),
    arguments: [
      ("a.less", .css(compiled)),
      (
        "wrong.less",
        .rejected(
          file: "wrong.less", line: 2, column: 10,
          message: "Unrecognised input. Possibly missing opening '{'")
      ),
      (
        "importer.less",
        .rejected(
          file: "wrong.less", line: 2, column: 10,
          message: "Unrecognised input. Possibly missing opening '{'")
      ),
      (
        "plugin.less",
        .rejected(
          file: "plugin.less", line: 2, column: 6,
          message: "@plugin runs code while the stylesheet is compiled, which is refused; remove it"
        )
      ),
    ] as [(String, StyleTransform.Outcome)])
  func `from less`(_ entry: String, _ expected: StyleTransform.Outcome) throws {
    let found = try outcome(of: entry).map(Self.withoutEmptyLines)
    #expect(found == expected)
  }

  private static func withoutEmptyLines(_ outcome: StyleTransform.Outcome) -> StyleTransform.Outcome
  {
    guard case .css(let text) = outcome else { return outcome }
    return .css(text.split(separator: "\n").joined(separator: "\n"))
  }
}
