import Testing

@Suite struct `The layer rule` {
  private static let ours: Set<Substring> = [
    "Wire", "Loader", "CJavaScriptCore", "Engine", "Runner", "Host", "View",
  ]

  struct Sample: Sendable, CustomTestStringConvertible {
    let path: String
    let line: String
    var testDescription: String { "\(path): \(line)" }
  }

  @Test(arguments: [
    Sample(path: "Sources/Wire/Frames/Text.swift", line: "import Engine"),
    Sample(path: "Sources/Loader/App.swift", line: "import Wire"),
    Sample(path: "Sources/Compiler/Parser.swift", line: "import Loader"),
    Sample(path: "Sources/Host/Session.swift", line: "import CJavaScriptCore"),
    Sample(path: "Sources/Command/Run.swift", line: "import Engine"),
    Sample(path: "Sources/Unheard/Of.swift", line: "import Wire"),
    Sample(path: "Sources/Host/Session.swift", line: "@testable import Runner"),
    Sample(path: "Sources/Runner/Main.swift", line: "import Host"),
    Sample(path: "Sources/Services/Storage/Shelf.swift", line: "private import Host"),
    Sample(path: "Sources/Host/Stores.swift", line: "import struct GRDB.Row"),
    Sample(path: "Sources/Runner/Main.swift", line: "import Foundation"),
    Sample(path: "Sources/Wire/JSON.swift", line: "@preconcurrency import FoundationEssentials"),
  ])
  func `refuses`(_ sample: Sample) {
    #expect(findings(sample).map(\.line) == [2])
  }

  @Test(arguments: [
    Sample(path: "Sources/Engine/Machine.swift", line: "import CJavaScriptCore"),
    Sample(path: "Sources/Runner/Main.swift", line: "import Engine"),
    Sample(path: "Sources/Host/Session.swift", line: "import Foundation"),
    Sample(path: "Sources/Command/Run.swift", line: "internal import View"),
    Sample(path: "Sources/Unheard/Of.swift", line: "import Dispatch"),
    Sample(path: "Sources/Services/Storage/Shelf.swift", line: "import GRDB"),
    Sample(path: "Sources/Wire/Text.swift", line: "// import Engine would close a circle"),
    Sample(path: "Sources/Wire/Text.swift", line: "let important = \"import Engine\""),
    Sample(path: "Tests/WireTests/TextTests.swift", line: "import Engine"),
  ])
  func `allows`(_ sample: Sample) {
    #expect(findings(sample) == [])
  }

  private func findings(_ sample: Sample) -> [Finding] {
    let file = SourceFile(path: sample.path, text: "// First line\n\(sample.line)\n")
    return Layers.findings(in: file, ours: Self.ours)
  }
}
