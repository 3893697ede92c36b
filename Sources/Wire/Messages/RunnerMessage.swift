/// What a runner tells the host. Nothing in it is trusted: the host knows by the channel who speaks.
public enum RunnerMessage: Hashable, Sendable {
  /// The machine is made, the prelude has run and the runner is locked down. The text says in
  /// JSON which layers hold.
  case ready(version: UInt32, Text)
  /// A bridged call. While `sync` holds, the guest stands still until the reply.
  case call(id: UInt32, sync: Bool, name: String, Text, attachments: [[UInt8]])
  /// Changes to the view, a JSON array of operations.
  case patches(Text)
  /// Something to tell a person: a console line, an error, a warning.
  case note(kind: String, Text)
  /// A turn begins that the host did not ask for (a timer).
  case busy
  /// All work that can be done now is done. `handled` counts the frames taken in from the host
  /// since the start (`hello` is the first), so that the host knows whether anything that it sent
  /// is still under way; it wraps at 2³². `nextTimer` is the time of the next timer in
  /// milliseconds since 1970, or NaN.
  case idle(handled: UInt32, nextTimer: Double)
  /// The answer to an event that asked something.
  case answer(event: UInt32, ok: Bool, Text)
  /// The engine's time limit stopped the guest; the text is a JSON object with its stack.
  case stopped(Text)
}

extension RunnerMessage {
  private enum Kind: UInt8 {
    case ready = 65
    case call, patches, note, busy, idle, answer, stopped
  }

  /// The whole frame, length included.
  public var frame: [UInt8] {
    switch self {
    case .ready(let version, let text):
      var writer = ByteWriter(kind: Kind.ready.rawValue, reserving: text.bytes.count + 16)
      writer.write(version)
      writer.write(text)
      return writer.frame()
    case .call(let id, let sync, let name, let text, let attachments):
      var writer = ByteWriter(kind: Kind.call.rawValue, reserving: text.bytes.count + 64)
      writer.write(id)
      writer.write(sync)
      writer.write(Text(name))
      writer.write(text)
      writer.write(attachments: attachments)
      return writer.frame()
    case .patches(let text):
      return Self.textFrame(.patches, text)
    case .note(let kind, let text):
      var writer = ByteWriter(kind: Kind.note.rawValue, reserving: text.bytes.count + 32)
      writer.write(Text(kind))
      writer.write(text)
      return writer.frame()
    case .busy:
      return ByteWriter(kind: Kind.busy.rawValue).frame()
    case .idle(let handled, let nextTimer):
      var writer = ByteWriter(kind: Kind.idle.rawValue)
      writer.write(handled)
      writer.write(nextTimer)
      return writer.frame()
    case .answer(let event, let ok, let text):
      var writer = ByteWriter(kind: Kind.answer.rawValue, reserving: text.bytes.count + 16)
      writer.write(event)
      writer.write(ok)
      writer.write(text)
      return writer.frame()
    case .stopped(let text):
      return Self.textFrame(.stopped, text)
    }
  }

  private static func textFrame(_ kind: Kind, _ text: Text) -> [UInt8] {
    var writer = ByteWriter(kind: kind.rawValue, reserving: text.bytes.count + 8)
    writer.write(text)
    return writer.frame()
  }

  public init(_ frame: FrameDecoder.Frame) throws(WireError) {
    guard let kind = Kind(rawValue: frame.kind) else { throw .unknownKind(frame.kind) }
    var reader = ByteReader(frame.payload)
    switch kind {
    case .ready:
      let version = try reader.uint32()
      guard version == WireLimits.version else { throw .version(found: version) }
      self = .ready(version: version, try reader.text())
    case .call:
      self = .call(
        id: try reader.uint32(), sync: try reader.bool(), name: try reader.name(),
        try reader.text(), attachments: try reader.attachments())
    case .patches: self = .patches(try reader.text())
    case .note: self = .note(kind: try reader.name(), try reader.text())
    case .busy: self = .busy
    case .idle: self = .idle(handled: try reader.uint32(), nextTimer: try reader.double())
    case .answer:
      self = .answer(event: try reader.uint32(), ok: try reader.bool(), try reader.text())
    case .stopped: self = .stopped(try reader.text())
    }
    try reader.finish()
  }
}
