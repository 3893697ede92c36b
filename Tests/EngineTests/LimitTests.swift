import Engine
import TestSupport
import Testing

@Suite(.ownThreads) struct `The time limit` {
  static let endless = [
    "for (;;) ;", "while (true) { try { for (;;) ; } catch { } finally { for (;;) ; } }",
    "({ toString() { for (;;) ; } }) + ''", "[2, 1].sort(() => { for (;;) ; })",
    "JSON.stringify({ toJSON() { for (;;) ; } })", "new Proxy({}, { get() { for (;;) ; } }).x",
    "[].includes.call({ length: 2 ** 53 - 1 }, 1)",
  ]

  @Test(arguments: endless)
  func `ends a script that does not end`(_ source: String) throws {
    let machine = VirtualMachine()
    var stacks: [String] = []
    machine.limitTime(seconds: 0.05) { script in
      stacks.append(script.stack)
      return .stop
    }
    let name = "pages/slow.js"
    #expect(throws: ScriptError.self) { try machine.realm.evaluate(source, name: name) }
    #expect(machine.wasStopped)
    #expect(stacks.count == 1)
    #expect(stacks.first?.contains("@pages/slow.js:1:") == true)
    // The realm stays usable.
    #expect(try machine.realm.evaluate("1 + 1").number == 2)
  }

  @Test func `names every function on the way`() throws {
    let machine = VirtualMachine()
    var stack = ""
    machine.limitTime(seconds: 0.05) { script in
      stack = script.stack
      return .stop
    }
    #expect(throws: ScriptError.self) {
      try machine.realm.evaluate(
        "function inner() { for (;;) ; }\nfunction outer() { inner(); }\nouter()", name: "a.js")
    }
    let names = stack.split(separator: "\n").map { $0.prefix { $0 != "@" } }
    #expect(names == ["inner", "outer", "global code"])
    #expect(stack.contains("outer@a.js:2:"))
  }

  @Test func `tells the place even where guests turned stacks off`() throws {
    let machine = VirtualMachine()
    var stack = ""
    machine.limitTime(seconds: 0.05) { script in
      stack = script.stack
      return .stop
    }
    #expect(throws: ScriptError.self) {
      try machine.realm.evaluate("Error.stackTraceLimit = 0; for (;;) ;", name: "a.js")
    }
    #expect(stack.contains("a.js:1"))
  }

  @Test func `can be extended, and lifted`() throws {
    let machine = VirtualMachine()
    var asked = 0
    machine.limitTime(seconds: 0.02) { _ in
      asked += 1
      return asked < 3 ? .extend(seconds: 0.02) : .stop
    }
    #expect(throws: ScriptError.self) { try machine.realm.evaluate("for (;;) ;") }
    #expect(asked == 3)
    machine.liftTimeLimit()
    #expect(
      try machine.realm.evaluate("let end = Date.now() + 100; while (Date.now() < end) ; 1").number
        == 1)
    #expect(asked == 3)
  }
}
