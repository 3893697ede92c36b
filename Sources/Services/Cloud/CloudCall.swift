import Bridge
import Platform
import Wire

/// One call of a cloud function, by a mini-program or by another function.
struct CloudCall: Sendable {
  let service: CloudService
  /// Of the mini-program: also a function that a function calls runs for its visitor.
  let context: CallContext
  let environment: String
  /// 1 for a call of the mini-program.
  let depth: Int

  func run(
    _ request: CloudService.FunctionRequest
  ) async throws(CallError) -> CloudService.FunctionReply {
    guard depth <= CloudLimits.nestedCalls else {
      throw Self.failed("functions call functions more than \(CloudLimits.nestedCalls) deep")
    }
    let requestID = context.random.name(32).lowercased()
    let identity = try identity()
    let run = try context.scripts.start(
      SideScript(
        .cloudFunction(name: request.name),
        setup: [
          "context": identity, "environment": ["TCB_ENV": .string(environment)],
        ], calls: [nestedCall, databaseCall]))
    defer { run.end() }
    let answer: JSON
    do {
      answer = try await run.ask(
        "cloudFunction",
        ["event": event(request, identity), "context": invocation(request, requestID)],
        within: CloudLimits.functionMilliseconds)
    } catch {
      throw Self.failure(error)
    }
    return CloudService.FunctionReply(result: answer["value"] ?? .null, requestID: requestID)
  }

  /// What `getWXContext` answers.
  private func identity() throws(CallError) -> JSON {
    [
      "OPENID": .string(try service.openID(of: context)),
      "APPID": .string(context.visitor.app), "ENV": .string(environment),
      "SOURCE": "wx_client",
    ]
  }

  /// The platform adds who called to what the function is given.
  private func event(_ request: CloudService.FunctionRequest, _ identity: JSON) -> JSON {
    var event = request.data?.object ?? JSONObject()
    event["userInfo"] = [
      "appId": identity["APPID"] ?? .null, "openId": identity["OPENID"] ?? .null,
    ]
    return .object(event)
  }

  private func invocation(_ request: CloudService.FunctionRequest, _ requestID: String) -> JSON {
    [
      "request_id": .string(requestID), "function_name": .string(request.name),
      "function_version": "$LATEST", "namespace": .string(environment),
      "callbackWaitsForEmptyEventLoop": false, "memory_limit_in_mb": 256,
      "time_limit_in_ms": .number(CloudLimits.functionMilliseconds),
    ]
  }

  /// A function may call another one.
  private var nestedCall: Call {
    Call(
      hidden: "#cloud.callFunction",
      waiting: { asked, _ async throws(CallError) in
        guard let name = asked.value["name"]?.string else {
          throw .parameter("parameter.name should be String;")
        }
        let inner = CloudCall(
          service: service, context: context, environment: environment, depth: depth + 1)
        let reply = try await inner.run(.init(name: name, data: asked.value["data"]))
        return CallReply(
          (["result": reply.result, "requestID": .string(reply.requestID)] as JSON).text)
      })
  }

  /// A function may do everything to the program's database.
  private var databaseCall: Call {
    Call(
      hidden: "#cloud.database",
      answering: { asked, _ throws(CallError) in
        try service.answer(asked.value, context, isFunction: true)
      })
  }

  private static func failure(_ failure: SideFailure) -> CallError {
    switch failure {
    case .threw(let message): failed(message)
    case .ended(let why): failed(why)
    case .timedOut:
      CallError(
        "Error: errCode: -504003 functions time limit exceeded | errMsg: Invoking task timed out"
          + " after \(Int(CloudLimits.functionMilliseconds / 1_000)) seconds", code: -504_003)
    }
  }

  private static func failed(_ message: String) -> CallError {
    CallError(
      "Error: errCode: -504002 functions execute fail | errMsg: \(message.prefix(4_000))",
      code: -504_002)
  }
}
