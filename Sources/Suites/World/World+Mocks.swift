import Bridge
import Host
import Wire

/// Calls that the test file answers.
extension World {
  /// Asks the test file's mock; nil lets the service serve the call.
  func mocked(
    _ mock: Int, _ name: String, _ request: JSON, _ passage: Passage,
    _ service: @escaping CallVerdict.Service
  ) async -> Result<CallReply, CallError>? {
    let pass = keep(pass: service)
    defer {
      passage.answered()
      passes[pass] = nil
    }
    do {
      let answer = try await script.ask(
        "suite",
        [
          "verb": "mock", "mock": .number(Double(mock)), "call": .number(Double(pass)),
          "name": .string(name), "request": request, "world": .string(key),
        ], posted: passage.asked, answered: passage.answered)
      return Self.outcome(answer["value"] ?? .null)
    } catch {
      return .failure(CallError("the test ended before its mock answered"))
    }
  }

  /// Lets the service of a mocked call answer its mock.
  ///
  /// - Parameter passage: on its way from the arrival of the question to the reply's being written.
  func pass(
    _ call: Int, _ request: JSON, _ passage: Passage?
  ) async throws(DriverError) -> JSON {
    guard let service = passes[call] else { throw DriverError("next() is for mocks that run") }
    let outcome = await withCheckedContinuation { continuation in
      service(request.text) { outcome in
        passage?.answered()
        continuation.resume(returning: outcome)
      }
      // The session of the mini-program knows of it by now.
      passage?.asked()
    }
    switch outcome {
    case .success(let reply): return ["result": (try? JSON(reply.text)) ?? [:]]
    case .failure(let error): return ["failed": error.value]
    }
  }

  private static func outcome(_ answer: JSON) -> Result<CallReply, CallError>? {
    if answer["pass"]?.bool == true { return nil }
    if answer["ok"]?.bool == true {
      let result = answer["result"] ?? [:]
      return .success(CallReply((result.object == nil ? ["data": result] : result).text))
    }
    return .failure(
      CallError(
        answer["reason"]?.string ?? "the mock failed", errno: answer["errno"]?.int,
        message: answer["errMsg"]?.string))
  }

  /// A call that would go out to the network: the test file decides about it.
  func networked(
    _ name: String, _ request: JSON, _ passage: Passage,
    _ service: @escaping CallVerdict.Service
  ) async -> Result<CallReply, CallError>? {
    await mocked(Self.networkMock, name, request, passage, service)
  }

  /// What the library knows the network by among its mocks.
  private static let networkMock = -1
}

/// Calls that leave the machine, which tests answer unless they allow them.
enum NetworkCalls {
  static let names: Set = ["request", "uploadFile", "downloadFile", "connectSocket"]
}
