import Testing
import Wire

@Suite struct `Patience with a channel` {
  /// A clock that goes on by as much each time that it is read.
  private final class Clock {
    private var time = 0
    private let step: Int

    init(step: Int = 1_000) { self.step = step }

    func now() -> Int {
      time += step
      return time
    }
  }

  private let clock = Clock()

  /// How often it looks in one wait that is in vain.
  private func looks(_ patience: inout Patience) -> Int {
    var count = 0
    #expect(
      !patience.wait(now: clock.now) {
        count += 1
        return false
      })
    return count
  }

  /// Waits in vain until it rests.
  private func tire(_ patience: inout Patience) {
    // 200, 100, 50, 25, 12.5 and 6.25 µs; less is not worth it.
    for _ in 0..<6 { #expect(looks(&patience) > 0) }
  }

  private func expectRest(_ patience: inout Patience, waits: Int) {
    for _ in 0..<waits { #expect(looks(&patience) == 0) }
  }

  @Test func `looks until something is there`() {
    var patience = Patience(processors: 2)
    var count = 0
    #expect(
      patience.wait(now: clock.now) {
        count += 1
        return count == 3
      })
    #expect(count == 3)
  }

  @Test func `is none where the other end needs the only processor`() {
    var patience = Patience(processors: 1)
    #expect(looks(&patience) == 0)
  }

  @Test func `rests for a while after it was in vain, and begins anew`() {
    var patience = Patience(processors: 2)
    for _ in 0..<8 {
      tire(&patience)
      expectRest(&patience, waits: 64)
    }
    #expect(looks(&patience) > 0)
  }

  /// Waits while somebody else is given the processor; what is waited for comes meanwhile.
  private func lose(_ patience: inout Patience) {
    var count = 0
    let isHere = patience.wait(now: Clock(step: 500_001).now) {
      count += 1
      return count == 2
    }
    #expect(isHere)
    #expect(count == 2)
  }

  @Test func `rests at once when somebody else was given the processor, longer each time`() {
    var patience = Patience(processors: 2)
    for waits in [64, 256, 1_024, 4_096, 4_096] {
      lose(&patience)
      expectRest(&patience, waits: waits)
    }
    #expect(looks(&patience) > 0)
  }

  @Test func `rests less after it was rewarded many times`() {
    var patience = Patience(processors: 2)
    for waits in [64, 256] {
      lose(&patience)
      expectRest(&patience, waits: waits)
    }
    for _ in 0..<1_024 { #expect(patience.wait(now: clock.now) { true }) }
    lose(&patience)
    expectRest(&patience, waits: 256)
    #expect(looks(&patience) > 0)
  }

  @Test func `goes on when no more time passed than a look may take`() {
    var patience = Patience(processors: 2)
    #expect(!patience.wait(now: Clock(step: 500_000).now) { false })
    #expect(looks(&patience) > 0)
  }

  @Test func `lasts while it is rewarded`() {
    var patience = Patience(processors: 2)
    for _ in 0..<100 {
      #expect(looks(&patience) > 0)
      #expect(patience.wait(now: clock.now) { true })
    }
  }
}
