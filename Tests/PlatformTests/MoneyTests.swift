import Testing

@testable import Platform

@Suite struct `Amounts` {
  @Test(arguments: [
    ("1", 100), ("12", 1_200), ("12.3", 1_230), ("12.34", 1_234), ("0.01", 1),
    ("1000000", 100_000_000),
    ("0.29", 29), ("1.15", 115),
  ])
  func `are read as people write them`(_ text: String, _ fen: Int) {
    #expect(Fen.parse(yuan: text) == fen)
  }

  @Test(arguments: [
    "", "0", "0.00", "0.001", "-1", "+1", "1e3", ".5", "5.", "1,5", "1.234", "１２", "1000000.01",
    "99999999", " 1", "0x1", "NaN",
  ])
  func `are nothing else`(_ text: String) { #expect(Fen.parse(yuan: text) == nil) }

  @Test(arguments: ["0", "-5", "1.0", "1e2", "", "100000001", "9999999999999999999999", "٣"])
  func `in fen are digits from 1 to a million yuan`(_ text: String) {
    #expect(Fen.parse(fen: text) == nil)
  }

  @Test func `in fen are taken at both ends`() {
    #expect(Fen.parse(fen: "1") == 1)
    #expect(Fen.parse(fen: "100000000") == Fen.most)
  }

  @Test(arguments: [(0, "0.00"), (7, "0.07"), (1_234, "12.34"), (-5, "-0.05"), (-120, "-1.20")])
  func `are shown with two digits`(_ fen: Int, _ text: String) { #expect(Fen.yuan(fen) == text) }
}

@Suite struct `A red packet's split` {
  @Test func `is the reference's`() {
    // u = 0.5, 0.25, 0.75, 0.0
    let bits: [UInt32] = [1 << 31, 1 << 30, 3 << 30, 0, 0]
    var left = 1_000
    var parts: [Int] = []
    for (index, bits) in bits.enumerated() {
      parts.append(PacketSplit.draw(fen: left, count: 5 - index, bits: bits))
      left -= parts[index]
    }
    #expect(parts == [200, 100, 350, 1, 349])
  }

  @Test func `is exact and within bounds for any chance`() {
    let platform = TestPlatform(seed: 5)
    for _ in 0..<2_000 {
      let count = 1 + Int(platform.draw() % 100)
      let most = PlatformLimits.packetFen * count
      let total = count + Int(platform.draw() % UInt64(most - count + 1))
      var left = total
      for taken in 0..<count {
        let part = PacketSplit.draw(fen: left, count: count - taken, bits: platform.now.bits32())
        #expect((1...PlatformLimits.packetFen).contains(part))
        left -= part
      }
      #expect(left == 0)
    }
  }

  @Test func `has the same mean at every place`() {
    let platform = TestPlatform(seed: 9)
    var sums = [Int](repeating: 0, count: 4)
    let rounds = 20_000
    for _ in 0..<rounds {
      var left = 4_000
      for place in 0..<4 {
        let part = PacketSplit.draw(fen: left, count: 4 - place, bits: platform.now.bits32())
        sums[place] += part
        left -= part
      }
    }
    for sum in sums { #expect(abs(sum / rounds - 1_000) < 20) }
  }

  @Test func `gives one fen each, or the most each, when there is no choice`() {
    for bits in [0, UInt32.max, 1 << 31] {
      #expect(PacketSplit.draw(fen: 10, count: 10, bits: bits) == 1)
      #expect(PacketSplit.draw(fen: 200_000, count: 10, bits: bits) == 20_000)
    }
  }
}

@Suite struct `The platform's calendar` {
  @Test(arguments: [
    (0, "19700101080000"), (1_767_225_600_000, "20260101080000"),
    (1_709_164_800_000, "20240229080000"), (-1, "19700101075959"),
    (4_107_542_400_000, "21000301080000"),
  ])
  func `is eight hours ahead`(_ milliseconds: Int, _ text: String) {
    #expect(BeijingTime(milliseconds: milliseconds).compact == text)
    #expect(BeijingTime.parse(compact: text) == (milliseconds < 0 ? -1_000 : milliseconds))
  }

  @Test func `reads what others write`() {
    #expect(BeijingTime.parse(rfc3339: "2026-01-01T08:00:00+08:00") == 1_767_225_600_000)
    #expect(BeijingTime.parse(rfc3339: "2026-01-01T00:00:00.123Z") == 1_767_225_600_000)
    #expect(BeijingTime.parse(rfc3339: "2026-02-30T00:00:00Z") == nil)
    #expect(BeijingTime.parse(rfc3339: "yesterday") == nil)
    #expect(BeijingTime.parse(compact: "20261301000000") == nil)
    #expect(BeijingTime.parse(day: "20260101") == BeijingTime.parse(day: "2026-01-01"))
  }
}
