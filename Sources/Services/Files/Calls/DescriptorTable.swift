import Bridge
import Glibc
import Synchronization

/// The files that mini-programs hold open, by session and number.
final class DescriptorTable: Sendable {
  /// One open file.
  struct Entry: Sendable {
    let source: Source
    let isReadable: Bool
    let isAppending: Bool
    let mention: FileMention
    /// Where the next read or write without a position begins.
    var position = 0
  }

  enum Source: Sendable {
    /// A file of the user's folder.
    case kept(OpenFile, VisitorFiles, isWritable: Bool)
    case readOnly(ReadableFile)
  }

  private struct State {
    var open: [SessionID: [Int: Entry]] = [:]
    var last: [SessionID: Int] = [:]
  }

  private let state = Mutex(State())

  /// - Returns: the number that the mini-program gets, as text.
  func add(_ entry: Entry, for session: SessionID) throws(CallError) -> String {
    let number = state.withLock { state -> Int? in
      guard state.open[session]?.count ?? 0 < FileLimits.openFiles else { return nil }
      let number = (state.last[session] ?? 2) + 1
      state.last[session] = number
      state.open[session, default: [:]][number] = entry
      return number
    }
    guard let number else {
      throw .file(
        1_302_002,
        "\(FileLimits.openFiles) files are open already; close those that are no longer needed")
    }
    return String(number)
  }

  /// Does something with an open file and keeps what it changes of the entry.
  func with<Result>(
    _ text: String, of session: SessionID, _ body: (inout Entry) throws(CallError) -> Result
  ) throws(CallError) -> Result {
    guard let number = Int(text), var entry = state.withLock({ $0.open[session]?[number] }) else {
      throw .badDescriptor(text)
    }
    let result = try body(&entry)
    state.withLock { state in
      if state.open[session]?[number] != nil { state.open[session]?[number] = entry }
    }
    return result
  }

  func close(_ text: String, of session: SessionID) throws(CallError) {
    let wasOpen = state.withLock { state in
      Int(text).flatMap { state.open[session]?.removeValue(forKey: $0) } != nil
    }
    guard wasOpen else { throw .badDescriptor(text) }
  }

  func closeAll(of session: SessionID) {
    state.withLock { state in
      state.open[session] = nil
      state.last[session] = nil
    }
  }
}

/// What the flag of `open` means.
struct OpenFlag: Sendable {
  let flags: Int32
  let isReadable: Bool
  let isWritable: Bool
  let isAppending: Bool

  init(_ text: String) throws(CallError) {
    let known: (flags: Int32, reads: Bool, writes: Bool, appends: Bool)? =
      switch text {
      case "r": (O_RDONLY, true, false, false)
      case "r+": (O_RDWR, true, true, false)
      case "w": (O_RDWR | O_CREAT | O_TRUNC, false, true, false)
      case "wx": (O_RDWR | O_CREAT | O_EXCL, false, true, false)
      case "w+": (O_RDWR | O_CREAT | O_TRUNC, true, true, false)
      case "wx+": (O_RDWR | O_CREAT | O_EXCL, true, true, false)
      case "a", "as": (O_RDWR | O_CREAT, false, true, true)
      case "ax": (O_RDWR | O_CREAT | O_EXCL, false, true, true)
      case "a+", "as+": (O_RDWR | O_CREAT, true, true, true)
      case "ax+": (O_RDWR | O_CREAT | O_EXCL, true, true, true)
      default: nil
      }
    guard let known else {
      throw .file(1_302_003, "invalid flag '\(text.prefix(16))'")
    }
    (flags, isReadable, isWritable, isAppending) = known
  }
}
