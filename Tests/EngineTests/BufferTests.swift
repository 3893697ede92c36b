import Engine
import TestSupport
import Testing

@Suite(.ownThreads) struct `Bytes` {
  let machine = VirtualMachine()
  var realm: Realm { machine.realm }

  @Test(arguments: [0, 1, 4096, 1 << 20])
  func `go in as an array buffer`(_ count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let buffer = try realm.arrayBuffer(copying: bytes)
    let sum = try #require(
      try realm.evaluate(
        "(buffer => [buffer.byteLength, new Uint8Array(buffer).reduce((a, b) => a + b, 0)].join())"
      ).function)
    let total = bytes.reduce(0) { $0 + Int($1) }
    #expect(try sum.call(buffer.value).string == "\(count),\(total)")
  }

  static let sources: [(source: String, bytes: [UInt8]?)] = [
    ("new Uint8Array([1, 2, 3])", [1, 2, 3]),
    ("new Uint8Array([1, 2, 3, 4]).subarray(1, 3)", [2, 3]),
    ("new Uint16Array([1, 256])", [1, 0, 0, 1]),
    ("new Uint8Array([5, 6]).buffer", [5, 6]),
    ("new DataView(new ArrayBuffer(2))", nil),
    ("new ArrayBuffer(0)", []),
    ("({ length: 2 })", nil),
    ("let b = new ArrayBuffer(8); b.transfer(); b", []),
  ]

  @Test(arguments: sources)
  func `are read in place`(_ sample: (source: String, bytes: [UInt8]?)) throws {
    let object = try #require(try realm.evaluate(sample.source).object)
    #expect(object.withBytes { [UInt8]($0) } == sample.bytes)
  }

  @Test func `are shared, not copied`() throws {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 4, alignment: 16)
    memory.copyBytes(from: [1, 2, 3, 4])
    let buffer = try realm.arrayBuffer(adopting: memory)
    memory[0] = 9
    try realm.global.setProperty("buffer", buffer.value)
    #expect(try realm.evaluate("new Uint8Array(buffer)[0]").number == 9)
    _ = try realm.evaluate("new Uint8Array(buffer)[1] = 8")
    #expect(memory[1] == 8)
  }
}
