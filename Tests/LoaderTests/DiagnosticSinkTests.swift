import Testing

@testable import Loader

@Suite struct `Remarks` {
  @Test func `are kept up to 500 warnings and as many errors`() {
    var sink = DiagnosticSink()
    for line in 1...500 { sink.warning("a", .init(line: line, column: 1), "w") }
    #expect(sink.diagnostics.count == 500)
    sink.warning("a", .init(line: 501, column: 1), "w")
    #expect(sink.diagnostics.count == 500)
    sink.error("a", "e")
    #expect(sink.diagnostics.last?.severity == .error)
  }

  @Test func `are made once`() {
    var sink = DiagnosticSink()
    sink.warning("a", "w")
    sink.warning("a", "w")
    sink.error("a", "w")
    #expect(sink.diagnostics.map(\.severity) == [.warning, .error])
    #expect(sink.diagnostics[0].description == "a:1:1  w")
  }
}
