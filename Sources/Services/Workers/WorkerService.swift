import Bridge
import Synchronization
import Wire

/// Workers (`reference/api-core.md 9.10`): a script of the package in a runner of its own, which
/// speaks with the mini-program by messages. It has the session's time, no page and no `wx`.
public struct WorkerService: Service {
  public static let name = "workers"
  private let workers = Workers()

  public init() {}

  public var calls: [Call] {
    Manager(
      "Worker", obtainedBy: "createWorker", single: false, endsAfter: "terminate",
      made: create, canRefuse: true
    ) {
      Call(
        command: "postMessage", takingAny: "message", example: ["type": "work", "of": 3], post
      ).summary("Sends a message: any value that JSON can say, with ArrayBuffers in it.")
      Call(command: "terminate") { context throws(CallError) in
        workers.remove(context.session, context.object.number)?.end()
      }.summary("Ends the worker at once.")
      Call(event: "onMessage", example: ["type": "done"] as JSON)
        .summary("A message of the worker; listeners get the message itself.")
      Call(event: "onError", example: Failure(errMsg: "postMessage:fail the worker is over"))
      Call(event: "onProcessKilled", example: Nothing())
        .summary("The worker was ended: it took too much time or memory, or fell over.")
    }
    .summary(
      "Starts a worker from a script in the folder that `workers` of app.json names; one at a time."
    )
    .category("Worker").since("1.9.90")
  }

  public func sessionEnded(_ session: SessionID) { workers.remove(session, nil)?.end() }

  private func create(_ arguments: [JSON], _ context: CallContext) throws(CallError) {
    guard let path = arguments.first?.string, !path.isEmpty else {
      throw .parameter("parameter.scriptPath should be String;")
    }
    try workers.reserve(context.session, context.object.number)
    let object = context.object
    let session = context.session
    do throws(CallError) {
      let run = try context.scripts.start(
        SideScript(
          .worker(path: path), calls: [Self.message(to: object)],
          ended: { [workers] _ in
            _ = workers.remove(session, object.number)
            object.send("onProcessKilled")
          }))
      workers.keep(run, session, object.number)
    } catch {
      workers.release(session)
      throw error
    }
  }

  /// What the worker calls to speak: answered when the message has gone on, so that a worker can
  /// flood nobody.
  private static func message(to object: ObjectHandle) -> Call {
    Call(
      hidden: "#worker.post",
      waiting: { request, _ async throws(CallError) in
        let payload = CallRequest(
          request.value["message"] ?? .null, attachments: request.attachments)
        object.send("onMessage", encoded: payload)
        await object.sent()
        return .nothing
      })
  }

  private func post(_ message: CallRequest, _ context: CallContext) throws(CallError) {
    guard let run = workers.find(context.session, context.object.number) else {
      throw CallError("the worker is over; create another with wx.createWorker", errno: 4)
    }
    run.send(
      "worker",
      CallRequest(
        .object(JSONObject(members: [.init(name: "message", value: message.value)])),
        attachments: message.attachments))
  }

  struct Failure: Codable, Sendable {
    var errMsg: String
  }
}

/// The worker of each session.
private final class Workers: Sendable {
  private struct Worker {
    var run: (any SideRun)?
    let number: UInt32
  }

  private let state = Mutex<[SessionID: Worker]>([:])

  /// Takes the session's only place.
  func reserve(_ session: SessionID, _ number: UInt32) throws(CallError) {
    let isFree = state.withLock { state in
      guard state[session] == nil else { return false }
      state[session] = Worker(number: number)
      return true
    }
    guard isFree else {
      throw CallError(
        "exceed max concurrent worker limit: one runs already; end it with its terminate()",
        errno: 1003)
    }
  }

  func release(_ session: SessionID) { state.withLock { $0[session] = nil } }

  func keep(_ run: any SideRun, _ session: SessionID, _ number: UInt32) {
    // One that is over by now has left already.
    state.withLock { if $0[session]?.number == number { $0[session]?.run = run } }
  }

  func find(_ session: SessionID, _ number: UInt32) -> (any SideRun)? {
    state.withLock { state in
      guard let worker = state[session], worker.number == number else { return nil }
      return worker.run
    }
  }

  /// - Parameter number: of the worker that is meant; nil means any.
  func remove(_ session: SessionID, _ number: UInt32?) -> (any SideRun)? {
    state.withLock { state in
      guard let worker = state[session], number == nil || worker.number == number else {
        return nil
      }
      state[session] = nil
      return worker.run
    }
  }
}
