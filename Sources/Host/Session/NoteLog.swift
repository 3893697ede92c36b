/// The newest notes of a session and how many older ones were dropped.
public struct NoteLog: Sendable {
  private let capacity: Int
  private var ring: [Note] = []
  private var oldest = 0
  /// Notes that no longer fit.
  public private(set) var dropped = 0

  init(capacity: Int = 1) { self.capacity = max(capacity, 1) }

  mutating func append(_ note: Note) {
    guard ring.count == capacity else {
      ring.append(note)
      return
    }
    ring[oldest] = note
    oldest = (oldest + 1) % capacity
    dropped += 1
  }

  /// Oldest first.
  public var all: [Note] { Array(ring[oldest...] + ring[..<oldest]) }

  public var errors: [Note] { all.filter { $0.kind == .error } }
}
