import Engine
import TestSupport
import Testing

@Suite(.ownThreads) struct `Promises` {
  let machine = VirtualMachine()
  var realm: Realm { machine.realm }

  @Test func `run their reactions when the outermost call returns`() throws {
    _ = try realm.evaluate(
      "var order = []; Promise.resolve().then(() => order.push('micro')); order.push('sync')")
    #expect(try realm.evaluate("order.join()").string == "sync,micro")
  }

  @Test func `do not run them inside a function that script called`() throws {
    let nested = realm.function("nested") { arguments in
      let realm = arguments.realm
      _ = realm.run(
        EngineString("Promise.resolve().then(() => order.push('micro'))"), name: "nested")
      return .value(realm.undefined)
    }
    try realm.global.setProperty("nested", nested.value)
    _ = try realm.evaluate("var order = []; nested(); order.push('after')")
    #expect(try realm.evaluate("order.join()").string == "after,micro")
  }

  @Test func `made in Swift settle there`() throws {
    let deferred = try realm.promise()
    try realm.global.setProperty("promise", deferred.promise.value)
    _ = try realm.evaluate("var result; promise.then(value => { result = value })")
    try deferred.resolve.call(realm.string("done"))
    machine.drainMicrotasks()
    #expect(try realm.evaluate("result").string == "done")
  }

  @Test func `that nobody handles are reported after the microtasks`() throws {
    var reasons: [String] = []
    let report = realm.function("report") { arguments in
      reasons.append(arguments.string(1)?.text ?? "?")
      return .value(arguments.realm.undefined)
    }
    try realm.onUnhandledRejection(report)
    _ = try realm.evaluate(
      "Promise.reject('lost'); Promise.reject('late').catch(() => {}); (async () => { throw 'async' })()"
    )
    machine.drainMicrotasks()
    #expect(reasons.sorted() == ["async", "lost"])
  }
}
