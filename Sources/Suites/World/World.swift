import Bridge
import Foundation
import Host
import View
import Wire

/// All that one test has around it: the mini-programs that it drives, their host with lasting
/// state of its own, and the clock that all of them share.
actor World {
  /// What the test file calls it.
  let key: String
  let setting: WorldSetting
  /// The runner of the test file, which answers mocks.
  let script: Session
  private let folder: String
  private var made: MiniProgramHost?
  private(set) var apps: [String: RunningApp] = [:] {
    didSet { company.set(apps, of: key) }
  }
  /// Those that its time goes on with.
  private(set) var company: Company
  /// What is on its way to mocks and back, to know when all has come to rest.
  let motion: Motion
  /// Services that a mock may pass a call on to, by the number of the call.
  var passes: [Int: CallVerdict.Service] = [:]
  private var lastPass = 0
  /// What a test did, oldest first, for the trace and for failures.
  private(set) var steps: [Step] = []
  var profile: JSON = .null

  struct Step: Sendable {
    let name: String
    let time: Double
    /// What was shown after it, by user; only when the run is traced.
    var screens: [String: String] = [:]
  }

  init(key: String, setting: WorldSetting, script: Session, motion: Motion, company: Company) {
    self.key = key
    self.company = company
    self.setting = setting
    self.script = script
    self.motion = motion
    folder = NSTemporaryDirectory() + "sampan-world-\(UUID().uuidString)"
  }

  /// Milliseconds since 1970.
  var time: Double { company.time }

  /// Lets its time go on with that of others, which is not before its own.
  func join(_ other: Company) {
    company.set([:], of: key)
    company = other
    other.set(apps, of: key)
  }

  func note(step name: String) {
    guard steps.count < SuiteLimits.callsKept else { return }
    steps.append(Step(name: name, time: time))
  }

  func keep(screens: [String: String]) { steps[steps.count - 1].screens = screens }

  /// The host of this world, made when the first mini-program starts.
  private func host() throws -> MiniProgramHost {
    if let made { return made }
    let host = try setting.makeHost(folder)
    made = host
    return host
  }

  /// What a user of the mini-program has stored.
  func stored(by name: String) -> JSONObject {
    guard let made, let program = setting.program else { return JSONObject() }
    return made.stored(user: name, app: program.identity)
  }

  func launch(_ name: String, _ request: JSON) async throws {
    guard let program = setting.program else { throw DriverError(setting.programProblem) }
    guard LaunchRequest.isValid(user: name) else {
      throw DriverError("a user has 1 to 64 letters, digits, '-', '_' or '.', found '\(name)'")
    }
    guard apps[name] != nil || apps.count < SuiteLimits.appsInWorld else {
      throw DriverError("a test may run \(SuiteLimits.appsInWorld) mini-programs at once")
    }
    await close(name)
    let app = RunningApp(name: name, world: self, injection: setting.injection)
    let page = request["page"]?.string.flatMap { $0.isEmpty ? nil : $0 }
    let host = try host()
    if let stored = request["storage"]?.object {
      try host.store(stored, user: name, app: program.identity)
    }
    app.attach(
      try await host.open(
        program,
        LaunchRequest(
          page: page, query: request["query"]?.string ?? "", user: name,
          clock: .virtual(start: time), seed: setting.seed,
          scene: request["scene"]?.int ?? 1001, permissions: Self.policy(request["permissions"]),
          device: try device(request["device"] ?? .null),
          watch: app)))
    apps[name] = app
    await settle()
    note(step: "launch \(name)" + (page.map { " \($0)" } ?? ""))
    await traceScreens()
  }

  /// The device of a launch: the host's, with what the test said of all devices and of this one.
  private func device(_ changes: JSON) throws -> DeviceProfile {
    var device = DeviceProfile()
    for one in [profile, changes] where one.object != nil { device = try device.changed(by: one) }
    return device
  }

  /// Answers to permissions: one for all, or by scope; a test answers the others.
  private static func policy(_ value: JSON?) -> PermissionPolicy {
    func answer(_ value: JSON?) -> PermissionPolicy.Answer {
      switch value {
      case .bool(let isAllowed): isAllowed ? .accept : .reject
      case .string(let word): .init(rawValue: word) ?? .ask
      default: .ask
      }
    }
    guard let scopes = value?.object else { return PermissionPolicy(answer(value)) }
    return PermissionPolicy(
      .ask,
      scopes: Dictionary(
        scopes.members.map { member in
          let name = member.name.hasPrefix("scope.") ? member.name : "scope." + member.name
          return (name, answer(member.value))
        }, uniquingKeysWith: { $1 }))
  }

  func close(_ name: String) async {
    guard let app = apps.removeValue(forKey: name) else { return }
    if let coverage = setting.coverage, let session = app.session {
      await coverage.collect(from: session)
    }
    guard let session = app.session, let made else { return }
    await made.close(session)
  }

  /// Ends all of it.
  func end() async {
    for name in apps.keys.sorted() { await close(name) }
    made = nil
    try? FileManager.default.removeItem(atPath: folder)
  }

  func app(_ name: String) throws(DriverError) -> RunningApp {
    guard let app = apps[name] else {
      throw DriverError(
        "no mini-program runs for '\(name)'; call `await app.launch()` before it is used")
    }
    return app
  }

  // MARK: Time

  /// Waits until no mini-program works any more, and no mock either.
  func settle() async {
    for _ in 0..<SuiteLimits.movesInWait {
      let sorted = company.apps
      for app in sorted { await app.session?.quiet() }
      await motion.still()
      await script.rest()
      // What its last turn asked for has been taken up before its thread comes to this.
      await script.rest()
      var isQuiet = motion.isStill
      for app in sorted where isQuiet { isQuiet = await app.session?.isStill ?? true }
      if isQuiet, motion.isStill { return await look() }
    }
  }

  /// What a screen shows at rest is what coverage knows of its style sheets.
  private func look() async {
    guard let coverage = setting.coverage else { return }
    for app in company.apps {
      guard let session = app.session else { continue }
      await coverage.collectRules(from: session)
    }
  }

  /// When something happens by itself next.
  func nextEvent() async -> Double {
    var next = Double.infinity
    for app in company.apps {
      guard let session = app.session, await session.ending == nil else { continue }
      next = min(next, await session.nextEvent)
    }
    return next
  }

  /// Moves the clock to a time; what is due on the way happens at its own time.
  func advance(to end: Double) async {
    await settle()
    for _ in 0..<SuiteLimits.movesInWait {
      let next = min(await nextEvent(), await script.nextEvent)
      guard next <= end else { break }
      await move(to: max(next, time))
    }
    await move(to: end)
  }

  /// Moves the clock to the next event when it is not after `limit`; false when there is none.
  func step(until limit: Double) async -> Bool {
    await settle()
    let next = min(await nextEvent(), await script.nextEvent)
    guard next <= limit else { return false }
    await move(to: max(next, time))
    return true
  }

  /// Moves the clock at once, whatever is due on the way.
  func move(to time: Double) async {
    company.time = time
    for app in company.apps { await app.session?.advance(to: time) }
    await script.advance(to: time)
    await settle()
  }

  /// Back only before anything runs, and never for tests that run together.
  func setTime(_ time: Double) async throws(DriverError) {
    if company.isShared {
      guard time >= company.time else {
        throw DriverError(
          "tests that run together share one clock, which moves forward only; take a test that sets"
            + " it back out of test.concurrent and describe.concurrent")
      }
    } else if company.apps.isEmpty {
      company.time = time
      return await script.restartClock(at: time)
    }
    await advance(to: time)
  }

  /// As `setTime` while the test file stands still, so that nothing can happen on the way.
  func setTimeAtOnce(_ time: Double) async throws(DriverError) {
    guard !company.isShared, company.apps.isEmpty else {
      throw DriverError(
        "jest.setSystemTime sets the clock before a mini-program runs; from then on, and in tests"
          + " that run together, write `await clock.setTime(…)`, or use fake timers")
    }
    try await setTime(time)
  }

  func keep(pass: @escaping CallVerdict.Service) -> Int {
    lastPass += 1
    passes[lastPass] = pass
    return lastPass
  }
}

/// What every world of a file is made of.
struct WorldSetting: Sendable {
  /// The mini-program under test; nil when the folder holds none.
  let program: Program?
  /// Why there is none.
  let programProblem: String
  let start: Double
  let seed: UInt32
  var isTraced = false
  /// Takes what is covered, when that is measured.
  var coverage: CoverageTally?
  /// A call that fails the first time that it is made.
  var injection: Injection?
  /// A host with its state in a folder.
  let makeHost: @Sendable (_ folder: String) throws -> MiniProgramHost
}

/// Why the driver cannot do what a test asks.
struct DriverError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
