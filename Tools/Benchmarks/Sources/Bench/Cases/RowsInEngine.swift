import Compiler
import Engine
import Foundation
import Prelude

/// The rows of `Rows` in the engine alone, without processes and frames: by the prelude, and by a
/// diff that was written by hand for this one list.
enum RowsInEngine {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func measure() throws -> [Sample] {
    let machine = VirtualMachine()
    let realm = machine.realm
    let prelude = try realm.run(
      machine.script(immortal: PreludeText.text, name: PreludeText.name)
    ).get()
    guard let stage = try realm.evaluate(try text("Engine/stage.js")).function else {
      throw Unusable(reason: "Engine/stage.js is no function")
    }
    let clock = realm.function("cpu") { _ in .value(realm.number(milliseconds())) }
    let sources = try JSONEncoder().encode(try files())
    let medians = try stage.run([
      prelude, try realm.evaluate(try text("Engine/by-hand.js")),
      realm.string(String(decoding: sources, as: UTF8.self)), clock.value,
    ]).get()
    let found = try JSONDecoder().decode(
      [String: Double].self, from: Data((medians.string ?? "").utf8))
    return found.sorted { $0.key < $1.key }
      .map { Sample(metric: $0.key, unit: "ms", value: $0.value) }
  }

  struct Unusable: Error, CustomStringConvertible {
    let reason: String
    var description: String { reason }
  }

  /// What this thread has worked, so that busy neighbours count less.
  private static func milliseconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }

  /// The files of the program, as a host compiles them.
  private static func files() throws -> [String: String] {
    var files = ["app.js": Script.wrap(try text("Program/app.js")).code]
    for path in ["pages/rows/rows", "components/row/row"] {
      files[path + ".js"] = Script.wrap(try text("Program/\(path).js")).code
      files[path + ".wxml"] =
        Template.compile(
          source: try text("Program/\(path).wxml"), path: path + ".wxml", include: { _ in nil }
        ).code
    }
    return files
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }
}
