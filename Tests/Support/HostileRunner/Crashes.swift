import Glibc

extension HostileRunner {
  /// Ways to fall over (H176). Signals that one sends oneself do not reach the first process of a
  /// namespace; faults do.
  static let crashes: [String: Behaviour] = [
    "segfault": { _ in
      UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
    },
    "trap": { _ in fatalError("on purpose") },
    "abort": { _ in abort() },
    "status": { _ in _exit(42) },
  ]
}
