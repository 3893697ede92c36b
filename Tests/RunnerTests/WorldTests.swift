import CSpawn
import Glibc
import TestSupport
import Testing
import Wire

@Suite(.ownThreads) struct `Behind its walls a guest` {
  @Test func `has all compiler tiers`() throws {
    let runner = try RunnerUnderTest()
    let script = """
      const fib = (n) => n < 2 ? n : fib(n - 1) + fib(n - 2);
      const data = Array.from({ length: 50000 }, (_, i) => ({ key: `k${i % 977}`, value: i }));
      let sum = 0;
      for (let round = 0; round < 20; round++) {
        const groups = new Map();
        for (const { key, value } of data) groups.set(key, (groups.get(key) ?? 0) + value);
        sum += groups.size + JSON.parse(JSON.stringify(data.slice(0, 1000))).length;
      }
      [fib(27), sum, 'abc'.replace(/(b)/u, '[$1]')]
      """
    #expect(try runner.run(script).value == [196418, 39540, "a[b]c"])
  }

  @Test func `has dates, zones and languages`() throws {
    let runner = try RunnerUnderTest()
    let script = """
      [new Date(0).toLocaleString('de', { timeZone: 'Asia/Shanghai' }),
       ['ä', 'z', 'a'].sort(new Intl.Collator('sv').compare).join(),
       new Intl.NumberFormat('zh-CN', { style: 'currency', currency: 'CNY' }).format(12.5),
       typeof new Date().getTimezoneOffset(), '\\u0041\\u030a'.normalize()]
      """
    #expect(
      try runner.run(script).value == ["1.1.1970, 08:00:00", "a,z,ä", "¥12.50", "number", "Å"])
  }

  @Test(arguments: ["eval('1')", "Function('1')", "(async () => {}).constructor('1')"])
  func `makes no code from text`(_ source: String) throws {
    let runner = try RunnerUnderTest()
    let name = try runner.run("try { \(source) } catch (error) { error.name }").value
    #expect(name == "EvalError")
    let isolated = "native.evaluateIsolated(`try { \(source) } catch (e) { e.name }`, 'w', 1)"
    #expect(try runner.run(isolated).value == "EvalError")
  }

  @Test func `has no WebAssembly and no shared memory`() throws {
    let runner = try RunnerUnderTest()
    #expect(
      try runner.run("[typeof WebAssembly, typeof SharedArrayBuffer]").value
        == ["undefined", "undefined"])
  }

  @Test func `finds no module by import`() throws {
    let runner = try RunnerUnderTest()
    let said = try runner.run(
      """
      for (const name of ['fs', '/etc/passwd', 'file:///etc/passwd', 'data:text/javascript,1'])
        import(name).then(() => native.post('note', 0, 'loaded', name), () => native.post('note', 0, 'refused', ''));
      0
      """
    ).said
    #expect(said == Array(repeating: .note(kind: "refused", ""), count: 4))
  }
}

@Suite(.ownThreads) struct `A locked runner` {
  @Test(arguments: ["sampan-runner", "sampan-test-runner"])
  func `says which walls stand, and they do`(_ program: String) throws {
    let runner = try RunnerUnderTest(program: program)
    #expect(runner.report["seccomp"] == true)
    #expect(runner.process.status("Seccomp") == "2")
    #expect(runner.process.status("NoNewPrivs") == "1")
    for set in ["CapInh", "CapPrm", "CapEff", "CapAmb"] {
      #expect(runner.process.status(set) == "0000000000000000", "\(set)")
    }
    let names = runner.report["namespaces"]?.array?.compactMap(\.string) ?? []
    #expect(names.contains("pid") == runner.process.hasPIDNamespace)
    for name in names {
      let file = ["mount": "mnt"][name] ?? name
      #expect(
        link("ns/\(file)", of: runner.process.pid) != link("ns/\(file)", of: getpid()), "\(name)")
    }
    if runner.report["nobody"] == true {
      #expect(runner.process.status("Uid") == "65534 65534 65534 65534")
      #expect(runner.process.status("Gid") == "65534 65534 65534 65534")
      #expect(runner.process.status("Groups") == "")
    }
  }

  @Test func `has all threads behind them`() throws {
    let runner = try RunnerUnderTest()
    // The engine starts more threads when there is much to compile.
    try runner.run("for (let i = 0, x = 0; i < 1e7; i++) x += i; 0")
    let threads = names(in: "/proc/\(runner.process.pid)/task")
    #expect(threads.count > 1)
    for thread in threads {
      #expect(runner.process.status("task/\(thread)/status", "Seccomp") == "2")
      #expect(runner.process.status("task/\(thread)/status", "NoNewPrivs") == "1")
      #expect(runner.process.status("task/\(thread)/status", "CapPrm") == "0000000000000000")
      let mine = getpriority(Int32(PRIO_PROCESS.rawValue), 0)
      let its = getpriority(Int32(PRIO_PROCESS.rawValue), id_t(thread) ?? 0)
      #expect(its == min(mine + Int32(SAMPAN_RUNNER_NICENESS), 19))
    }
  }

  @Test func `rests when nothing is to be done`() throws {
    let runner = try RunnerUnderTest()
    try runner.run("for (let i = 0, x = 0; i < 1e6; i++) x += i; 0")
    func isResting() -> Bool {
      names(in: "/proc/\(runner.process.pid)/task").allSatisfy {
        runner.process.status("task/\($0)/status", "State")?.hasPrefix("S") == true
      }
    }
    // Compilers may still be at work, and garbage is collected once; then nothing moves any more.
    var calm = 0
    for _ in 0..<1_000_000 where calm < 100 {
      calm = isResting() ? calm + 1 : 0
      if calm == 0 { sched_yield() }
    }
    #expect(calm == 100)
  }

  @Test func `collects its garbage when it rests`() throws {
    let runner = try RunnerUnderTest()
    try runner.run(
      "refs = Array.from({ length: 100 }, (_, i) => new WeakRef({ i })); refs.length")
    // It sleeps, and then wakes by itself, without a frame from the host.
    while runner.process.status("State")?.hasPrefix("S") != true { sched_yield() }
    func wakes() -> Int? { runner.process.status("voluntary_ctxt_switches").flatMap { Int($0) } }
    var living = 100
    // It may also sleep and wake for a moment on its way to rest, so one wake is not enough to go by.
    for _ in 0..<10 where living >= 50 {
      let before = wakes()
      while wakes() == before { usleep(10_000) }
      living = try runner.run("refs.filter((ref) => ref.deref()).length").value?.int ?? 100
    }
    #expect(living < 50)
  }

  /// Only root may look at these of a process that forbids dumping.
  @Test(.enabled(if: getuid() == 0))
  func `has one descriptor, no files and no words of its host`() throws {
    let runner = try RunnerUnderTest()
    let folder = "/proc/\(runner.process.pid)"
    for name in names(in: folder + "/fd") {
      let kind = link("fd/\(name)", of: runner.process.pid).prefix { $0 != "[" }
      // The engine's threads wake each other by counters, which nobody else can reach.
      #expect(name == "3" ? kind == "socket:" : kind == "anon_inode:", "\(name): \(kind)")
    }
    let counters = runner.report["eventCounters"]?.int
    #expect(names(in: folder + "/fd").count - 1 == counters)
    if runner.report["root"] == "empty" { #expect(names(in: folder + "/root/") == []) }
    #expect(runner.process.environment == ["Malloc=1", "JSC_useWasm=0"])
  }

  @Test(.enabled(if: getuid() == 0))
  func `has Swift's library inside and no other of Swift's`() throws {
    let runner = try RunnerUnderTest(program: "sampan-runner")
    let files = runner.process.mappedFiles
    #expect(files.contains { $0.hasPrefix("libjavascriptcoregtk") })
    #expect(files.filter { $0.hasPrefix("libswift") || $0.contains("Foundation") } == [])
  }

  private func link(_ name: String, of pid: pid_t) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = readlink("/proc/\(pid)/\(name)", &buffer, buffer.count)
    return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
  }

  private func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return ["\(folder) cannot be read"] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
