import Foundation
import Testing

@testable import Loader

/// A folder for one test, removed when the test ends.
final class PackageFolder {
  let path: String

  /// - Parameter files: contents by path.
  init(_ files: [String: String] = [:]) throws {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("loader-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    path = try #require(Disk.realPath(place.path))
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    try write(Data(text.utf8), to: name)
  }

  func write(_ data: Data, to name: String) throws {
    let file = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  /// Makes a link at a path of the folder.
  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/\(name)", withDestinationPath: target)
  }

  func load(limits: Limits = .standard) -> (program: MiniProgram?, diagnostics: [Diagnostic]) {
    PackageLoader.load(folder: path, limits: limits)
  }

  /// Loads the folder, which has to yield a program.
  func program(
    _ comment: Comment? = nil, at location: SourceLocation = #_sourceLocation
  ) throws -> MiniProgram {
    try #require(load().program, comment, sourceLocation: location)
  }

  /// What the loader remarks, as `severity file:line:column message`.
  func remarks(limits: Limits = .standard) -> [String] {
    load(limits: limits).diagnostics.map(\.sentence)
  }
}

extension Diagnostic {
  /// The whole remark on one line, as the tests compare it.
  fileprivate var sentence: String {
    "\(severity) \(file):\(line):\(column) \(message)"
  }
}

/// The files of a page that has everything.
func page(_ path: String, json: String? = nil) -> [String: String] {
  var files = [path + ".js": "Page({})", path + ".wxml": "<view/>"]
  files[path + ".json"] = json
  return files
}

/// The files of a component that has everything.
func component(_ path: String, json: String = #"{"component": true}"#) -> [String: String] {
  [path + ".js": "Component({})", path + ".wxml": "<view/>", path + ".json": json]
}

/// A mini-program with one page, and what else is given.
func onePage(
  app: String = #"{"pages": ["pages/a/a"]}"#, _ others: [String: String]...
) -> [String: String] {
  others.reduce(["app.js": "App({})", "app.json": app].merging(page("pages/a/a")) { $1 }) {
    $0.merging($1) { $1 }
  }
}
