import Foundation
import Synchronization

@testable import Platform

/// A platform of its own, with a clock that stands still and numbers that repeat.
final class TestPlatform: Sendable {
  let folder = NSTemporaryDirectory() + "sampan-platform-\(UUID().uuidString)"
  let store: PlatformStore
  private let clock = Mutex(1_767_225_600_000)
  private let random: Mutex<UInt64>

  init(seed: UInt64 = 1) {
    store = PlatformStore(folder: folder, durability: .process)
    random = Mutex(seed)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var now: Occasion {
    Occasion(milliseconds: clock.withLock { $0 }) { [self] in draw() }
  }

  func advance(minutes: Int) { clock.withLock { $0 += minutes * 60_000 } }
  func advance(milliseconds: Int) { clock.withLock { $0 += milliseconds } }

  func draw() -> UInt64 {
    random.withLock { state in
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}

/// Why the platform refuses something; nil when it does not.
func refusal<Value>(_ body: () throws -> Value) -> PlatformError.Reason? {
  do {
    _ = try body()
    return nil
  } catch let error as PlatformError {
    return error.reason
  } catch {
    return .storage
  }
}
