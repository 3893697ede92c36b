import Bridge
import CSpawn
import Services
import View
import Wire

/// One mini-program that runs for one visitor: its runner, its view and what it has said.
///
/// All of it lives on the session's own thread (`SessionLoop`), where frames are also read; every
/// wait has a bound in `HostLimits`. When the runner ends, whatever the reason, all that waits is
/// answered and `ending` tells why.
public actor Session {
  nonisolated let loop: SessionLoop
  /// Runs the tasks of services on the same thread.
  nonisolated let tasks: SessionTasks
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    loop.asUnownedSerialExecutor()
  }

  public nonisolated let program: Program
  public nonisolated let visitor: Visitor
  public nonisolated let identifier = SessionID()
  nonisolated let limits: HostLimits
  nonisolated let services: ServiceTable
  /// What services reach of the session from any thread.
  nonisolated let desk: SessionDesk
  nonisolated let work = WorkQueue()
  nonisolated let permissions: Permissions
  /// Starts runners for workers and cloud functions.
  nonisolated let launcher: SideLauncher
  nonisolated let sides = SideRunners()
  nonisolated let declared: ProgramDeclarations
  nonisolated let policy: PermissionPolicy
  let clock: SessionClock
  /// The device in the visitor's hand.
  public nonisolated let device: Device
  /// What the guest is to hear of a change of the device, after what is being served.
  var deviceNews: [DeviceChange] = []
  /// A call is being served on this thread.
  var isServing = false
  /// Let go of at the end, since it may hold the session.
  var callWatch: (any CallWatch)?
  /// Scripts beside this one that have not come to rest.
  var sidesAtWork = 0
  /// Hears of each note, of a session that is a script beside another.
  var noteEar: (@Sendable (Note) -> Void)?

  /// What a user would see now.
  public internal(set) var view = ViewTree()
  /// Console lines and errors, oldest first, at most `HostLimits.notes`.
  public internal(set) var notes = NoteLog()
  /// How often each `wx` function was called that does not exist here yet.
  public internal(set) var unsupported: [String: Int] = [:]
  /// Which layers of the sandbox hold, as the runner said when it was ready.
  public internal(set) var sandbox: JSON = .null
  /// Why the runner ended; nil while it runs.
  public internal(set) var ending: Ending?

  var channel: Channel
  var turn = Turn()
  /// When the runner's memory is looked at again.
  var nextWatch = ContinuousClock.now
  var waiters = Waiters()
  var pending = PendingCalls()
  /// Calls that `callWatch` has seen arrive and not be answered.
  var watched: [UInt32: WatchedCall] = [:]
  var meters = CallMeters()
  /// What guarded calls were allowed and refused, oldest first, at most `HostLimits.decisions`.
  public internal(set) var decisions: [CallDecision] = []
  /// A synchronous call waits, so the guest stands still.
  var isAnsweringSync = false
  /// A call was answered, so the guest goes on and may soon be heard.
  var expectsFrame = false
  var patience = Patience(processors: Int(sampan_processors()))
  var overlays = Overlays()
  /// The time of the guest's next timer, in milliseconds since 1970; infinite when it has none.
  public internal(set) var nextTimer = Double.infinity
  /// The most memory of its own that the runner was seen to use, in bytes.
  public internal(set) var peakMemoryBytes = 0
  /// The runner has closed its end.
  var channelEnded = false
  /// An ending that the host has decided on and that the runner's death will confirm.
  var decided: Ending?
  /// Who waits for the runner to have put the program away; gets it, or nil when it is gone.
  var renewal: CheckedContinuation<RunnerProcess?, Never>?
  var keptStyles: KeptStyles?
  var observers: [AsyncStream<SessionEvent>.Continuation] = []
  var ears: [@Sendable (SessionSaying) -> Void] = []
  var tellsConsole = false

  /// - Throws: `noRunner` when the system has no descriptor or thread left; the runner is then
  ///   still the caller's to end.
  init(
    runner: RunnerProcess, program: Program, visitor: Visitor, services: ServiceTable,
    request: LaunchRequest, profile: DeviceProfile, launcher: SideLauncher
  ) throws(SessionError) {
    let limits = launcher.limits
    loop = try SessionLoop()
    tasks = SessionTasks(loop: loop)
    channel = Channel(runner: runner, outboundLimit: limits.outboundBytes)
    self.program = program
    self.visitor = visitor
    self.services = services
    self.launcher = launcher
    permissions = launcher.permissions
    policy = request.permissions
    declared = program.declarations(request.permissions)
    clock = request.clock
    device = Device(profile)
    self.limits = limits
    callWatch = request.watch
    desk = SessionDesk(clock: request.clock, seed: request.seed, alarms: limits.alarms)
    notes = NoteLog(capacity: limits.notes)
    turn.begin(allowing: limits.startMilliseconds)
    desk.open(self)
    do throws(SessionError) {
      try start()
    } catch {
      desk.close()
      throw error
    }
    watchDevice()
  }

  private nonisolated func start() throws(SessionError) {
    try loop.start(
      .init(
        interest: { [self] in assumeIsolated { $0.interest() } },
        lookAgain: { [self] in assumeIsolated { $0.lookAgain() } },
        woken: { [self] channel, process in
          assumeIsolated { $0.woken(channel: channel, process: process) }
        }))
  }

  /// What happens from now on, newest events last; a slow reader loses the oldest.
  public func events() -> AsyncStream<SessionEvent> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: SessionEvent.self, bufferingPolicy: .bufferingNewest(1_000))
    if let ending {
      continuation.yield(.ended(ending))
      continuation.finish()
    } else {
      observers.append(continuation)
    }
    return stream
  }

  /// The session's time, in milliseconds since 1970.
  public var time: Double { desk.now }

  func tell(_ event: SessionEvent) {
    for observer in observers { observer.yield(event) }
  }
}

/// What a session tells those who watch it.
public enum SessionEvent: Sendable {
  /// The view changed; read it from the session.
  case screen
  case note(Note)
  case ended(Ending)
}

/// Whose time a mini-program lives in.
public enum SessionClock: Sendable, Hashable {
  /// The machine's clock.
  case real
  /// Starts at this time, in milliseconds since 1970, and moves only when the host says.
  case virtual(start: Double)
}

/// Why something could not be asked of a session.
public enum SessionError: Error, Sendable, Hashable, CustomStringConvertible {
  case ended(Ending)
  /// The mini-program refused, with its reason.
  case refused(String)
  /// The machine could not start a runner.
  case noRunner(String)
  /// The machine cannot give a layer of the sandbox that was required.
  case unsealed(missing: [String])

  public var description: String {
    switch self {
    case .ended(let ending): "\(ending)"
    case .refused(let why): why
    case .noRunner(let why): "no runner could be started: \(why)"
    case .unsealed(let missing):
      "this machine does not give \(missing.joined(separator: ", ")); `sampan doctor` says why,"
        + " and without --require-sandbox the other layers are used"
    }
  }
}
