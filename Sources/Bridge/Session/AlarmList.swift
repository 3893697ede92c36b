/// Alarms in the order in which they are due; those of one time in the order in which they were set.
public struct AlarmList: Sendable {
  public struct Alarm: Sendable {
    public let time: Double
    public let number: UInt64
    public let restingCall: UInt64?
    public let ring: @Sendable () -> Void
  }

  /// The last is due first.
  private var alarms: [Alarm] = []
  private var lastNumber: UInt64 = 0

  public init() {}

  public var count: Int { alarms.count }
  /// When the next is due; infinite when there is none.
  public var nextTime: Double { alarms.last?.time ?? .infinity }

  /// Adds one and returns its number.
  public mutating func add(
    at time: Double, restingCall: UInt64?, _ ring: @escaping @Sendable () -> Void
  ) -> UInt64 {
    lastNumber += 1
    var low = 0
    var high = alarms.count
    while low < high {
      let middle = (low + high) / 2
      if alarms[middle].time > time { low = middle + 1 } else { high = middle }
    }
    alarms.insert(
      Alarm(time: time, number: lastNumber, restingCall: restingCall, ring: ring), at: low)
    return lastNumber
  }

  /// Takes one away and returns it; nil when it is not there.
  public mutating func remove(_ number: UInt64) -> Alarm? {
    alarms.firstIndex { $0.number == number }.map { alarms.remove(at: $0) }
  }

  public mutating func removeAll() { alarms.removeAll() }

  /// Takes the next, when it is due by this time.
  public mutating func takeFirst(dueBy time: Double) -> Alarm? {
    guard nextTime <= time else { return nil }
    return alarms.popLast()
  }
}
