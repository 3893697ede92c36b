import Foundation
import Testing

@testable import Loader

@Suite struct `Every broken mini-program` {
  /// The folders of MiniPrograms/broken.
  private static let folder = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../MiniPrograms/broken").standardized.path

  static let names = (Disk.names(in: folder) ?? []).filter { Disk.isFolder("\(folder)/\($0)") }

  /// A line of expected.txt: `file:line:column severity text`.
  struct Expectation: CustomStringConvertible {
    let description: String
    let start: String
    let text: String

    init(_ line: Substring) throws {
      description = String(line)
      let parts = line.split(separator: " ", maxSplits: 2)
      try #require(parts.count == 3, "\(line)")
      (start, text) = ("\(parts[0]) \(parts[1])", String(parts[2]))
    }

    /// Whether the loader can know; templates and scripts are told about later.
    var isAboutConfiguration: Bool { start.contains(".json:") }

    func matches(_ diagnostic: Diagnostic) -> Bool {
      let place = "\(diagnostic.file):\(diagnostic.line):\(diagnostic.column)"
      return start == "\(place) \(diagnostic.severity)" && diagnostic.message.contains(text)
    }
  }

  @Test func `is found`() {
    #expect(Self.names.count >= 10)
  }

  @Test(arguments: names)
  func `is told about as expected`(_ name: String) throws {
    let place = "\(Self.folder)/\(name)"
    let text = try String(contentsOfFile: place + "/expected.txt", encoding: .utf8)
    let expected = try text.split(separator: "\n").map(Expectation.init)
    #expect(!expected.isEmpty)
    let (_, diagnostics) = PackageLoader.load(folder: place)
    for one in expected where one.isAboutConfiguration {
      #expect(diagnostics.contains(where: one.matches), "\(one), found \(diagnostics)")
    }
    for diagnostic in diagnostics {
      #expect(expected.contains { $0.matches(diagnostic) }, "\(diagnostic) is not expected")
    }
  }
}
