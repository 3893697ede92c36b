import Host
import Server
import Synchronization
import Wire

/// The clients that are connected, and the requests that wait.
final class ClientTable: Sendable {
  private struct State {
    var sockets: [ObjectIdentifier: WebSocket] = [:]
    var pending = 0
    /// Requests that hold events back until a while after their answer.
    var holds = 0
    var held: [String] = []
    var heldBytes = 0
  }

  private let state = Mutex(State())
  private let limits: AutomationLimits
  private let close: @Sendable () -> Void

  init(limits: AutomationLimits, close: @escaping @Sendable () -> Void) {
    self.limits = limits
    self.close = close
  }

  /// Talks with a client until it goes.
  func serve(_ socket: WebSocket, _ stage: Stage) async {
    let key = ObjectIdentifier(socket)
    state.withLock { $0.sockets[key] = socket }
    defer { state.withLock { $0.sockets[key] = nil } }
    for await message in socket.messages {
      let arrival = ContinuousClock.now
      guard case .text(let text) = message else { continue }
      answer(text, from: socket, arrivedAt: arrival, on: stage)
    }
  }

  /// Begins to answer one request; others are answered meanwhile.
  private func answer(
    _ text: String, from socket: WebSocket, arrivedAt arrival: ContinuousClock.Instant,
    on stage: Stage
  ) {
    guard let request = Request(text) else {
      // Without an id there is nobody to answer.
      return
    }
    let reply = Reply(id: request.id, to: socket, notBefore: arrival + pace)
    guard take() else {
      reply.send(
        .failure(AutomationError("\(limits.pendingRequests) requests wait; at most that many fit")))
      return
    }
    let deadline = Task {
      try await Task.sleep(for: .milliseconds(limits.requestMilliseconds))
      reply.send(
        .failure(
          AutomationError("no answer within \(limits.requestMilliseconds) ms; it may still work")))
    }
    let holdsEvents = request.isGoingBack && limits.paceMilliseconds > 0
    if holdsEvents { state.withLock { $0.holds += 1 } }
    Task {
      let outcome: Result<JSON, AutomationError>
      do throws(AutomationError) {
        outcome = .success(try await Methods.perform(request.parameters, on: stage))
      } catch {
        outcome = .failure(error)
      }
      deadline.cancel()
      state.withLock { $0.pending -= 1 }
      await reply.sendWhenDue(outcome)
      if holdsEvents { await releaseEvents() }
      if request.parameters.method == "Tool.close" {
        socket.close()
        close()
      }
    }
  }

  private var pace: Duration { .milliseconds(limits.paceMilliseconds) }

  private func take() -> Bool {
    state.withLock { state in
      guard state.pending < limits.pendingRequests else { return false }
      state.pending += 1
      return true
    }
  }

  /// Tells all clients what happened. One that reads slowly misses some.
  func tell(_ saying: SessionSaying) {
    guard let event = Self.event(saying) else { return }
    let text = event.jsonText
    state.withLock { state in
      guard state.holds > 0 else {
        send(text, to: state.sockets.values)
        return
      }
      guard state.heldBytes <= limits.eventQueueBytes else { return }
      state.held.append(text)
      state.heldBytes += text.utf8.count
    }
  }

  private func send(_ text: String, to sockets: some Sequence<WebSocket>) {
    for socket in sockets where socket.queuedBytes <= limits.eventQueueBytes {
      // A client that is gone needs no news.
      try? socket.send(text)
    }
  }

  /// Tells what was held back, a while after the answer that it has to follow.
  ///
  /// minium begins to wait for the event of a navigateBack when it has the answer, and waits five
  /// seconds for one that came before.
  private func releaseEvents() async {
    try? await Task.sleep(for: pace * 4)
    state.withLock { state in
      state.holds -= 1
      guard state.holds == 0 else { return }
      for text in state.held { send(text, to: state.sockets.values) }
      state.held.removeAll()
      state.heldBytes = 0
    }
  }

  private static func event(_ saying: SessionSaying) -> JSON? {
    switch saying {
    case .console(let level, let arguments):
      return [
        "method": "App.logAdded", "params": ["type": .string(level), "args": arguments],
      ]
    case .error(let message, let stack):
      return [
        "method": "App.exceptionThrown",
        "params": ["message": .string(message), "stack": .string(stack)],
      ]
    case .binding(let name, let arguments):
      return [
        "method": "App.bindingCalled", "params": ["name": .string(name), "args": arguments],
      ]
    case .started:
      return ["method": "App.initialized", "params": ["from": "devtools"]]
    case .ended: return nil
    }
  }
}

/// One request.
struct Request: Sendable {
  let id: JSON
  let parameters: Parameters

  /// Nil for what is no request and could not be answered.
  init?(_ text: String) {
    guard let value = try? JSON(parsing: text), let id = value["id"], !id.isNull else { return nil }
    switch id {
    case .string, .number: self.id = id
    default: return nil
    }
    parameters = Parameters(
      method: String((value["method"]?.string ?? "").prefix(200)), value: value["params"] ?? [:])
  }
}

extension Request {
  var isGoingBack: Bool {
    parameters.method == "App.callWxMethod" && parameters["method"]?.string == "navigateBack"
  }
}

/// The one answer to a request.
final class Reply: Sendable {
  private let id: JSON
  private let socket: WebSocket
  private let due: ContinuousClock.Instant
  private let isSent = Mutex(false)

  init(id: JSON, to socket: WebSocket, notBefore due: ContinuousClock.Instant) {
    self.id = id
    self.socket = socket
    self.due = due
  }

  /// Answers not before its time, so that slow clients find themselves waiting.
  func sendWhenDue(_ outcome: Result<JSON, AutomationError>) async {
    if due > .now { try? await Task.sleep(until: due, clock: .continuous) }
    send(outcome)
  }

  /// Answers, unless that was done.
  func send(_ outcome: Result<JSON, AutomationError>) {
    guard
      isSent.withLock({ sent in
        defer { sent = true }
        return !sent
      })
    else { return }
    var answer = JSONObject()
    answer["id"] = id
    switch outcome {
    case .success(let result): answer["result"] = result
    case .failure(let error): answer["error"] = ["message": .string(error.message)]
    }
    // A client that is gone needs no answer.
    try? socket.send(JSON.object(answer).jsonText)
  }
}
