import CAttacks
import Glibc
import TestSupport
import Testing

/// How an attempt of the probe ended.
enum Outcome: Equatable, CustomStringConvertible {
  /// The filter ended the process.
  case killed
  /// The kernel refused with this error number.
  case refused(Int32)
  /// The kernel did it, and gave this.
  case succeeded(Int)
  case odd(LockedProcess.Ending)

  var description: String {
    switch self {
    case .killed: "killed"
    case .refused(let code): "refused: \(String(cString: strerror(code)))"
    case .succeeded(let value): "succeeded with \(value)"
    case .odd(let ending): "\(ending)"
    }
  }

  /// Lets the probe try something.
  init(of what: String, as user: String, from thread: String = "main") throws {
    let probe = try LockedProcess("sampan-probe", arguments: [user, thread, what])
    let answer = String(decoding: probe.receive(), as: UTF8.self).split(separator: "\n").first
    let ending = probe.ending()
    switch (ending, answer.flatMap { Int($0) }) {
    case (.signal(SIGSYS), nil): self = .killed
    case (.code(0), let value?) where value < 0: self = .refused(Int32(-value))
    case (.code(0), let value?): self = .succeeded(value)
    default: self = .odd(ending)
    }
  }
}

@Suite(.ownThreads) struct `A hostile program that broke out of the engine` {
  static let names: [String] = {
    var names: [String] = []
    while let name = sampan_attack_name(Int32(names.count)) { names.append(String(cString: name)) }
    return names
  }()

  /// Attacks that are not worth a life: libraries try these calls innocently.
  static let refused: [String: Int32] = [
    "open_passwords": EACCES, "open_environment": EACCES, "open_program": EACCES,
    "open_root": EACCES, "create_file": EACCES, "open_temporary": EACCES,
    "open_old_style": EACCES, "look_at_file": EACCES, "look_at_more": EACCES,
    "read_link": EACCES, "clone_new_style": ENOSYS, "control_device": ENOTTY,
    "map_code": EACCES, "map_writable_code": EACCES, "protect_code": EACCES,
    "become_real_time": EPERM, "become_dumpable": EPERM, "take_much_memory": ENOMEM,
  ]

  /// Whoever runs the tests, and an ordinary user besides when that is root.
  static let users = getuid() == 0 ? ["same", "user"] : ["same"]

  /// Every attack by each user.
  static let attempts = names.flatMap { name in users.map { (name, $0) } }

  @Test(arguments: attempts)
  func `is ended or refused`(_ name: String, _ user: String) throws {
    let outcome = try Outcome(of: name, as: user)
    #expect(outcome == Self.refused[name].map { .refused($0) } ?? .killed)
  }

  @Test(arguments: ["open_passwords", "socket_inet", "fork_process", "map_code", "kill_parent"])
  func `gains nothing from a thread that was there before`(_ name: String) throws {
    let outcome = try Outcome(of: name, as: "same", from: "thread")
    #expect(outcome == Self.refused[name].map { .refused($0) } ?? .killed)
  }

  /// What the other walls do without the filter: an empty file system, no capabilities, limits.
  static let behindTheFilter: [(attack: String, errors: Set<Int32>)] = [
    ("open_passwords", [ENOENT, EACCES]), ("open_environment", [ENOENT, EACCES]),
    ("create_file", [ENOENT, EACCES]), ("open_temporary", [EACCES, EROFS]),
    ("make_folder", [EACCES, EROFS]), ("run_program", [ENOENT, EACCES]),
    ("mount_folder", [EPERM]), ("change_root", [EPERM]),
    ("raise_limit", [EPERM]), ("raise_limit_of_process", [EPERM]),
    ("raise_priority", [EACCES, EPERM]),
    ("become_real_time", [EPERM]), ("protect_code", [EACCES]), ("take_much_memory", [ENOMEM]),
    ("set_clock", [EPERM]), ("restart_machine", [EPERM]),
  ]

  @Test(arguments: behindTheFilter, users)
  func `would meet more walls behind the filter`(
    _ sample: (attack: String, errors: Set<Int32>), _ user: String
  ) throws {
    let outcome = try Outcome(of: sample.attack, as: user, from: "unfiltered")
    guard case .refused(let error) = outcome else {
      Issue.record("\(sample.attack): \(outcome)")
      return
    }
    #expect(sample.errors.contains(error), "\(outcome)")
  }

  @Test(arguments: users)
  func `finds one descriptor open, its channel`(_ user: String) throws {
    #expect(try Outcome(of: "descriptors", as: user) == .succeeded(1 * 10_000 + 3))
  }

  @Test(arguments: users)
  func `cannot start threads without end`(_ user: String) throws {
    // 32 with the main one.
    #expect(try Outcome(of: "threads", as: user) == .succeeded(31))
  }
}

#if arch(x86_64)
  @Suite struct `Of all system calls` {
    /// Every number that the kernel may know, with room for newer ones.
    static let numbers = 0..<480

    /// Calls that do their work when all arguments are zero, or fail on the arguments alone. The
    /// rest of the table is refused or deadly. A name stands where a number would say nothing.
    static let answered: [String: Int] = [
      "read": 0, "write": 1, "close": 3, "fstat": 5, "poll": 7, "mmap": 9, "mprotect": 10,
      "munmap": 11, "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15,
      "pread64": 17, "sched_yield": 24, "mremap": 25, "madvise": 28, "nanosleep": 35,
      "getpid": 39, "exit": 60, "sysinfo": 99, "getppid": 110, "rt_sigsuspend": 130,
      "sigaltstack": 131, "gettid": 186, "futex": 202, "sched_getaffinity": 204,
      "restart_syscall": 219, "clock_gettime": 228, "clock_nanosleep": 230, "exit_group": 231,
      "ppoll": 271, "set_robust_list": 273, "getrandom": 318, "membarrier": 324, "rseq": 334,
      // The kernel takes these past every filter; they fail but for a probe's own code.
      "uretprobe": 335, "uprobe": 336,
    ]

    /// Calls that fail as on a poorer system, with the error.
    static let refused: [(name: String, number: Int, error: Int32)] = [
      ("open", 2, EACCES), ("stat", 4, EACCES), ("ioctl", 16, ENOTTY), ("access", 21, EACCES),
      ("readlink", 89, EACCES), ("sched_setscheduler", 144, EPERM), ("prctl", 157, EPERM),
      ("openat", 257, EACCES), ("newfstatat", 262, EACCES), ("readlinkat", 267, EACCES),
      ("faccessat", 269, EACCES), ("statx", 332, EACCES), ("clone3", 435, ENOSYS),
      ("faccessat2", 439, EACCES),
    ]

    @Test func `only those of the list are answered`() throws {
      for number in Self.numbers where !Self.answered.values.contains(number) {
        let outcome = try Outcome(of: "call:\(number)", as: "same")
        let refusal = Self.refused.first { $0.number == number }
        #expect(outcome == refusal.map { .refused($0.error) } ?? .killed, "call \(number)")
      }
    }
  }
#endif
