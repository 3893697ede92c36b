import Foundation
import Host
import Testing

private let hasEsbuild = ["/usr/bin/esbuild", "/usr/local/bin/esbuild"].contains {
  FileManager.default.isExecutableFile(atPath: $0)
}

/// Whole programs whose scripts are of every kind that authors write.
@Suite struct `A program's scripts` {
  @Test(.enabled(if: hasEsbuild, "esbuild is not installed"))
  func `may be modules of every kind that use one another`() async throws {
    let session = try await Journey(
      files: [
        "index.ts": """
        import old from './old'
        import { named } from './old'
        import * as all from './old'
        import fresh, { twice } from './fresh'
        const mixed = require('./mixed')
        interface State { text: string }
        Page<State, {}>({
          data: { text: '' } as State,
          onLoad(): void {
            const text: string = [old.named, named, all.named, fresh, twice(2), mixed.here, mixed.there].join(' ')
            this.setData({ text })
          },
        })
        """,
        "old.js": "module.exports = { named: 'old' }",
        "fresh.js": "export default 'fresh'; export const twice = (n) => n * 2",
        "mixed.js": "import fresh from './fresh'\nexports.here = 'here'\nexports.there = fresh",
      ], without: "index.js"
    ).open()
    #expect(await session.errorTexts == [])
    #expect(await session.screen.contains("old old old fresh 4 here fresh"))
    _ = await session.close()
  }

  @Test func `of templates map, filter, join and split as anywhere`() async throws {
    let session = try await Journey(files: [
      "index.js": "Page({ data: { words: ['a', 'b', 'c'] } })",
      "index.wxml": """
      <wxs module="list">
        module.exports = {
          shown: function (words) {
            var kept = words.filter(function (word) { return word !== 'b'; });
            var loud = kept.map(function (word) { return word + '!'; }).concat(['d']).slice(0, 3);
            return loud.join(' ') + ' ' + 'x1y'.split(getRegExp('[0-9]')).length + ' ' + loud.constructor;
          },
        };
      </wxs>
      <view>{{list.shown(words)}}</view>
      """,
    ]).open()
    #expect(await session.screen.contains("a! c! d 2 Array"))
    _ = await session.close()
  }

  @Test(.enabled(if: hasEsbuild, "esbuild is not installed"))
  func `tell of errors where the author wrote them`() async throws {
    let session = try await Journey(
      files: [
        "index.ts": """
        interface Cart {
          total: number
        }
        import { gone } from './helper'
        Page({
          onLoad() {
            const cart = gone() as Cart
            console.log(cart.total)
          },
        })
        """,
        "helper.ts": "export function gone(): any {\n  return undefined\n}",
      ], without: "index.js"
    ).open()
    let error = try #require(await session.notes.errors.first)
    #expect(error.stack?.contains("index.ts:8:17") == true, "\(error)")
    _ = await session.close()
  }

  @Test func `are sloppy unless they say that they are strict`() async throws {
    let session = try await Journey(files: [
      "index.js": "const strict = require('./strict'); leaked = 1; "
        + "Page({ data: { text: leaked + strict } })",
      "strict.js": "'use strict'; let text; try { other = 1; text = 'leaked'; } "
        + "catch (error) { text = error.name; } module.exports = text;",
    ]).open()
    #expect(await session.screen.contains("1ReferenceError"))
    _ = await session.close()
  }

  @Test func `are told in the platform's words of a module that is missing`() async throws {
    let session = try await Journey(files: [
      "index.js": "Page({});\nrequire('./none');"
    ]).open()
    let error = try #require(await session.notes.errors.first)
    #expect(
      error.text == "Error: module 'none.js' is not defined, require args is './none'")
    #expect(error.stack == "index.js:2:8", "\(error)")
    _ = await session.close()
  }

  @Test func `that cannot be parsed are named with their line`() async throws {
    let session = try await Journey(files: ["index.js": "Page({\n  onLoad() {}\n  a: 1\n});"])
      .open()
    let error = try #require(await session.notes.errors.first)
    #expect(error.text.hasPrefix("SyntaxError: "))
    #expect(error.stack == "index.js:3:1")
    _ = await session.close()
  }
}
