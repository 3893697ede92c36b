import Engine
import TestSupport
import Testing

@Suite(.ownThreads) struct `Scripts` {
  let machine = VirtualMachine()
  var realm: Realm { machine.realm }

  @Test func `say where they failed, counting from their first line`() throws {
    let error = #expect(throws: ScriptError.self) {
      try realm.evaluate(
        "function inner() {\n  null.x\n}\ninner()", name: "pages/a/a.js", firstLine: 10)
    }
    #expect(error?.name == "TypeError")
    #expect(error?.message.contains("null") == true)
    #expect(error?.file == "pages/a/a.js")
    #expect(error?.line == 11)
    #expect(error?.column == 7)
    #expect(error?.stack.hasPrefix("inner@pages/a/a.js:11:7\nglobal code@pages/a/a.js:13") == true)
  }

  @Test func `that cannot be parsed name the line`() throws {
    let error = #expect(throws: ScriptError.self) {
      try realm.evaluate("let a;\nlet = ;", name: "pages/b/b.js")
    }
    #expect(error?.name == "SyntaxError")
    #expect(error?.file == "pages/b/b.js")
    #expect(error?.line == 2)
  }

  static let thrown: [(source: String, text: String)] = [
    ("throw 'a text'", "a text"), ("throw 42", "42"), ("throw null", "null"),
    ("throw undefined", "undefined"), ("throw Symbol('s')", "a value without a text"),
    ("throw { message: 'like an error' }", "like an error"),
    ("throw Object.create(null)", ""),
    ("throw new Proxy({}, { get() { throw 1 } })", ""),
    ("throw { get message() { throw new Error('again') } }", "[object Object]"),
  ]

  @Test(arguments: thrown)
  func `may throw anything`(_ sample: (source: String, text: String)) {
    let error = #expect(throws: ScriptError.self) { try realm.evaluate(sample.source) }
    #expect(error?.message == sample.text)
  }

  @Test func `of the program itself are not copied`() throws {
    let script = try machine.script(immortal: "1 + 1", name: "own")
    #expect(try realm.run(script).get().number == 2)
    #expect(try machine.makeRealm().run(script).get().number == 2)
    let error = #expect(throws: ScriptError.self) {
      try machine.script(immortal: "\n(", name: "own", firstLine: 5)
    }
    #expect(error?.message == "own:6: Unexpected end of script")
    #expect(throws: ScriptError.self) { try machine.script(immortal: "'ü'", name: "own") }
  }

  @Test(arguments: [
    "eval('1')", "Function('return 1')()", "(async () => {}).constructor('return 1')",
    "(function* () {}).constructor('return 1')", "(0, eval)('1')",
  ])
  func `make no code from text when that is off`(_ source: String) throws {
    _ = try realm.evaluate(source)
    realm.allowEval(false, message: "no eval in mini-programs")
    let error = #expect(throws: ScriptError.self) { try realm.evaluate(source) }
    #expect(error?.name == "EvalError")
    #expect(error?.message == "no eval in mini-programs")
    #expect(try realm.evaluate("1 + 1").number == 2)
    realm.allowEval(true)
    _ = try realm.evaluate(source)
  }

  @Test func `in a second realm have globals of their own and share objects`() throws {
    let second = machine.makeRealm()
    _ = try realm.evaluate("globalThis.here = 1; Array.prototype.extra = 1")
    #expect(try second.evaluate("typeof here + typeof [].extra").string == "undefinedundefined")
    let object = try second.evaluate("({ from: 'second', list: [1] })")
    try realm.global.setProperty("shared", object)
    #expect(try realm.evaluate("shared.from").string == "second")
    #expect(try realm.evaluate("shared.list instanceof Array").isTruthy == false)
    #expect(machine.memory().globalObjects == 2)
  }

  @Test func `too deep are an error, not a crash`() {
    let error = #expect(throws: ScriptError.self) {
      try realm.evaluate("(function deep() { deep() })()")
    }
    #expect(error?.name == "RangeError")
  }
}
