import Wire

/// Calls that return a task.
extension Call {
  /// A function that returns a task object (`reference/api-core.md 9.4`): callbacks as any other,
  /// events while it works, `abort`.
  ///
  ///     Call(task: "downloadFile", as: "DownloadTask", example: …, download) {
  ///       Call(event: "onProgressUpdate", example: Progress(progress: 50))
  ///     }
  ///
  /// `serve` speaks to the task by `context.task.send("onProgressUpdate", …)`. When the
  /// mini-program aborts, the call fails with `abort` at once and the Swift task that runs `serve`
  /// is cancelled.
  ///
  /// - Parameters:
  ///   - aborts: whether the object has `abort`.
  ///   - end: the event after which the task is over, when that is not the answer of the call.
  ///   - hasOffs: whether its events have an `offX`.
  ///   - members: events (`Call(event:)`) and further methods, whose `context.task` is the task.
  public init<Request: Codable & Sendable, Reply: Codable & Sendable>(
    task name: String, as className: String, aborts: Bool = true, endsAfter end: String? = nil,
    hasOffs: Bool = true, properties: [ObjectProperty] = [], example: (Request, Reply),
    _ serve: @escaping @Sendable (Request, CallContext) async throws(CallError) -> Reply,
    @CallsBuilder members: () -> [Call] = { [] }
  ) {
    self.init(typed: name, nil, example, kind: .task) { shape in
      .eventual { request, context async throws(CallError) in
        let typed = try shape.decode(Request.self, from: request)
        return try CallReply(encoding: await serve(typed, context))
      }
    }
    var made = ObjectClass(name: className, members: members(), owner: .task)
    made.properties = properties
    made.aborts = aborts
    made.end = end
    made.hasOffs = hasOffs
    objectClass = made
  }

  /// The call by which the prelude aborts a task: `{"$id": number of the call}`.
  public static let abort = "#abort"
}
