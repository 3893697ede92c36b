import TestSupport
import Testing

@testable import Compiler

@Suite(.ownThreads) struct `Expressions compile` {
  struct Sample: CustomTestStringConvertible {
    let text: String
    let code: String
    let paths: String
    var testDescription: String { text }

    /// - Parameter paths: what the expression reads, one array after the other.
    init(_ text: String, _ code: String, _ paths: String = "") {
      self.text = text
      self.code = code
      self.paths = paths
    }
  }

  func check(_ sample: Sample, as form: ExpressionParser.Form = .value) throws {
    let written = try write(sample.text, as: form)
    #expect(written.code == sample.code)
    #expect(written.dependencies.map(\.code).joined() == sample.paths)
  }

  @Test(arguments: [
    Sample("a", "D.a", #"["a"]"#),
    Sample("$a_1", "D.$a_1", #"["$a_1"]"#),
    Sample("名", "D[\"名\"]", #"["名"]"#),
    Sample("a.b.c", #"X.g(X.g(D.a,"b"),"c")"#, #"["a","b","c"]"#),
    Sample("a[0].b", #"X.g(X.g(D.a,0),"b")"#, #"["a",0,"b"]"#),
    Sample("a['b-c']", #"X.g(D.a,"b-c")"#, #"["a","b-c"]"#),
    Sample("a[i].b", #"X.g(X.g(D.a,D.i),"b")"#, #"["a"]["i"]"#),
    Sample("a[i.j].b[0]", #"X.g(X.g(X.g(D.a,X.g(D.i,"j")),"b"),0)"#, #"["a"]["i","j"]"#),
    Sample("a.length", #"X.g(D.a,"length")"#, #"["a"]"#),
    Sample("a.b + a + a.b.c", #"X.g(D.a,"b")+D.a+X.g(X.g(D.a,"b"),"c")"#, #"["a"]"#),
    Sample("a.b + a.b", #"X.g(D.a,"b")+X.g(D.a,"b")"#, #"["a","b"]"#),
    Sample("a.if.class", #"X.g(X.g(D.a,"if"),"class")"#, #"["a","if","class"]"#),
    Sample("[1,2].length", #"X.g([1,2],"length")"#),
    Sample("(a || b).c", #"X.g(D.a||D.b,"c")"#, #"["a"]["b"]"#),
  ])
  func `to reads of the data`(_ sample: Sample) throws { try check(sample) }

  @Test(arguments: [
    Sample("a + b * c - (a - b) / c", "D.a+(D.b*D.c)-((D.a-D.b)/D.c)", #"["a"]["b"]["c"]"#),
    Sample("a - b - c", "D.a-D.b-D.c", #"["a"]["b"]["c"]"#),
    Sample("a - (b - c)", "D.a-(D.b-D.c)", #"["a"]["b"]["c"]"#),
    Sample("a || b && c", "D.a||(D.b&&D.c)", #"["a"]["b"]["c"]"#),
    Sample("a ?? b || c", "D.a??(D.b||D.c)", #"["a"]["b"]["c"]"#),
    Sample("a == 1 ? b : c ? d : e", "(D.a==1)?D.b:(D.c?D.d:D.e)", #"["a"]["b"]["c"]["d"]["e"]"#),
    Sample("a?.5:1", "D.a?0.5:1", #"["a"]"#),
    Sample("!a", "!D.a", #"["a"]"#),
    Sample("!!a.b", #"!(!X.g(D.a,"b"))"#, #"["a","b"]"#),
    Sample("-a - -1", "(-D.a)-(-1)", #"["a"]"#),
    Sample("-a ** 2", "(-D.a)**2", #"["a"]"#),
    Sample("a ** b ** c", "D.a**D.b**D.c", #"["a"]["b"]["c"]"#),
    Sample("typeof a", "typeof D.a", #"["a"]"#),
    Sample("void a === undefined", "(void D.a)===(void 0)", #"["a"]"#),
    Sample("~a >>> 1 << 2 >> 3", "(~D.a)>>>1<<2>>3", #"["a"]"#),
    Sample("a & b | c ^ d", "(D.a&D.b)|(D.c^D.d)", #"["a"]["b"]["c"]["d"]"#),
    Sample("a != b !== c", "D.a!=D.b!==D.c", #"["a"]["b"]["c"]"#),
    Sample("a % 2 == 0", "(D.a%2)==0", #"["a"]"#),
    Sample("a < b > c <= d >= e", "D.a<D.b>D.c<=D.d>=D.e", #"["a"]["b"]["c"]["d"]["e"]"#),
    Sample("a instanceof b", "false"),
    Sample("1 + a instanceof b < 2", "false<2"),
  ])
  func `with operators bound as in JavaScript`(_ sample: Sample) throws { try check(sample) }

  @Test(arguments: [
    Sample("true", "true"), Sample("false", "false"), Sample("null", "null"),
    Sample("undefined", "void 0"), Sample("12", "12"), Sample("1.50", "1.50"), Sample(".5", "0.5"),
    Sample("1.", "1"), Sample("007", "7"), Sample("0", "0"), Sample("00.5", "0.5"),
    Sample("0x1F", "0x1F"), Sample("1e3", "1e3"), Sample("1E-3", "1e-3"),
    Sample("'a'", #""a""#), Sample("\"a'b\"", #""a'b""#), Sample(#"'\'\"\\'"#, #""'\"\\""#),
    Sample(#"'\n\t\x41\u0042\u{1F600}\q'"#, #""\n\tAB😀q""#),
    Sample(#"'\ud83d'"#, #""\ud83d""#), Sample(#"'\ud83d\ude00'"#, "\"😀\""),
    Sample("'</script><!--'", #""\u003c/script\u003e\u003c!--""#),
    Sample("'\u{2028}\u{2029}'", #""\u2028\u2029""#),
    Sample("\\\"a\\\"", #""a""#),
    Sample("[]", "[]"), Sample("[1, a, 'x',]", #"[1,D.a,"x"]"#, #"["a"]"#),
    Sample("[...a, 1]", "[...X.a(D.a),1]", #"["a"]"#), Sample("[,1]", "[void 0,1]"),
    Sample("{}", "{}"), Sample("{a: 1, 'b-c': 2, 3: d}", #"{a:1,"b-c":2,"3":D.d}"#, #"["d"]"#),
    Sample("{a, b}", "{a:D.a,b:D.b}", #"["a"]["b"]"#),
    Sample("{__proto__: a}", #"{["__proto__"]:D.a}"#, #"["a"]"#),
    Sample("{a: 1, ...b, c: 2}", "X.o(X.o({a:1},D.b),{c:2})", #"["b"]"#),
    Sample("{...a, ...b}", "X.o(X.o({},D.a),D.b)", #"["a"]["b"]"#),
  ])
  func `with literals`(_ sample: Sample) throws { try check(sample) }

  @Test(arguments: [
    Sample("a: 1", "{a:1}"), Sample("a, b", "{a:D.a,b:D.b}", #"["a"]["b"]"#),
    Sample("...a", "X.o({},D.a)", #"["a"]"#), Sample("'a': 1", "{a:1}"),
    Sample("true: 1, null: 2", "{true:1,null:2}"),
  ])
  func `as objects without braces`(_ sample: Sample) throws {
    try check(sample)
  }

  @Test(arguments: [
    Sample("a", "{a:D.a}", #"["a"]"#), Sample("", "{}"), Sample("true", "{true:true}"),
    Sample("a, ...b, c: d.e", #"X.o(X.o({a:D.a},D.b),{c:X.g(D.d,"e")})"#, #"["a"]["b"]["d","e"]"#),
    Sample("{a: 1}", "{a:1}"), Sample("a.b", #"X.g(D.a,"b")"#, #"["a","b"]"#),
  ])
  func `as the data of a template`(_ sample: Sample) throws {
    try check(sample, as: .templateData)
  }

  @Test(arguments: [
    Sample("m.f", #"X.w(W.m,"f")"#), Sample("m['f']", #"X.w(W.m,"f")"#),
    Sample("m.f(a, 1)", #"X.c(X.w(W.m,"f"),[D.a,1])"#, #"["a"]"#),
    Sample("m.f(a).b.c()", #"X.c(X.w(X.w(X.c(X.w(W.m,"f"),[D.a]),"b"),"c"),[])"#, #"["a"]"#),
    Sample("(m.f)(a)", #"X.c(X.w(W.m,"f"),[D.a])"#, #"["a"]"#),
    Sample("m.f({a: b}, [c])", #"X.c(X.w(W.m,"f"),[{a:D.b},[D.c]])"#, #"["b"]["c"]"#),
    Sample("a.m", #"X.g(D.a,"m")"#, #"["a","m"]"#),
    Sample("{m}", "{m:W.m}"),
  ])
  func `to calls of wxs modules`(_ sample: Sample) throws { try check(sample) }

  @Test(arguments: [
    "a()", "a.toString()", "constructor.constructor('return this')()", "a.b(c).d", "'x'.at(0)",
    "[].map(m.f)", "(a || m.f)(b)", "a[b]()",
  ])
  func `to undefined where anything else is called`(_ text: String) throws {
    let written = try write(text)
    #expect(written.code == "(void 0)")
    #expect(written.dependencies.isEmpty)
    #expect(written.uselessCalls.count == 1)
  }

  @Test(arguments: [
    Sample("constructor", "D.constructor", #"["constructor"]"#),
    Sample("__proto__.a", #"X.g(D.__proto__,"a")"#, #"["__proto__","a"]"#),
    Sample("a.constructor", #"X.g(D.a,"constructor")"#, #"["a","constructor"]"#),
    Sample("this", "D.this", #"["this"]"#), Sample("new", "D.new", #"["new"]"#),
    Sample("D + S + W + X", "D.D+D.S+D.W+D.X", #"["D"]["S"]["W"]["X"]"#),
    Sample("window.eval", #"X.g(D.window,"eval")"#, #"["window","eval"]"#),
  ])
  func `with every name a field`(_ sample: Sample) throws { try check(sample) }

  @Test func `with loop values in slots, inner names first and modules before all`() throws {
    let loops = [
      (item: "item", index: "index"), (item: "cell", index: "index"), (item: "m", index: "i"),
    ]
    let written = try write("item.a + cell.b + index + i + m.c + d", loops: loops)
    #expect(
      written.code
        == #"X.g(S[0],"a")+X.g(S[2],"b")+S[3]+S[5]+X.w(W.m,"c")+D.d"#)
    #expect(
      written.dependencies.map(\.code) == [#"[0,"a"]"#, #"[2,"b"]"#, "[3]", "[5]", #"["d"]"#])
  }
}

@Suite(.ownThreads) struct `Malformed expressions` {
  struct Sample: CustomTestStringConvertible {
    let text: String
    let remark: String
    var testDescription: String { text }

    init(_ text: String, _ remark: String) {
      self.text = text
      self.remark = remark
    }
  }

  @Test(arguments: [
    Sample("a = 1", "1:5 '=' is not part of the expression language"),
    Sample("a++", "1:4 '++' is not part of the expression language"),
    Sample("(x) => x", "1:7 '=>' is not part of the expression language"),
    Sample("`a`", "1:3 '`' is not part of the expression language"),
    Sample("a?.b", "1:4 '?.' is not part of the expression language"),
    Sample("a &lt; b", "1:8 ';' is not part of the expression language"),
    Sample("new Date()", "1:7 expected an operator or }}, found 'Date'"),
    Sample("a b", "1:5 expected an operator or }}, found 'b'"),
    Sample("a +", "1:6 expected a value, found the end of the expression"),
    Sample(
      "a ? b c", "1:9 expected ':' and the value for the other case, found 'c'"),
    Sample("(a", "1:5 expected ')', found the end of the expression"),
    Sample("[a b]", "1:6 expected ',' or ']', found 'b'"),
    Sample("a.1", "1:5 expected a name after '.', found a number"),
    Sample("a.'b'", "1:5 expected a name after '.', found a string"),
    Sample("{a: 1, 2}", "1:11 expected ':' and a value, found '}'"),
    Sample("1a", "1:5 a name cannot start with a digit, found '1a'"),
    Sample("a, b.c", "1:7 expected ',' or }}, found '.'"),
    Sample("a.b, c", "1:6 expected an operator or }}, found ','"),
    Sample("'a", "1:3 the string is not closed before the end of the line or the expression"),
    Sample("/a/", "1:3 expected a value, found '/'"),
    Sample("m.f(a", "1:8 expected ',' or ')', found the end of the expression"),
  ])
  func `are errors that say what was found`(_ sample: Sample) throws {
    let result = compile("{{\(sample.text)}}")
    let error = try #require(result.diagnostics.first)
    #expect("\(error.line):\(error.column) \(error.message)" == sample.remark)
    #expect(error.severity == .error)
    #expect(result.code.contains("X.s(void 0)"))
  }

  @Test func `that are empty mean undefined`() {
    let result = compile("<view a=\"{{}}\">{{ }}</view>")
    #expect(
      remarks(result.diagnostics) == [
        "warning emptyExpression 1:12", "warning emptyExpression 1:19",
      ])
    #expect(result.code.contains(#"["a",{f:(D,S,W)=>void 0,"#))
  }
}
