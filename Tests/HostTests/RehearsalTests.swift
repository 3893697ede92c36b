import Host
import Testing

/// A spare runs a program of ours in the realm that its guest gets (`Rehearsal`).
@Suite struct `A rehearsed runner` {
  /// Walks everything that can be reached from the global object and writes a line for each property.
  private static let walk = """
    const lines = [];
    const seen = new Map([[globalThis, 'globalThis']]);
    const waiting = [globalThis];
    const describe = (value, path) => {
      if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
        return `${typeof value} ${String(value)}`;
      }
      if (!seen.has(value)) {
        seen.set(value, path);
        waiting.push(value);
      }
      return `${typeof value} ${seen.get(value)}`;
    };
    while (waiting.length > 0) {
      const object = waiting.shift();
      const path = seen.get(object);
      lines.push(`${path} extends ${describe(Object.getPrototypeOf(object), path + '.__proto__')}`);
      for (const key of Reflect.ownKeys(object)) {
        const place = `${path}.${String(key)}`;
        const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(object, key);
        const parts = [value, get, set].map((part, i) => describe(part, place + ['', '.get', '.set'][i]));
        lines.push(`${place} ${parts.join()} ${JSON.stringify(flags)}`);
      }
    }
    let hash = 0;
    for (const line of lines.sort()) {
      for (let i = 0; i < line.length; i++) hash = (Math.imul(hash, 31) + line.charCodeAt(i)) | 0;
    }
    console.log(lines.length, hash, Object.getOwnPropertyNames(globalThis).sort().join());
    """

  @Test func `shows its guest the same world as a new one`() async throws {
    let fixture = try Fixture(["app.js": "App({})\n" + Self.walk])
    let host = try fixture.host(spares: 1)
    var worlds: [String] = []
    for _ in 0..<2 {
      let session = try await fixture.open(on: host)
      await session.settle()
      worlds += await session.notes.all.filter { $0.kind == .console }.map(\.text)
      #expect(await session.close() == .normal)
      // The first runner was started for its guest; the spare is made after that.
      try await host.hasSpare()
    }
    try #require(worlds.count == 2)
    #expect(worlds[0] == worlds[1])
    #expect(worlds[0].contains("structuredClone") == false)
  }

  @Test func `leaves no page, timer or listener of the rehearsal`() async throws {
    let fixture = try Fixture([
      "index.js": """
      Page({
        onLoad() {
          console.log(getCurrentPages().length, getApp() === undefined, wx.getStorageInfoSync().keys.length);
          setTimeout(() => console.log('timer'), 10);
        },
      })
      """
    ])
    let host = try fixture.host(spares: 1)
    _ = await (try fixture.open(on: host)).close()
    try await host.hasSpare()
    let session = try await fixture.open(on: host)
    await session.settle(within: 10_000)
    #expect(await session.notes.all.map(\.text) == ["1 false 0", "timer"])
    _ = await session.close()
  }
}

extension MiniProgramHost {
  /// Waits until a spare runner has been started.
  fileprivate func hasSpare() async throws {
    while spareCount == 0 { try await Task.sleep(for: .milliseconds(1)) }
  }
}
