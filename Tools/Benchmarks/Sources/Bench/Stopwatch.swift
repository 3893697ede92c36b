/// Time that has passed, in the units of the samples.
struct Stopwatch {
  private let start = ContinuousClock.now

  var milliseconds: Double { (ContinuousClock.now - start) / .milliseconds(1) }
  var microseconds: Double { (ContinuousClock.now - start) / .microseconds(1) }
}

extension [Double] {
  /// The smallest value that is not below this fraction of all; 0 when there is none.
  func percentile(_ fraction: Double) -> Double {
    guard !isEmpty else { return 0 }
    let rank = Int((fraction * Double(count)).rounded(.up)) - 1
    return sorted()[Swift.min(Swift.max(rank, 0), count - 1)]
  }
}
