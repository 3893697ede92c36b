import CSpawn
import Dispatch
import Glibc
import Synchronization

/// The thread of one session: it waits for the runner's frames and runs the session's jobs.
///
/// As the session actor's executor it lets a frame be handled where it was read, without a hop
/// between threads, so that a synchronous call costs little more than the socket does
/// (Docs/Decisions/session-thread.md).
final class SessionLoop: SerialExecutor, Sendable {
  /// What the loop does for its session, always on the loop's thread.
  struct Handlers: Sendable {
    /// The descriptors to wait for now, and the time to wait at most.
    var interest: @Sendable () -> Interest
    /// Takes in what comes within moments, where that is likely; true when something came.
    var lookAgain: @Sendable () -> Bool
    /// Which of those descriptors are ready; called after every wait.
    var woken: @Sendable (_ channel: Int16, _ process: Int16) -> Void
  }

  struct Interest {
    /// The runner's channel, or -1.
    var channel: Int32
    /// Whether bytes wait to be written to it.
    var writing: Bool
    /// A descriptor that becomes readable when the runner ends, or -1.
    var process: Int32
    /// At most this long, in milliseconds; -1 for ever.
    var timeout: Int32
  }

  private enum Job {
    /// Of the session's actor.
    case actor(UnownedJob)
    /// Of a service's task.
    case task(UnownedJob, on: SessionTasks)
  }

  private struct State {
    var jobs: [Job] = []
    var handlers: Handlers?
    /// The loop waits no more, and its descriptor is gone.
    var closing = false
    /// The thread has ended; what still comes runs on `afterlife`.
    var retired = false
  }

  private let state = Mutex(State())
  /// The thread that runs jobs now, or 0. Only a thread itself writes its own number here, so it knows
  /// without the lock whether it is the one; it is asked at every step of an actor.
  private let thread = Atomic<pthread_t>(0)
  /// An eventfd that ends the wait when jobs arrive. Used under the lock of `state`, which also
  /// knows when it is closed.
  private let wakeup: Int32
  /// Runs the few jobs that come after the end: somebody reads what an ended session showed.
  private let afterlife = DispatchQueue(label: "sampan.session.afterlife")

  /// - Throws: `noRunner` when the system gives no more descriptors.
  init() throws(SessionError) {
    wakeup = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
    guard wakeup >= 0 else {
      throw .noRunner("no descriptor is left for a session: \(String(cString: strerror(errno)))")
    }
  }

  deinit { if !state.withLock({ $0.closing }) { Glibc.close(wakeup) } }

  /// Starts the thread. Jobs that came before are run first.
  ///
  /// - Throws: `noRunner` when the system gives no more threads.
  func start(_ handlers: Handlers) throws(SessionError) {
    state.withLock { $0.handlers = handlers }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, Self.stackBytes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let loop = Unmanaged.passRetained(self).toOpaque()
    let failure = pthread_create(&thread, &attributes, Self.main, loop)
    pthread_attr_destroy(&attributes)
    guard failure == 0 else {
      Unmanaged<SessionLoop>.fromOpaque(loop).release()
      state.withLock { $0.handlers = nil }
      throw .noRunner("no thread is left for a session: \(String(cString: strerror(failure)))")
    }
  }

  /// Room for the deepest JSON value to be released in.
  private static let stackBytes = 2 << 20

  private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
    guard let context = $0 else { return nil }
    Unmanaged<SessionLoop>.fromOpaque(context).takeRetainedValue().run()
    return nil
  }

  func enqueue(_ job: consuming ExecutorJob) { add(.actor(UnownedJob(job))) }

  fileprivate func enqueue(_ job: consuming ExecutorJob, of tasks: SessionTasks) {
    add(.task(UnownedJob(job), on: tasks))
  }

  private func add(_ job: Job) {
    let isRetired = state.withLock { state in
      guard !state.retired else { return true }
      state.jobs.append(job)
      // Before a wait the loop runs its jobs, and once it closes it does not wait.
      if !state.closing, !isCurrent {
        var one: UInt64 = 1
        _ = Glibc.write(wakeup, &one, 8)
      }
      return false
    }
    if isRetired { afterlife.async { [self] in runRetired(job) } }
  }

  private var isCurrent: Bool { thread.load(ordering: .relaxed) == pthread_self() }

  private func runRetired(_ job: Job) {
    thread.store(pthread_self(), ordering: .relaxed)
    run(job)
    thread.store(0, ordering: .relaxed)
  }

  /// Ends the thread after the jobs that are there now. What the loop holds of the system is given
  /// back before this returns, so that who is told of the session's end finds nothing of it left.
  ///
  /// Call on the loop's thread, once.
  func close() {
    state.withLock { $0.closing = true }
    Glibc.close(wakeup)
  }

  func checkIsolated() {
    precondition(isIsolatingCurrentContext() == true, "not on the session's thread")
  }

  func isIsolatingCurrentContext() -> Bool? { isCurrent }

  private func run() {
    thread.store(pthread_self(), ordering: .relaxed)
    guard let handlers = state.withLock({ $0.handlers }) else { return }
    while runJobs() {
      if handlers.lookAgain() { continue }
      let interest = handlers.interest()
      var (channel, process): (Int16, Int16) = (0, 0)
      withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 3) { waits in
        waits[0] = pollfd(fd: wakeup, events: Int16(POLLIN), revents: 0)
        waits[1] = pollfd(
          fd: interest.channel, events: Int16(POLLIN) | (interest.writing ? Int16(POLLOUT) : 0),
          revents: 0)
        waits[2] = pollfd(fd: interest.process, events: Int16(POLLIN), revents: 0)
        let count = interest.process < 0 ? 2 : 3
        _ = poll(waits.baseAddress, nfds_t(count), interest.timeout)
        if waits[0].revents != 0 {
          var count: UInt64 = 0
          _ = Glibc.read(wakeup, &count, 8)
        }
        (channel, process) = (waits[1].revents, waits[2].revents)
      }
      handlers.woken(channel, process)
    }
  }

  /// Runs the jobs that wait. False when the loop was closed and nothing is left to run.
  private func runJobs() -> Bool {
    while true {
      let jobs = state.withLock { state in
        defer { state.jobs.removeAll() }
        if state.jobs.isEmpty, state.closing {
          state.retired = true
          thread.store(0, ordering: .relaxed)
          // The handlers hold the session, which holds this loop.
          state.handlers = nil
        }
        return (waiting: state.jobs, isOver: state.retired)
      }
      if jobs.waiting.isEmpty { return !jobs.isOver }
      for job in jobs.waiting { run(job) }
    }
  }

  private func run(_ job: Job) {
    switch job {
    case .actor(let job): job.runSynchronously(on: asUnownedSerialExecutor())
    case .task(let job, let tasks): job.runSynchronously(on: tasks.asUnownedTaskExecutor())
    }
  }
}

/// Lets the tasks that serve a session's calls run on the session's thread, between its frames. What
/// they wait for with `await` keeps nobody; what they compute keeps this session's thread only.
final class SessionTasks: TaskExecutor {
  private let loop: SessionLoop

  init(loop: SessionLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) { loop.enqueue(job, of: self) }
}
