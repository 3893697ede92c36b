import Engine
import TestSupport
import Testing

@Suite(.ownThreads) struct `Functions made in Swift` {
  let machine = VirtualMachine()
  var realm: Realm { machine.realm }

  @Test func `take arguments and give a value`() throws {
    let add = realm.function("add") { arguments in
      .value(arguments.realm.number((arguments.number(0) ?? 0) + (arguments.number(1) ?? 0)))
    }
    try realm.global.setProperty("add", add.value)
    #expect(try realm.evaluate("add(2, 3)").number == 5)
    #expect(try realm.evaluate("add.call(null, 2, 3) + add.apply(null, [1, 1])").number == 7)
    #expect(
      try realm.evaluate("typeof add + add.name + (add instanceof Function)").string
        == "functionaddtrue")
  }

  @Test func `see what is there and undefined past the end`() throws {
    let look = realm.function("look") { arguments in
      #expect(arguments.count == 2)
      #expect(arguments.string(0)?.text == "text")
      #expect(arguments.number(0) == nil)
      #expect(arguments.value(1).isArray)
      #expect(arguments.value(2).isUndefined)
      #expect(arguments.string(9)?.text == nil)
      return .value(arguments.value(0))
    }
    #expect(try look.call(realm.string("text"), realm.array([]).value).string == "text")
  }

  @Test func `throw any value, which script can catch`() throws {
    let fail = realm.function("fail") { arguments in .thrown(arguments.value(0)) }
    try realm.global.setProperty("fail", fail.value)
    #expect(try realm.evaluate("try { fail(42) } catch (error) { error + 1 }").number == 43)
    let broken = realm.function("broken") { arguments in
      .thrown(arguments.realm.error("it does not work"))
    }
    try realm.global.setProperty("broken", broken.value)
    let text = try realm.evaluate(
      "try { broken() } catch (error) { error instanceof Error && error.message }")
    #expect(text.string == "it does not work")
  }

  @Test func `call back into script, which may throw through them`() throws {
    let twice = realm.function("twice") { arguments in
      guard let function = arguments.value(0).function else { return .value(arguments.value(0)) }
      _ = function.run([])
      return function.run([])
    }
    try realm.global.setProperty("twice", twice.value)
    #expect(try realm.evaluate("let n = 0; twice(() => ++n)").number == 2)
    #expect(
      try realm.evaluate(
        "try { twice(() => { throw 'through' }) } catch (error) { error }"
      ).string == "through")
  }

  @Test func `are constructed only when script can`() throws {
    let date = try #require(try realm.evaluate("Date").function)
    #expect(try date.construct(realm.number(0)).value.described().contains("1970"))
    let plain = realm.function("plain") { arguments in .value(arguments.realm.undefined) }
    #expect(throws: ScriptError.self) { try plain.construct() }
  }

  /// Counts how many of its kind live.
  private final class Token {
    // Only the thread of the one test that uses it touches it.
    nonisolated(unsafe) static var living = 0
    init() { Self.living += 1 }
    deinit { Self.living -= 1 }
  }

  @Test func `release their closure when they are collected, and with the machine`() throws {
    func make(_ realm: Realm) throws {
      for _ in 0..<100 {
        let token = Token()
        // The closure holds a value as well, whose release may not happen inside a collection.
        let value = realm.object().value
        _ = realm.function("held") { _ in
          withExtendedLifetime(token) { .value(value) }
        }
      }
    }
    let machine = VirtualMachine()
    try make(machine.realm)
    // The engine looks at the stack conservatively, so a few may stay until the end.
    for _ in 0..<3 { machine.collectGarbage() }
    #expect(Token.living < 50)

    do {
      let second = VirtualMachine()
      try make(second.realm)
    }
    withExtendedLifetime(machine) {}
    #expect(Token.living < 50)
  }
}
