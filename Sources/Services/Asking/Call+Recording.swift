import Bridge
import Wire

/// Calls that reach out of the mini-program. Nobody is out there in a headless host, so they
/// succeed and are kept as deeds of the device, where a test finds them.
extension Call {
  /// A function that only does something to the device.
  init<Request: Codable & Sendable>(
    recording name: String, example: Request,
    check: @escaping @Sendable (Request) throws(CallError) -> Void = { (_) throws(CallError) in }
  ) {
    self.init(atOnce: name, example: (example, Nothing())) {
      (request: Request, context) throws(CallError) in
      try check(request)
      context.device.record(name, try JSONCoding.encode(request).value)
      return Nothing()
    }
  }

  /// The same with a question first, under a key of the screen; `question` words it.
  init<Request: Codable & Sendable>(
    recording name: String, example: Request,
    confirmedBy question: @escaping @Sendable (Request) throws(CallError) -> Confirmation
  ) {
    self.init(asking: name, example: (example, Nothing())) {
      (request: Request, context, answer) throws(CallError) in
      let value = try JSONCoding.encode(request).value
      try question(request).ask(context, answer) {
        context.device.record(name, value)
        return Nothing()
      }
    }
  }
}
