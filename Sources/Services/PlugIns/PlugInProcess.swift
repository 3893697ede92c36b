import Bridge
import Foundation
import Synchronization
import Wire

/// One plug-in's process: started at its first call, and again after it ended. Safe from any thread.
final class PlugInProcess: Sendable {
  private struct State {
    var running: PlugInConnection?
    /// Those who wait for an answer, by the id of their request.
    var waiting: [Int: CheckedContinuation<Result<JSON, CallError>, Never>] = [:]
    var lastID = 0
    /// When it was started, in the last minute.
    var starts: [ContinuousClock.Instant] = []
    /// Sessions that have called it and may be told events.
    var ports: [String: any SessionPort] = [:]
  }

  private let name: String
  private let command: [String]
  private let folder: String
  private let state = Mutex(State())

  init(name: String, command: [String], folder: String) {
    self.name = name
    self.command = command
    self.folder = folder
  }

  deinit { state.withLock { $0.running }?.end() }

  func sessionEnded(_ session: SessionID) {
    state.withLock { _ = $0.ports.removeValue(forKey: session.text) }
  }

  /// Asks the process, and waits until it answers, ends, or nobody waits for the answer any more.
  func call(
    _ method: String, _ request: CallRequest, _ context: CallContext
  ) async throws(CallError) -> CallReply {
    guard request.attachments.isEmpty else {
      throw .parameter("a plug-in takes no ArrayBuffer; send text, such as base64")
    }
    let (connection, id) = try begin(context)
    let params: JSON = [
      "request": request.value, "user": .string(context.visitor.user),
      "app": .string(context.visitor.app), "session": .string(context.session.text),
    ]
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isRunning = state.withLock { state in
          state.waiting[id] = continuation
          return state.running === connection
        }
        let isSent = connection.send([
          "jsonrpc": "2.0", "id": .number(Double(id)), "method": .string(method),
          "params": params,
        ])
        if !isRunning {
          finish(id, .failure(.internalError("the plug-in \(name) ended")))
        } else if !isSent || Task.isCancelled {
          finish(id, .failure(isSent ? .aborted : tooFull))
        }
      }
    } onCancel: {
      connection.send([
        "jsonrpc": "2.0", "method": "cancel", "params": ["id": .number(Double(id))],
      ])
      finish(id, .failure(.aborted))
    }
    return CallReply(try outcome.get().text)
  }

  private var tooFull: CallError {
    CallError("the plug-in \(name) does not read what it is asked", errno: 1003)
  }

  private func begin(
    _ context: CallContext
  ) throws(CallError) -> (connection: PlugInConnection, id: Int) {
    try state.withLock { state throws(CallError) in
      guard state.waiting.count < PlugInLimits.calls else {
        throw CallError(
          "\(PlugInLimits.calls) calls wait for the plug-in \(name) already", errno: 1003)
      }
      state.ports[context.session.text] = context.port
      let connection: PlugInConnection
      if let running = state.running {
        connection = running
      } else {
        connection = try start(&state)
      }
      state.lastID += 1
      return (connection, state.lastID)
    }
  }

  private func start(_ state: inout State) throws(CallError) -> PlugInConnection {
    let now = ContinuousClock.now
    state.starts.removeAll { now - $0 > .seconds(60) }
    guard state.starts.count < PlugInLimits.startsInAMinute else {
      throw .internalError(
        "the plug-in \(name) has ended \(PlugInLimits.startsInAMinute) times in a minute")
    }
    state.starts.append(now)
    do {
      let connection = try PlugInConnection(command: command, folder: folder)
      connection.listen(
        message: { [weak self] in self?.take($0) },
        ended: { [weak self] why in self?.ended(connection, why) })
      state.running = connection
      return connection
    } catch {
      throw .internalError("the plug-in \(name) cannot be started: \(command[0])")
    }
  }

  private func ended(_ connection: PlugInConnection, _ why: String) {
    let waiting = state.withLock { state -> [CheckedContinuation<Result<JSON, CallError>, Never>] in
      guard state.running === connection else { return [] }
      state.running = nil
      defer { state.waiting.removeAll() }
      return Array(state.waiting.values)
    }
    for continuation in waiting {
      continuation.resume(
        returning: .failure(.internalError("the plug-in \(name) ended: \(why)")))
    }
  }

  private func finish(_ id: Int, _ outcome: Result<JSON, CallError>) {
    state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(returning: outcome)
  }

  /// Takes in one message. An answer that nobody waits for is dropped.
  private func take(_ message: JSON) {
    if let id = message["id"]?.int {
      if let result = message["result"] {
        finish(id, .success(result.object == nil ? ["data": result] : result))
      } else {
        let error = message["error"]
        finish(
          id,
          .failure(
            CallError(
              String((error?["message"]?.string ?? "the plug-in gave no reason").prefix(1_000)),
              errno: error?["code"]?.int)))
      }
    } else if message["method"]?.string == "event" {
      let params = message["params"]
      let port = state.withLock { $0.ports[params?["session"]?.string ?? ""] }
      guard let name = params?["name"]?.string, name.hasPrefix("on") else { return }
      port?.send(
        HostEvent(.listeners, name: name, payload: CallRequest(params?["payload"] ?? [:])))
    }
  }
}
