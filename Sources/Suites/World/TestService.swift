import Bridge
import Synchronization
import Wire

/// Serves what a test file asks of the world around it. Only runners of test files meet it.
final class TestService: Service {
  static let name = "test"

  /// What stands behind one runner.
  protocol Responder: Sendable {
    /// - Parameter call: its number within the runner's session.
    func respond(to request: JSON, call: UInt32) async throws(CallError) -> JSON
    /// Something arrived, on the thread of the runner's session, before anybody sees it at rest.
    func received(_ verb: String, of world: String, call: UInt32)
  }

  private let responders = Mutex<[SessionID: any Responder]>([:])

  func register(_ responder: any Responder, for session: SessionID) {
    responders.withLock { $0[session] = responder }
  }

  func sessionEnded(_ session: SessionID) {
    _ = responders.withLock { $0.removeValue(forKey: session) }
  }

  var calls: [Call] {
    Call(hidden: "#test", waiting: serve)
  }

  private func serve(
    _ request: CallRequest, _ context: CallContext
  ) async throws(CallError) -> CallReply {
    guard let responder = responders.withLock({ $0[context.session] }) else {
      throw .notSupported
    }
    let call = context.task.number
    responder.received(
      request.value["verb"]?.string ?? "", of: request.value["world"]?.string ?? "", call: call)
    return CallReply(try await responder.respond(to: request.value, call: call).text)
  }
}
