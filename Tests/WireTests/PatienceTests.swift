import Testing
import Wire

@Suite struct `Patience with a channel` {
  /// How often it looks in one wait that is in vain.
  private func looks(_ patience: inout Patience) -> Int {
    var count = 0
    #expect(
      !patience.wait {
        count += 1
        return false
      })
    return count
  }

  @Test func `looks until something is there`() {
    var patience = Patience(processors: 2)
    var count = 0
    #expect(
      patience.wait {
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
    // 200, 100, 50, 25, 12.5 and 6.25 µs; less is not worth it.
    for _ in 0..<6 { #expect(looks(&patience) > 0) }
    for _ in 0..<64 { #expect(looks(&patience) == 0) }
    #expect(looks(&patience) > 0)
  }

  @Test func `lasts while it is rewarded`() {
    var patience = Patience(processors: 2)
    for _ in 0..<100 {
      #expect(looks(&patience) > 0)
      #expect(patience.wait { true })
    }
  }
}
