import Wire

extension Call {
  /// Reads a call from its declaration in JSON, the same words as in Swift:
  ///
  ///     {"name": "weather.current", "request": {"city": "string"}, "reply": {"degrees": "number"},
  ///      "example": {"request": {"city": "Oslo"}, "reply": {"degrees": 7}},
  ///      "scope": "scope.userLocation", "limits": {"deadlineSeconds": 5}}
  ///
  /// Also `kind` (`async`, `event`), `summary`, `category`, `since`, `privacy`, `needs`
  /// (`["gesture"]`), `errors` (`{"7": "no such city"}`) and `fake`.
  ///
  /// - Parameter serve: gets requests of the declared shape.
  public init(
    schema: JSON,
    _ serve:
      @escaping @Sendable (CallRequest, CallContext) async throws(CallError) -> CallReply
  ) throws(SchemaError) {
    guard let name = schema["name"]?.string, Self.isName(name) else {
      throw SchemaError(
        "name is \(schema["name"]?.jsonText.prefix(60) ?? "missing"); expected 1 to 80 letters, "
          + "digits and at most one dot")
    }
    let request = try Shape(schema: schema["request"] ?? [:], at: "\(name).request")
    let reply = try Shape(schema: schema["reply"] ?? [:], at: "\(name).reply")
    let example = (schema["example"]?["request"] ?? [:], schema["example"]?["reply"] ?? [:])
    switch schema["kind"]?.string ?? "async" {
    case "async":
      self.init(
        name: name, kind: .async, request: request, reply: reply, example: example,
        server: .eventual { asked, context async throws(CallError) in
          let sentences = request.sentences(about: asked.value)
          guard sentences.isEmpty else { throw .parameter(sentences) }
          return try await serve(asked, context)
        })
    case "event":
      guard name.hasPrefix("on") else {
        throw SchemaError("the event \(name) needs a name that begins with 'on'")
      }
      self.init(
        name: name, kind: .event, reply: reply, example: example, server: .nobody)
    case let kind:
      throw SchemaError("\(name).kind is \"\(kind)\"; expected \"async\" or \"event\"")
    }
    let terms = try Self.terms(schema, of: name)
    change { $0 = terms }
  }

  private static func isName(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count) && name.utf8.count <= 80
      && parts.allSatisfy { part in
        part.first?.isLetter == true
          && part.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
          }
      }
  }

  private static func terms(_ schema: JSON, of name: String) throws(SchemaError) -> CallTerms {
    var terms = CallTerms()
    terms.summary = schema["summary"]?.string ?? ""
    terms.category = schema["category"]?.string ?? ""
    terms.since = schema["since"]?.string ?? terms.since
    terms.scope = schema["scope"]?.string.map { Scope($0) }
    terms.privacy = schema["privacy"]?.string.map { PrivacyClass($0) }
    terms.fake = schema["fake"]
    for need in schema["needs"]?.array ?? [] {
      switch need.string {
      case "gesture": terms.needs.insert(.gesture)
      case "foreground": terms.needs.insert(.foreground)
      default:
        throw SchemaError(
          "\(name).needs holds \(need.jsonText.prefix(60)); expected \"gesture\" or \"foreground\"")
      }
    }
    for error in schema["errors"]?.object?.members ?? [] {
      guard let errno = Int(error.name), let reason = error.value.string else {
        throw SchemaError(
          "\(name).errors takes errno and reason, such as {\"7\": \"no such city\"}")
      }
      terms.errors.append(DeclaredError(errno, reason))
    }
    let limits = schema["limits"]
    terms.limits.deadlineSeconds = limits?["deadlineSeconds"]?.number
    terms.limits.atOnce = limits?["atOnce"]?.int
    terms.limits.perSecond = limits?["perSecond"]?.int
    terms.limits.requestBytes = limits?["requestBytes"]?.int
    terms.limits.replyBytes = limits?["replyBytes"]?.int
    return terms
  }
}
