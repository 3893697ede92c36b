import Engine
import TestSupport
import Testing

@Suite(.ownThreads) struct `Memory` {
  @Test func `stays flat over 100,000 round trips of values`() throws {
    let machine = VirtualMachine()
    let realm = machine.realm
    let native = realm.function("native") { arguments in
      let text = arguments.string(0)?.text ?? ""
      return .value(arguments.realm.string(text + "!"))
    }
    let trip = try #require(
      try realm.evaluate("((native, value, json) => ({ text: native(value), size: json.length }))")
        .function)

    func round(_ number: Int) throws {
      let json = realm.string(EngineString("{\"n\":\(number)}"))
      let result = try trip.call(native.value, realm.string("ü\(number)"), json)
      let buffer = try realm.arrayBuffer(copying: [1, 2, 3])
      guard try result.object?.property("text").string == "ü\(number)!",
        buffer.withBytes({ $0.count }) == 3
      else { throw ScriptError(message: "the round trip lost something") }
    }

    for number in 0..<10_000 { try round(number) }
    machine.collectGarbage()
    let before = machine.memory()
    for number in 0..<100_000 { try round(number) }
    machine.collectGarbage()
    let after = machine.memory()

    #expect(after.keptObjects == before.keptObjects)
    #expect(after.objects <= before.objects + before.objects / 20)
    #expect(after.heapBytes <= before.heapBytes + before.heapBytes / 10)
  }

  @Test func `figures follow what is kept`() throws {
    let machine = VirtualMachine()
    let before = machine.memory()
    let kept = (0..<100).map { _ in machine.realm.object() }
    let during = machine.memory()
    #expect(during.keptObjects >= before.keptObjects + 100)
    withExtendedLifetime(kept) {}
    _ = try machine.realm.evaluate("globalThis.big = new Uint8Array(4 << 20)")
    machine.collectGarbage()
    #expect(machine.memory().outsideBytes >= before.outsideBytes + (4 << 20))
  }

  @Test func `of many machines is given back`() throws {
    for _ in 0..<20 {
      let machine = VirtualMachine()
      #expect(try machine.realm.evaluate("new Array(1000).fill({}).length").number == 1000)
    }
  }
}
