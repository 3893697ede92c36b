import Glibc

/// How long one end of a channel looks for the next frame before it goes to sleep.
///
/// Putting a thread to sleep and waking it again takes longer than the other end takes for most
/// answers. Where there is a second processor for that end to work on, the one that waits therefore
/// looks again and again for a while. It gives that up for some time when it was in vain, so that
/// what is lost stays small, and for longer each time when the scheduler gave the processor to
/// somebody else meanwhile: beside busy neighbours the time spent looking is missing later, when
/// there is work to do.
public struct Patience: Sendable {
  private static let mostNanoseconds = 200_000
  private static let leastNanoseconds = 4_000
  /// Longer than this between two looks, and the processor was somebody else's meanwhile.
  private static let lostNanoseconds = 500_000
  /// Waits that are not begun by looking after looking was in vain.
  private static let pause = 64
  /// The same after the processor was lost, for the first time and at most.
  private static let leastLostPause = 64
  private static let mostLostPause = 4_096
  /// After so many rewarded waits the next pause for a lost processor is a fourth of what it would
  /// have been.
  private static let rewards = 1_024

  private let isUseful: Bool
  private var nanoseconds = mostNanoseconds
  private var lostPause = leastLostPause
  private var paused = 0
  private var rewarded = 0

  /// - Parameter processors: how many this process may use; with one, looking keeps the other end
  ///   from its work.
  public init(processors: Int) { isUseful = processors > 1 }

  /// Calls `look` until it finds something, which is told, or it is time to sleep.
  ///
  /// - Parameter now: nanoseconds of a clock that never goes back.
  public mutating func wait(now: () -> Int = Self.now, for look: () -> Bool) -> Bool {
    guard isUseful else { return false }
    guard paused == 0 else {
      paused -= 1
      return false
    }
    var time = now()
    let end = time + nanoseconds
    while true {
      if look() {
        reward()
        return true
      }
      let last = time
      time = now()
      if time - last > Self.lostNanoseconds {
        // What was waited for has most likely come meanwhile.
        rest(lostPause)
        lostPause = min(lostPause * 4, Self.mostLostPause)
        return look()
      }
      if time >= end { break }
    }
    nanoseconds /= 2
    if nanoseconds < Self.leastNanoseconds { rest(Self.pause) }
    return false
  }

  private mutating func reward() {
    nanoseconds = Self.mostNanoseconds
    rewarded += 1
    if rewarded == Self.rewards {
      rewarded = 0
      lostPause = max(lostPause / 4, Self.leastLostPause)
    }
  }

  private mutating func rest(_ waits: Int) {
    nanoseconds = Self.mostNanoseconds
    rewarded = 0
    paused = waits
  }

  /// Nanoseconds of the monotonic clock.
  public static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
