import Foundation
import Host
import Testing

/// Programs that take memory, their own or the host's (`reference/hostile-programs.tsv`, area
/// memory).
@Suite(.serialized) struct `A program that takes memory` {
  /// What may be used beyond the cap before the host sees it: a poll every 5 ms at the rate at
  /// which an engine can fill memory (Docs/Security.md).
  static let overshootBytes = 32 << 20

  static let hungry: [Attack] = [
    Attack("H028", "small objects", "const all = []; for (;;) all.push({ a: [1] });"),
    Attack(
      "H029", "typed arrays",
      "const all = []; for (;;) all.push(new Uint8Array(8 << 20).fill(1));"),
    Attack("H033", "maps", "const all = new Map(); for (let i = 0;; i++) all.set(i, {});"),
    Attack("H033", "closures", "let f = null; for (;;) { const g = f; f = () => g; }"),
    Attack(
      "H033", "generators",
      "const all = []; function* g() { yield new Array(100).fill(1); }"
        + " for (;;) { const i = g(); i.next(); all.push(i); }"),
    Attack("H036", "promises", "const all = []; for (;;) all.push(new Promise(() => {}));"),
    Attack(
      "H032", "strings",
      "const all = []; for (let i = 0;; i++)"
        + " all.push((String(i) + 'x'.repeat(65536)).split('').join('-'));"),
  ]

  @Test(arguments: hungry)
  func `is stopped near its cap`(_ attack: Attack) async throws {
    var limits = Attack.patientLimits
    limits.turnMilliseconds = 60_000
    var over: [Int] = []
    // How far it gets until the host looks depends on when the machine lets the host look, so a
    // busy machine is given three tries; a host that did not look would need more than any.
    repeat {
      let ending = try await attack.ending(limits: limits)
      // An engine that is refused memory may also raise an error that the guest does not catch.
      #expect(ending.kind == "memory" || ending.kind == "normal", "\(ending)")
      guard case .memory(let bytes, let limit) = ending else { return }
      #expect(limit == limits.memoryBytes)
      over.append(bytes - limit)
    } while over.count < 3 && over.allSatisfy { $0 > Self.overshootBytes }
    #expect(over.contains { $0 <= Self.overshootBytes }, "\(over.map { $0 >> 20 }) MiB")
  }

  @Test func `and stays below its cap is left alone`() async throws {
    let half = Attack(
      "H040", "", "this.kept = new Uint8Array(40 << 20).fill(1); for (let i = 0; i < 1e5; i++) [i];"
    )
    try await half.isSurvived()
  }

  static let tolerated: [Attack] = [
    Attack(
      "H038", "recursion through callbacks",
      "const f = () => [1].map(f); try { f(); } catch (error) {}"),
    Attack(
      "H038", "recursion through sort, replace and JSON",
      "const s = () => [2, 1].sort(s); const r = () => 'a'.replace(/a/, r);"
        + " const j = () => JSON.stringify({ toJSON: j });"
        + " for (const f of [s, r, j]) try { f(); } catch (error) {}"),
    Attack(
      "H039", "JSON of a million brackets",
      "try { JSON.parse('['.repeat(1e6)); } catch (error) {}"),
    Attack(
      "H032", "a doubled string given to wx",
      "let s = 'x'; try { for (;;) s += s; } catch (error) {}"
        + " try { wx.setStorageSync('s', s); } catch (error) {}"),
    Attack(
      "H043", "setData of much more than fits",
      "try { this.setData({ big: 'x'.repeat(3 << 20) }); } catch (error) {}"),
    Attack(
      "H044", "console lines without end",
      "for (let i = 0; i < 3000; i++) console.log('x'.repeat(1000), i);"),
    Attack(
      "H049", "a thousand pages",
      "for (let i = 0; i < 1000; i++) wx.navigateTo({ url: '/index', fail() {} });"),
  ]

  @Test(arguments: tolerated)
  func `in vain keeps being served`(_ attack: Attack) async throws {
    var limits = Attack.patientLimits
    limits.memoryBytes = 512 << 20
    try await attack.isSurvived(limits: limits)
  }

  @Test func `of the host's console gets the newest lines only`() async throws {
    let fixture = try Fixture([
      "index.js":
        "Page({ onLoad() { for (let i = 0; i < 500; i++) console.log(i + 'x'.repeat(1000)); } })"
    ])
    var limits = Attack.patientLimits
    limits.notes = 10
    limits.noteBytes = 50
    let session = try await fixture.open(limits: limits)
    await session.settle()
    let notes = await session.notes
    #expect(notes.all.count == 10)
    #expect(notes.dropped == 490)
    #expect(notes.all.last?.text.hasPrefix("499x") == true)
    #expect(notes.all.allSatisfy { $0.text.utf8.count <= 60 })
    #expect(await session.close() == .normal)
  }

  static let refused: [Attack] = [
    Attack(
      "H045", "calls that wait for a person",
      "let failed = 0; for (let i = 0; i < 1200; i++)"
        + " wx.showModal({ fail() { failed++; } });"
        + " await new Promise((done) => setTimeout(done, 50)); return failed;", "200"),
    Attack(
      "H042", "questions that are long",
      "let failed = 0; const content = 'x'.repeat(8192); for (let i = 0; i < 20; i++)"
        + " wx.showModal({ title: 'x', content, fail() { failed++; } });"
        + " await new Promise((done) => setTimeout(done, 50)); return failed;", "13"),
    Attack(
      "H048", "listeners",
      "let failed = 0; for (let i = 0; i < 3000; i++) try { wx.onAppShow(() => i); }"
        + " catch (error) { failed++; } return failed > 0;", "true"),
    Attack(
      "H046", "a value that is too large",
      "wx.setStorageSync('k', 'old'); try { wx.setStorageSync('k', 'x'.repeat((1 << 20) + 1)); }"
        + " catch (error) { return wx.getStorageSync('k'); }", "\"old\""),
    Attack(
      "H046", "more values than fit",
      "let kept = 0; try { for (let i = 0; i < 20; i++) { wx.setStorageSync('k' + i,"
        + " 'x'.repeat(1 << 19)); kept++; } wx.setStorageSync('more', 'x'.repeat(1 << 19)); }"
        + " catch (error) { return wx.getStorageSync('k0').length === 1 << 19 && kept < 20; }",
      "true"),
  ]

  @Test(arguments: refused)
  func `of the host is refused past a bound`(_ attack: Attack) async throws {
    var limits = Attack.patientLimits
    limits.pendingBytes = 64 << 10
    #expect(try await attack.result(limits: limits) == attack.expected)
  }
}
