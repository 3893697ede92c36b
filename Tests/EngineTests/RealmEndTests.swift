import Engine
import TestSupport
import Testing

@Suite(.ownThreads) struct `A realm that is put away` {
  @Test func `leaves its values to be let go of, and other realms as they are`() throws {
    let machine = VirtualMachine()
    _ = try machine.realm.evaluate("globalThis.kept = 1")
    for _ in 0..<20 {
      let realm = machine.makeRealm()
      var values = [try realm.evaluate("({ a: [1, 2], f() {} })")]
      let function = realm.function("f") { arguments in .value(arguments.realm.number(1)) }
      try realm.global.setProperty("f", function.value)
      machine.putAway(realm)
      machine.collectGarbage()
      values.removeAll()
      machine.collectGarbage()
    }
    #expect(try machine.realm.evaluate("kept + 1").number == 2)
  }
}
