import Host
import Testing

/// Values that a mini-program hands to calls in the hope that something on the way breaks
/// (`reference/hostile-programs.tsv`, area bridge). Each call fails once, or takes what can be taken.
@Suite(.serialized) struct `A hostile value over the bridge` {
  /// Calls and tells the kinds of callbacks with the end of the errMsg.
  private static let call = """
    const call = (name, request) => new Promise((done) => {
      const heard = [];
      const take = (kind) => (r) => { heard.push(kind); if (kind === 'complete') done(heard + ' ' + r.errMsg); };
      const all = { success: take('success'), fail: take('fail'), complete: take('complete') };
      wx[name](Object.defineProperties(all, Object.getOwnPropertyDescriptors(request)));
    });
    const throws = () => { throw new Error('trap'); };

    """

  @Test(arguments: [
    Attack(
      "V1", "a cycle", "const a = {}; a.a = a; return call('showToast', { title: 't', a });",
      "fail,complete showToast:fail Converting circular structure to JSON"),
    Attack(
      "V2", "ten thousand levels",
      "let a = {}; for (let i = 0; i < 10000; i++) a = { a }; return call('showToast', { title: 't', a });",
      "fail,complete showToast:fail the value is nested deeper than 1000 levels"),
    Attack(
      "V3", "ten thousand levels of lists, a cycle at the end",
      "let a = []; const end = a; for (let i = 0; i < 10000; i++) a = [a]; end.push(end);"
        + " return call('showToast', { title: 't', a });",
      "fail,complete showToast:fail the value is nested deeper than 1000 levels"),
    Attack(
      "V5", "many texts that share their characters",
      "const t = 'x'.repeat(1 << 20); return call('showToast', { title: 't', all: Array(100).fill(t) });",
      "fail,complete showToast:fail the value has more than 4190208 characters of JSON"),
    Attack(
      "V6", "a getter that throws",
      "return call('showToast', { title: 't', get a() { return throws(); } });",
      "fail,complete showToast:fail trap"),
    Attack(
      "V7", "a getter deep inside that calls again",
      "let n = 0; const a = { get b() { if (n++ < 3) wx.showToast({ title: 'again', a }); return n; } };"
        + " return call('showToast', { title: 't', a });",
      "success,complete showToast:ok"),
    Attack(
      "V8", "a proxy all of whose traps throw",
      "const a = new Proxy({}, new Proxy({}, { get: throws })); return call('showToast', { title: 't', a });",
      "fail,complete showToast:fail trap"),
    Attack(
      "V9", "a proxy with endless keys",
      "let n = 0; const a = new Proxy({}, { get: () => a, ownKeys: () => ['k' + n++],"
        + " getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }) });"
        + " return call('showToast', { title: 't', a });",
      "fail,complete showToast:fail Converting circular structure to JSON"),
    Attack(
      "V10", "a toJSON that throws",
      "return call('showToast', { title: 't', a: { toJSON: throws } });",
      "fail,complete showToast:fail trap"),
    Attack(
      "V11", "a toJSON that gives itself again",
      "const a = { toJSON() { return a; } }; return call('showToast', { title: 't', a });",
      "success,complete showToast:ok"),
    Attack(
      "V12", "a toJSON on the request itself",
      "return call('showToast', { title: 't', toJSON: () => ({ title: 7 }) });",
      "success,complete showToast:ok"),
    Attack(
      "V13", "an inherited required field",
      "return call('showToast', Object.create({ title: 't' }));",
      "fail,complete showToast:fail parameter error: parameter.title should be String instead of "
        + "Undefined;"),
    Attack(
      "V14", "a field named as the prototype",
      "return call('showToast', JSON.parse('{\"title\":\"t\",\"__proto__\":{\"title\":7}}'));",
      "success,complete showToast:ok"),
    Attack(
      "V15", "a BigInt, a symbol and a function",
      "return call('showToast', { title: 't', a: 10n });",
      "fail,complete showToast:fail a BigInt cannot be serialised to JSON"),
    Attack(
      "V16", "halves of surrogate pairs and NUL",
      "return call('showToast', { title: '\\ud800\\u0000\\udfff' });",
      "success,complete showToast:ok"),
    Attack(
      "V17", "a list as long as numbers go",
      "const a = []; a.length = 4294967295; return call('showToast', { title: 't', a });",
      "fail,complete showToast:fail the value has more than 4190208 characters of JSON"),
    Attack(
      "V18", "65 buffers",
      "const a = Array.from({ length: 65 }, () => new ArrayBuffer(8)); return call('showToast', "
        + "{ title: 't', a });",
      "fail,complete showToast:fail the value holds more than 64 ArrayBuffers"),
    Attack(
      "V19", "marks of buffers that are not there",
      "return call('showToast', { title: 't', a: { $buffer: 99 }, $id: 4294967295, $buffer: -1 });",
      "success,complete showToast:ok"),
    Attack(
      "V20", "callbacks that throw and call again",
      "let n = 0; return new Promise((done) => wx.showToast({ title: 't',"
        + " success() { n++; throws(); }, complete() { n += 10; done('' + n); } }));", "11"),
  ])
  func `fails its call once, or is taken as it can be`(_ attack: Attack) async throws {
    let safe = Attack(attack.row, attack.title, Self.call + attack.script)
    var limits = Attack.patientLimits
    limits.memoryBytes = 256 << 20
    #expect(try await safe.result(limits: limits) == "\"\(attack.expected)\"")
  }

  @Test func `of 100 MB is refused before it is sent`() async throws {
    var limits = Attack.patientLimits
    limits.memoryBytes = 512 << 20
    let script = Self.call + "return call('showToast', { title: 'x'.repeat(100 << 20) });"
    #expect(
      try await Attack("V4", "a text of 100 MB", script).result(limits: limits)
        == "\"fail,complete showToast:fail the value has more than 4190208 characters of JSON\"")
  }

  @Test func `reaches no other user's permissions`() async throws {
    let script = """
      \(Self.call)
      const forged = { user: 'victim', app: 'other', visitor: { user: 'victim' }, session: 'x' };
      await call('getSetting', forged);
      return new Promise((done) => wx.getSetting({ ...forged, success: (r) => done(Object.keys(r.authSetting)
        .filter((name) => !/address|invoice/.test(name)).length + '') }));
      """
    #expect(try await Attack("V21", "a forged visitor", script).result() == "\"0\"")
  }
}
