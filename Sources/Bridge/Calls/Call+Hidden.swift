extension Call {
  /// The same call as one of the prelude's own: not a function on `wx`.
  public var hidden: Call {
    Call(
      name: name, kind: .hidden, twin: nil, request: request, reply: reply, example: example,
      server: server)
  }
}
