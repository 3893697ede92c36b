import Glibc

/// How long one end of a channel looks for the next frame before it goes to sleep.
///
/// Putting a thread to sleep and waking it again takes longer than the other end takes for most
/// answers. Where there is a second processor for that end to work on, the one that waits therefore
/// looks again and again for a while. It gives that up for some time when it was in vain, so that
/// what is lost stays small.
public struct Patience: Sendable {
  private static let mostNanoseconds = 200_000
  private static let leastNanoseconds = 4_000
  /// Waits that are not begun by looking after looking was in vain.
  private static let pause = 64

  private let isUseful: Bool
  private var nanoseconds = mostNanoseconds
  private var paused = 0

  /// - Parameter processors: how many this process may use; with one, looking keeps the other end
  ///   from its work.
  public init(processors: Int) { isUseful = processors > 1 }

  /// Calls `look` until it finds something, which is told, or it is time to sleep.
  public mutating func wait(for look: () -> Bool) -> Bool {
    guard isUseful else { return false }
    guard paused == 0 else {
      paused -= 1
      return false
    }
    let end = Self.now() + nanoseconds
    repeat {
      if look() {
        nanoseconds = Self.mostNanoseconds
        return true
      }
    } while Self.now() < end
    nanoseconds /= 2
    if nanoseconds < Self.leastNanoseconds {
      nanoseconds = Self.mostNanoseconds
      paused = Self.pause
    }
    return false
  }

  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
