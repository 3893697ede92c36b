import Glibc

/// The time as guests see it, in whole milliseconds since 1970.
///
/// A real clock starts at the system's time and then only goes forward, whatever is done to the
/// system's clock. A virtual one stands still until the host moves it.
struct Clock {
  private enum Kind {
    case real(startMilliseconds: Double, startNanoseconds: Int)
    case virtual(milliseconds: Double)
  }

  private var kind: Kind

  init() {
    let start = Self.nanoseconds(of: CLOCK_REALTIME) / 1_000_000
    kind = .real(
      startMilliseconds: Double(start), startNanoseconds: Self.nanoseconds(of: CLOCK_BOOTTIME))
  }

  var now: Double {
    switch kind {
    case .real(let start, let nanoseconds):
      start + Double((Self.nanoseconds(of: CLOCK_BOOTTIME) - nanoseconds) / 1_000_000)
    case .virtual(let milliseconds): milliseconds
    }
  }

  var isVirtual: Bool { if case .virtual = kind { true } else { false } }

  /// Makes the clock a virtual one that shows this time.
  mutating func set(to milliseconds: Double) { kind = .virtual(milliseconds: milliseconds) }

  private static func nanoseconds(of clock: Int32) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
