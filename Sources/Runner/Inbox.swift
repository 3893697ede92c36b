import Wire

/// Messages from the host that have not been handled yet, in the order in which they came.
struct Inbox {
  private struct Entry {
    let message: HostMessage
    let bytes: Int
  }

  private var entries: [Entry] = []
  private var start = 0
  /// Entries before this index were already searched for a reply.
  private var searched = 0
  /// Payload bytes of the messages that wait.
  private(set) var bytes = 0
  /// Frames that came since the start, wrapping.
  private(set) var framesCounted: UInt32 = 0

  var isEmpty: Bool { start == entries.count }

  /// Whether the next message is the reply to a call.
  var startsWithReply: Bool {
    guard start < entries.count, case .reply = entries[start].message else { return false }
    return true
  }

  mutating func countFrame() { framesCounted &+= 1 }

  mutating func add(_ message: HostMessage, bytes: Int) {
    entries.append(Entry(message: message, bytes: bytes))
    self.bytes += bytes
  }

  mutating func next() -> HostMessage? {
    guard start < entries.count else { return nil }
    let entry = entries[start]
    start += 1
    if isEmpty {
      entries.removeAll(keepingCapacity: entries.count <= 64)
      start = 0
    }
    searched = max(searched, start)
    bytes -= entry.bytes
    return entry.message
  }

  /// Takes the reply to one call out of the order. Only what came since the last search is
  /// looked at, because one call waits at a time.
  mutating func takeReply(to call: UInt32) -> Reply? {
    searched = min(max(searched, start), entries.count)
    while searched < entries.count {
      if case .reply(call, let ok, let text, let attachments) = entries[searched].message {
        bytes -= entries[searched].bytes
        entries.remove(at: searched)
        if isEmpty {
          entries.removeAll()
          start = 0
        }
        return Reply(isFulfilled: ok, text: text, attachments: attachments)
      }
      searched += 1
    }
    return nil
  }
}
