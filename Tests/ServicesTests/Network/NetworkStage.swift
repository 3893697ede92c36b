import Bridge
import Foundation
import Synchronization
import Wire

@testable import Services

/// A network service with a session on paper, whose clock moves as soon as somebody waits for it.
final class NetworkStage: Sendable {
  let paper = PaperSession()
  let service: NetworkService
  let files: FileStore
  let session = SessionID()
  private let folder = TemporaryFolder()

  init(_ settings: NetworkSettings) {
    files = FileStore(
      folder: folder.path + "/files", temporary: TemporaryFiles(folder: folder.path + "/temporary"))
    service = NetworkService(settings, files: files)
  }

  convenience init(_ rules: [ScriptedTransport.Rule], policy: NetworkPolicy = NetworkPolicy()) {
    self.init(NetworkSettings(transport: ScriptedTransport(rules), policy: policy))
  }

  func context(call: UInt64 = 1) -> CallContext {
    CallContext(
      visitor: Visitor(user: "ada", app: "wx1"), session: session, screen: NoScreen(), port: paper,
      call: call, guestCall: UInt32(call))
  }

  /// Begins a call; the task ends with its answer.
  func start(
    _ name: String, _ request: JSON, attachments: [[UInt8]] = [], call: UInt64 = 1
  ) -> Task<Result<CallRequest, CallError>, Never> {
    let context = context(call: call)
    let found = service.calls.first { $0.name == name }
    return Task {
      guard let found else { return .failure(.notSupported) }
      let ending = Mutexed<(@Sendable () -> Void)?>(nil)
      let outcome = await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
          let end = found.start(request.text, attachments: attachments, context) { outcome in
            continuation.resume(returning: outcome)
          }
          ending.value.withLock { $0 = end }
          if Task.isCancelled { end?() }
        }
      } onCancel: {
        ending.value.withLock { $0 }?()
      }
      return outcome.flatMap { reply in
        guard let value = try? JSON(reply.text) else {
          return .failure(.internalError("the reply is no JSON"))
        }
        return .success(CallRequest(value, attachments: reply.attachments))
      }
    }
  }

  /// Calls and lets the session's time pass until there is an answer.
  func call(
    _ name: String, _ request: JSON, attachments: [[UInt8]] = []
  ) async -> Result<CallRequest, CallError> {
    let task = start(name, request, attachments: attachments)
    return await settle(task)
  }

  func settle<Value: Sendable>(_ task: Task<Value, Never>) async -> Value {
    await paper.settle(task)
  }

  func passing(_ condition: @Sendable () -> Bool) async { await paper.passing(condition) }

  /// Events that the task got, by name.
  func events(_ name: String) -> [HostEvent] { paper.sent.filter { $0.name == name } }
}

/// Tells made-up addresses of names.
final class FixedResolver: HostResolver {
  private let names: [String: [String]]
  let asked = Mutexed<[String]>([])

  init(_ names: [String: [String]]) { self.names = names }

  func addresses(of name: String) async throws(NetworkError) -> [IPAddress] {
    asked.value.withLock { $0.append(name) }
    guard let found = names[name] else { throw .unreachable("the name \(name) has no address") }
    return found.compactMap { IPAddress($0) }
  }
}

extension PaperSession {
  /// Lets time pass until a call has its answer.
  func settle<Value: Sendable>(_ task: Task<Value, Never>) async -> Value {
    let isDone = Mutexed(false)
    let watch = Task {
      let value = await task.value
      isDone.value.withLock { $0 = true }
      return value
    }
    await passing { isDone.value.withLock { $0 } }
    return await watch.value
  }

  /// Lets time pass until something holds.
  func passing(_ condition: @Sendable () -> Bool) async {
    await eventually {
      if alarmCount > 0 { advance(by: 5) }
      return condition()
    }
  }
}

/// Waits until something holds, or the test's time is over.
func eventually(_ condition: @Sendable () -> Bool) async {
  // Looking again at once would keep those from working whom everybody waits for.
  while !condition(), !Task.isCancelled { try? await Task.sleep(for: .milliseconds(1)) }
}
