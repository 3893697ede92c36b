import Foundation
import Host
import TestSupport
import View
import Wire

/// All cases of one area as the pages of one mini-program, and a session that runs it.
struct ViewProgram {
  private let folder: String
  let session: Session

  init(_ cases: [ViewCase]) async throws {
    folder = NSTemporaryDirectory() + "sampan-conformance-\(UUID().uuidString)"
    var pages: [JSON] = ["blank/index"]
    try Self.write("Page({})", to: folder + "/program/blank/index.js")
    try Self.write("<view>blank</view>", to: folder + "/program/blank/index.wxml")
    for (index, viewCase) in cases.enumerated() {
      for (path, text) in viewCase.files {
        try Self.write(text, to: "\(folder)/program/c\(index)/\(path)")
      }
      pages.append(.string("c\(index)/pages/index"))
    }
    let configuration: JSON = ["pages": .array(pages), "window": [:]]
    try Self.write(configuration.jsonText, to: folder + "/program/app.json")
    try Self.write("App({ log: [] })", to: folder + "/program/app.js")
    let host = try MiniProgramHost(
      HostConfiguration(dataFolder: folder + "/data", runnerPath: BuiltProducts.runner))
    let (program, diagnostics) = await host.load(folder + "/program")
    guard let program else { throw Unloadable(diagnostics: diagnostics) }
    session = try await host.open(
      program, LaunchRequest(clock: .virtual(start: 1_767_225_600_000)))
    await session.settle()
  }

  struct Unloadable: Error { let diagnostics: [Diagnostic] }

  func close() async {
    _ = await session.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  private static func write(_ text: String, to file: String) throws {
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
  }
}
