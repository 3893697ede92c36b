import Bridge
import Foundation
import Host
import Synchronization
import View
import Wire

/// One mini-program of a world: its session, the calls that it made, and the mocks that answer
/// some of them.
final class RunningApp: CallWatch {
  struct Seen: Sendable {
    let name: String
    let request: JSON
    var outcome: (isOk: Bool, value: JSON)?
  }

  private struct State {
    var session: Session?
    var calls: [Seen] = []
    var dropped = 0
    /// Places in `calls`, dropped ones counted, of calls that wait for their answer.
    var places: [UInt32: Int] = [:]
    /// Mocks by the name of the call, the newest last.
    var mocks: [String: [Mock]] = [:]
    var notesSeen = 0
    /// The call that is to fail and has not been made yet.
    var injection: Injection?
    /// Names of all calls.
    var called: Set<String> = []
    /// The screen before the last action.
    var before: ViewTree?
  }

  struct Mock: Sendable {
    let number: Int
    let once: Bool
  }

  let name: String
  private let world: World
  private let state = Mutex(State())

  init(name: String, world: World, injection: Injection?) {
    self.name = name
    self.world = world
    state.withLock { $0.injection = injection }
  }

  var called: Set<String> { state.withLock { $0.called } }

  var session: Session? { state.withLock { $0.session } }
  var calls: [Seen] { state.withLock { $0.calls } }
  var before: ViewTree? { state.withLock { $0.before } }

  func attach(_ session: Session) { state.withLock { $0.session = session } }

  func remember(before view: ViewTree) { state.withLock { $0.before = view } }

  func running() throws(DriverError) -> Session {
    guard let session else { throw DriverError("the mini-program of '\(name)' has not started") }
    return session
  }

  func add(_ mock: Mock, for call: String) {
    state.withLock { $0.mocks[call, default: []].append(mock) }
  }

  /// Takes mocks away; nil takes all.
  func removeMocks(for call: String?) {
    state.withLock { state in
      if let call { state.mocks[call] = nil } else { state.mocks = [:] }
    }
  }

  /// Notes that nobody has asked about yet.
  func newNotes() async -> [Note] {
    guard let session else { return [] }
    let log = await session.notes
    let all = log.all
    let total = log.dropped + all.count
    let seen = state.withLock { state in
      defer { state.notesSeen = total }
      return state.notesSeen
    }
    return Array(all.suffix(max(0, total - seen)))
  }

  // MARK: Watching calls

  func received(_ call: WatchedCall) -> CallVerdict {
    let request = (try? JSON(call.request)) ?? .string(call.request.string)
    let (mock, failure) = state.withLock { state -> (Mock?, CallError?) in
      Self.add(Seen(name: call.name, request: request), id: call.id, to: &state)
      state.called.insert(call.name)
      if let injection = state.injection, injection.name == call.name {
        state.injection = nil
        return (nil, injection.error)
      }
      return (Self.takeMock(for: call.name, from: &state), nil)
    }
    if let failure { return .answer(.failure(failure)) }
    guard mock != nil || NetworkCalls.names.contains(call.name) else { return .pass }
    let passage = Passage(world.motion)
    return .later { [world] service, answer in
      Task {
        defer { passage.finished() }
        if let mock {
          answer(await world.mocked(mock.number, call.name, request, passage, service))
        } else {
          answer(await world.networked(call.name, request, passage, service))
        }
      }
    }
  }

  func answered(_ call: WatchedCall, _ outcome: Result<CallReply, CallError>) {
    state.withLock { state in
      guard let place = state.places.removeValue(forKey: call.id), place >= state.dropped else {
        return
      }
      switch outcome {
      case .success(let reply):
        state.calls[place - state.dropped].outcome = (true, (try? JSON(reply.text)) ?? .null)
      case .failure(let error): state.calls[place - state.dropped].outcome = (false, error.value)
      }
    }
  }

  private static func add(_ call: Seen, id: UInt32, to state: inout State) {
    if state.calls.count == SuiteLimits.callsKept {
      state.calls.removeFirst()
      state.dropped += 1
    }
    state.calls.append(call)
    state.places[id] = state.dropped + state.calls.count - 1
  }

  /// The newest mock of a call that is not used up; those for one call go first, oldest first.
  private static func takeMock(for call: String, from state: inout State) -> Mock? {
    guard let all = state.mocks[call], !all.isEmpty else { return nil }
    if let index = all.firstIndex(where: \.once) { return state.mocks[call]?.remove(at: index) }
    return all.last
  }
}
