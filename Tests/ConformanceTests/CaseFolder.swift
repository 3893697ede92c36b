import Foundation
import Wire

/// All cases of one area as the pages of one mini-program, in a folder of its own.
struct CaseFolder {
  private let folder: String

  var program: String { folder + "/program" }
  var data: String { folder + "/data" }

  init(_ cases: [ViewCase]) throws {
    folder = NSTemporaryDirectory() + "sampan-conformance-\(UUID().uuidString)"
    var pages: [JSON] = ["blank/index"]
    try Self.write("Page({})", to: program + "/blank/index.js")
    try Self.write("<view>blank</view>", to: program + "/blank/index.wxml")
    for (index, viewCase) in cases.enumerated() {
      for (path, text) in viewCase.files {
        try Self.write(text, to: "\(program)/c\(index)/\(path)")
      }
      pages.append(.string(Self.page(of: index)))
    }
    let configuration: JSON = ["pages": .array(pages), "window": [:]]
    try Self.write(configuration.jsonText, to: program + "/app.json")
    try Self.write("App({ log: [] })", to: program + "/app.js")
  }

  /// The page of the case at a place in the area.
  static func page(of index: Int) -> String { "c\(index)/pages/index" }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  private static func write(_ text: String, to file: String) throws {
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
  }
}
