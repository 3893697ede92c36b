import Engine
import TestSupport
import Testing

@Suite(.ownThreads) struct `Values cross between Swift and script` {
  let machine = VirtualMachine()
  var realm: Realm { machine.realm }

  static let kinds: [(source: String, kind: Value.Kind)] = [
    ("undefined", .undefined), ("null", .null), ("true", .boolean), ("1.5", .number),
    ("'text'", .string), ("Symbol()", .symbol), ("10n", .bigInt), ("({})", .object),
    ("[]", .object), ("(() => 1)", .object),
  ]

  @Test(arguments: kinds)
  func `each with its kind`(_ sample: (source: String, kind: Value.Kind)) throws {
    #expect(try realm.evaluate(sample.source).kind == sample.kind)
  }

  @Test func `numbers, texts and truth as they are`() throws {
    #expect(try realm.evaluate("0.1 + 0.2").number == 0.1 + 0.2)
    #expect(try realm.evaluate("'a' + 'b'").string == "ab")
    #expect(try realm.evaluate("'0'").isTruthy)
    #expect(try !realm.evaluate("0").isTruthy)
    #expect(try realm.evaluate("'1'").number == nil)
    #expect(try realm.evaluate("1").string == nil)
  }

  static let texts = [
    "", "plain", "line\nend", "with \0 inside", "grüße", "日本語", "🛶 boat", "\u{2028}\u{FFFD}",
    String(repeating: "long ", count: 2000),
  ]

  @Test(arguments: texts)
  func `text of every kind there and back`(_ text: String) throws {
    let echo = try #require(try realm.evaluate("(text => text)").function)
    #expect(try echo.call(realm.string(text)).string == text)
    let length = try #require(try realm.evaluate("(text => text.length)").function)
    #expect(try length.call(realm.string(text)).number == Double(text.utf16.count))
  }

  @Test func `lone surrogates as code units`() throws {
    let units: [UInt16] = [0xD800, 0x61, 0xDC00]
    let value = realm.string(EngineString(utf16: units))
    #expect(value.engineString?.withUTF16 { Array($0) } == units)
    #expect(value.string == "\u{FFFD}a\u{FFFD}")
  }

  @Test func `narrow text, even with a NUL`() {
    #expect(EngineString(ascii: Array("ascii".utf8)).text == "ascii")
    #expect(EngineString(ascii: [0x61, 0, 0x62]).text == "a\0b")
    #expect(EngineString(ascii: []).unitCount == 0)
  }

  @Test func `JSON both ways`() throws {
    let text = #"{"a":[1,"zwei",null,true],"__proto__":{"b":2}}"#
    func read(_ text: String) -> Value? { realm.json(EngineString(text)) }
    #expect(try read(text)?.json()?.text == text)
    #expect(read("{a:1}") == nil)
    #expect(try realm.undefined.json()?.text == nil)
    #expect(throws: ScriptError.self) { try realm.evaluate("a = {}; a.a = a").json()?.text }
  }

  @Test func `properties, elements and their names`() throws {
    let object = realm.object()
    try object.setProperty("one", realm.number(1))
    try object.setProperty("two", realm.array([realm.string("x"), realm.null]).value)
    #expect(object.propertyNames() == ["one", "two"])
    #expect(try object.property("one").number == 1)
    #expect(try object.property("two").object?.element(0).string == "x")
    #expect(try object.property("none").isUndefined)
    #expect(try object.property("two").isArray)
  }

  @Test func `a throwing getter as an error`() throws {
    let object = try realm.evaluate("({ get x() { throw new TypeError('no x') } })").object
    #expect(throws: ScriptError.self) { try object?.property("x") }
  }

  @Test func `sameness as script sees it`() throws {
    let object = realm.object().value
    #expect(object.isSame(as: object))
    #expect(!object.isSame(as: realm.object().value))
    #expect(realm.number(1).isSame(as: try realm.evaluate("1")))
    #expect(!realm.number(.nan).isSame(as: realm.number(.nan)))
  }

  @Test func `a value outlives collections as long as it is held`() throws {
    let held = try realm.evaluate("({ big: new Array(1000).fill('kept').join('') })")
    for _ in 0..<3 { machine.collectGarbage() }
    #expect(try held.object?.property("big").string?.count == 4000)
  }

  @Test func `a value may be dropped after its machine`() throws {
    var machine: VirtualMachine? = VirtualMachine()
    let value = try machine?.realm.evaluate("({})")
    machine = nil
    #expect(value != nil)
  }
}
