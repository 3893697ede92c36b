import Foundation
import TestSupport
import Testing

@testable import Transform

@Suite(.ownThreads) struct `Results are kept` {
  @Test(.enabled(if: Toolbox.has("esbuild"), "esbuild is not installed"))
  func `and need no tool the next time`() throws {
    let folder = try TransformFolder()
    let first = folder.scripts().outcome(of: "export let a = 1")
    #expect(first?.code != nil)
    #expect(folder.scripts(toolbox: .empty).outcome(of: "export let a = 1") == first)
    #expect(folder.scripts(toolbox: .empty).outcome(of: "export let a = 2")?.code == nil)
    #expect(
      folder.scripts(toolbox: .empty).outcome(of: "export let a = 1", .typescript)?.code == nil)
  }

  @Test func `by everything that went in`() throws {
    let cache = TransformCache(folder: try TransformFolder().path)
    cache.keep("value", for: "key")
    #expect(cache.find("key") == "value")
    #expect(cache.find("ke") == String?.none)
    // Equal as text, but not byte by byte.
    cache.keep("composed", for: "\u{E9}")
    #expect(cache.find("e\u{301}") == String?.none)
  }

  @Test func `and replaced`() throws {
    let cache = TransformCache(folder: try TransformFolder().path)
    cache.keep("old", for: "key")
    cache.keep("new", for: "key")
    #expect(cache.find("key") == "new")
  }

  @Test(arguments: ["", "{", "null", #"{"key": 1}"#, #"{"key": "other", "value": "evil"}"#])
  func `but not trusted when damaged`(_ text: String) throws {
    let folder = try TransformFolder()
    let cache = TransformCache(folder: folder.path)
    cache.keep("value", for: "key")
    try Data(text.utf8).write(to: URL(fileURLWithPath: cache.file(for: "key")))
    #expect(cache.find("key") == String?.none)
    cache.keep("value", for: "key")
    #expect(cache.find("key") == "value")
  }

  @Test func `only where there is a folder for them`() throws {
    let folder = try TransformFolder()
    try folder.write("no folder", to: "cache")
    let cache = TransformCache(folder: folder.path + "/cache")
    cache.keep("value", for: "key")
    cache.prune()
    #expect(cache.find("key") == String?.none)
  }

  @Test func `up to the limit of the folder`() throws {
    let folder = try TransformFolder()
    var cache = TransformCache(folder: folder.path)
    for (age, key) in ["d", "c", "b", "a"].enumerated() {
      cache.keep("value", for: key)
      let date = Date(timeIntervalSince1970: 1000 - Double(age))
      try FileManager.default.setAttributes(
        [.modificationDate: date], ofItemAtPath: cache.file(for: key))
    }
    let sizes = try FileManager.default.attributesOfItem(atPath: cache.file(for: "a"))
    let bytes = try #require((sizes[.size] as? NSNumber)?.intValue)
    func kept() -> [String] { ["a", "b", "c", "d"].filter { cache.find($0) == "value" } }

    cache.limitBytes = 4 * bytes
    cache.prune()
    #expect(kept() == ["a", "b", "c", "d"])
    cache.limitBytes = 4 * bytes - 1
    cache.prune()
    #expect(kept() == ["d"])
  }
}
