import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Platform

@Suite struct `Any sequence of business` {
  /// `SAMPAN_LEDGER_OPERATIONS=100000` runs as many.
  private static let operations =
    ProcessInfo.processInfo.environment["SAMPAN_LEDGER_OPERATIONS"].flatMap { Int($0) } ?? 2_000
  private static let clients = 4

  @Test func `by several clients at once leaves books that balance`() throws {
    let platform = TestPlatform()
    _ = try platform.store.addMerchant("Baker", number: "16000001", in: "wx1", on: platform.now)
    let counts = Mutex<[String: Int]>([:])
    let begun = ContinuousClock.now
    DispatchQueue.concurrentPerform(iterations: Self.clients) { index in
      // A store of its own is a connection of its own, as another process has it.
      var client = LedgerClient(
        store: PlatformStore(folder: platform.folder, durability: .process), seed: UInt64(index),
        numbers: Self.operations / 5)
      for _ in 0..<Self.operations / Self.clients { client.step() }
      counts.withLock { $0.merge(client.counts) { $0 + $1 } }
    }
    let audit = try platform.store.audit()
    #expect(audit.findings == [])
    #expect(audit.fen == PlatformLimits.supplyFen)
    let counted = counts.withLock { $0 }
    #expect(counted.values.reduce(0, +) == Self.operations / Self.clients * Self.clients)
    #expect(counted["broken"] == nil, "\(counted)")
    let seconds = (ContinuousClock.now - begun) / .seconds(1)
    print(
      "ledger: \(Self.operations) operations by \(Self.clients) clients in \(Int(seconds)) s,"
        + " \(audit.postings) postings, the books balance; \(counted.sorted { $0.key < $1.key })")
  }
}

/// Does random business, much of it wrong: repeated numbers, amounts that nobody has, refunds of
/// what was not paid.
private struct LedgerClient {
  let store: PlatformStore
  /// Orders have so many numbers, so that most come again.
  private let numbers: Int
  private let platform: TestPlatform
  private(set) var counts: [String: Int] = [:]
  private var time = 1_767_225_600_000

  init(store: PlatformStore, seed: UInt64, numbers: Int) {
    self.store = store
    self.numbers = numbers
    platform = TestPlatform(seed: seed &* 7_919 &+ 3)
  }

  private func pick(_ bound: Int) -> Int { Int(platform.draw() % UInt64(bound)) }
  private var now: Occasion { Occasion(milliseconds: time) { [platform] in platform.draw() } }
  private var person: String { "user\(pick(6))" }
  private var number: String { "n\(pick(numbers))" }

  mutating func step() {
    time += pick(60_000)
    do {
      let done = try act()
      counts[done, default: 0] += 1
    } catch let error as PlatformError {
      let isBroken = error.reason == .storage
      counts[isBroken ? "broken" : "refused", default: 0] += 1
      if isBroken { counts["broken: \(error)", default: 0] += 1 }
    } catch {
      counts["broken", default: 0] += 1
    }
  }

  private func act() throws -> String {
    switch pick(12) {
    case 0...2:
      var terms = OrderTerms(
        merchant: "16000001", appID: "wx1", number: number, total: 1 + pick(5_000),
        description: "Bread", tradeType: .native)
      terms.notifyURL = pick(2) == 0 ? "http://127.0.0.1:1/" : ""
      let code = try store.place(terms, on: now).order.codeURL
      if pick(4) == 0 { return "place" }
      _ = try store.pay(code: code, user: person, on: now)
      return "pay"
    case 3...4:
      var terms = RefundTerms(
        merchant: "16000001", number: "r\(pick(numbers * 3 / 2))", fen: 1 + pick(3_000))
      terms.orderNumber = number
      _ = try store.refund(terms, on: now)
      return "refund"
    case 5:
      try store.close(number, of: "16000001", on: now)
      return "close"
    case 6:
      let terms = OrderTerms(
        merchant: "16000001", appID: "wx1", number: "c" + number,
        total: 1 + pick(pick(4) == 0 ? 2_000_000 : 5_000), description: "Tea", tradeType: .micropay)
      _ = try store.charge(terms, authCode: store.authCode(of: person, on: now), on: now)
      if pick(3) == 0 { try store.reverse(terms.number, of: "16000001", on: now) }
      return "charge"
    case 7:
      let sent = try store.send(
        from: person, to: person, fen: 1 + pick(300_000), key: "k\(pick(numbers))", on: now)
      return "send \(sent.state.rawValue)"
    case 8:
      let id = Int64(1 + pick(numbers))
      _ =
        pick(3) == 0
        ? try store.giveBack(id, as: person, on: now) : try store.accept(id, as: person, on: now)
      return "end transfer"
    case 9:
      let count = 1 + pick(10)
      let packet = try store.sendPacket(
        from: person, pick(2) == 0 ? .normal : .lucky, fen: count + pick(3_000), count: count,
        key: "p\(pick(numbers))", on: now)
      for _ in 0..<pick(4) { _ = try? store.claim(packet.token, as: person, on: now) }
      return "packet"
    case 10:
      let name = person
      let terms = MerchantTransferTerms(
        merchant: "16000001", appID: "wx1", number: "m\(pick(numbers))",
        openID: try store.openID(of: name, in: "wx1", on: now), fen: 1 + pick(4_000))
      _ = try store.transfer(terms, on: now)
      return "merchant transfer"
    default:
      try store.topUp(person, fen: 1 + pick(5_000), key: "g\(pick(numbers))", on: now)
      return "top up"
    }
  }
}
