import Foundation
import Testing

@testable import Compiler

/// Compiles a file of a package given as a dictionary.
func compile(
  _ source: String, path: String = "pages/a/a.wxml", files: [String: String] = [:],
  framework: ComponentFramework = .exparser
) -> CompiledTemplate {
  Template.compile(source: source, path: path, framework: framework) { files[$0] }
}

/// `severity kind line:column` of each remark.
func remarks(_ diagnostics: [Diagnostic]) -> [String] {
  diagnostics.map { "\($0.severity.rawValue) \($0.kind.rawValue) \($0.line):\($0.column)" }
}

func parse(_ source: String) -> (tree: String, remarks: [String]) {
  var sink = DiagnosticSink()
  let markup = MarkupParser.parse(SourceText(path: "a.wxml", text: source), into: &sink)
  return (MarkupPrinter.print(markup), remarks(sink.diagnostics))
}

/// The code of an expression in a file with a wxs module `m`, inside the given loops.
func write(
  _ text: String, as form: ExpressionParser.Form = .value,
  loops: [(item: String, index: String)] = []
) throws -> ExpressionCode {
  var scope = ExpressionScope(modules: ["m"])
  for loop in loops { scope = scope.entering(.init(item: loop.item, index: loop.index)) }
  let source = SourceText(path: "", text: text)
  let expression = try ExpressionParser.parse(source, 0..<source.bytes.count, as: form)
  return ExpressionWriter.write(try #require(expression), in: scope)
}

/// The place of a file beside the tests.
func resourceFile(_ name: String) -> URL {
  URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Resources/\(name)")
}

func resource(_ name: String) throws -> String {
  try String(contentsOf: resourceFile(name), encoding: .utf8)
}
