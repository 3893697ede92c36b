import Foundation
import Host
import TestSupport
import View
import Wire

/// A mini-program of `MiniPrograms/`, opened on one of its pages, with what a journey asks of it.
struct Gallery {
  let session: Session

  /// Opens `pages/<page>/<page>` and lets it settle.
  init(_ program: String, page: String) async throws {
    try await self.init(
      folder: Self.repository + "/MiniPrograms/" + program, page: "pages/\(page)/\(page)")
  }

  /// Opens a page of one template and script, made for one test.
  static func show(
    _ template: String, _ script: String = "Page({})",
    _ journey: (Gallery) async throws -> Void
  ) async throws {
    let folder = NSTemporaryDirectory() + "sampan-gallery-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let files = [
      "app.json": #"{"pages":["index"]}"#, "app.js": "App({ log: [] })", "index.js": script,
      "index.wxml": template,
    ]
    for (path, text) in files {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + path))
    }
    let gallery = try await Gallery(folder: folder, page: "index")
    do {
      try await journey(gallery)
    } catch {
      _ = await gallery.session.close()
      throw error
    }
    _ = await gallery.session.close()
  }

  private init(folder: String, page: String) async throws {
    let data = NSTemporaryDirectory() + "sampan-gallery-\(UUID().uuidString)"
    let host = try MiniProgramHost(
      HostConfiguration(dataFolder: data, runnerPath: BuiltProducts.runner))
    let (loaded, diagnostics) = await host.load(folder)
    guard let loaded else { throw Unloadable(diagnostics: diagnostics) }
    session = try await host.open(
      loaded,
      LaunchRequest(
        page: page, user: "tester", clock: .virtual(start: Self.epoch)))
    await session.settle()
  }

  struct Unloadable: Error { let diagnostics: [Diagnostic] }

  /// Runs a journey on a page of the gallery and ends its session.
  static func visit(
    _ page: String, of program: String = "gallery",
    _ journey: (Gallery) async throws -> Void
  ) async throws {
    let gallery = try await Gallery(program, page: page)
    do {
      try await journey(gallery)
    } catch {
      _ = await gallery.session.close()
      throw error
    }
    _ = await gallery.session.close()
  }

  /// The text of the first node that a selector finds, white space collapsed.
  func text(_ selector: String) async -> String {
    await session.settle()
    guard let node = await described(selector) else { return "nothing matches \(selector)" }
    return Self.text(of: node)
  }

  /// All the page shows, as one text.
  var screen: String {
    get async {
      await session.settle()
      return Self.text(of: ["children": .array(await tree)])
    }
  }

  /// The first node that a class (`.name`), an id (`#name`) or a tag finds, as `inspect` shows it.
  func described(_ selector: String) async -> JSON? {
    var pending = await tree.reversed() as [JSON]
    while let node = pending.popLast() {
      if Self.matches(node, selector) { return node }
      pending.append(contentsOf: (node["children"]?.array ?? []).reversed())
    }
    return nil
  }

  func attribute(_ name: String, of selector: String) async -> JSON? {
    await session.settle()
    return await described(selector)?["attributes"]?[name]
  }

  /// The state of the page on top under a key such as `nav`.
  func state(_ key: String) async -> JSON? {
    await session.settle()
    let id = await session.view.currentPage?.id ?? 0
    return await session.view.states["\(key):\(id)"]
  }

  /// What the page's script wrote with `console.log`.
  var log: [String] {
    get async {
      await session.settle()
      return await session.notes.all.filter { $0.kind == .console }.map(\.text)
    }
  }

  private var tree: [JSON] {
    get async {
      let view = await session.view
      return view.currentPage.map { view.description(of: $0.id) } ?? []
    }
  }

  private static func matches(_ node: JSON, _ selector: String) -> Bool {
    switch selector.first {
    case ".":
      let classes = node["class"]?.string?.split(separator: " ") ?? []
      return classes.contains(Substring(selector.dropFirst()))
    case "#": return node["id"]?.string == String(selector.dropFirst())
    default: return node["tag"]?.string == selector
    }
  }

  private static func text(of node: JSON) -> String {
    var words: [Substring] = []
    var pending = [node]
    while let node = pending.popLast() {
      if let text = node["text"]?.string { words += text.split(whereSeparator: \.isWhitespace) }
      pending.append(contentsOf: (node["children"]?.array ?? []).reversed())
    }
    return words.joined(separator: " ")
  }

  /// Where the virtual clock of a journey starts: 2026-01-01 00:00 UTC.
  static let epoch = 1_767_225_600_000.0

  static let repository: String = {
    var folder = (#filePath as NSString).deletingLastPathComponent
    for _ in 0..<2 { folder = (folder as NSString).deletingLastPathComponent }
    return folder
  }()
}
