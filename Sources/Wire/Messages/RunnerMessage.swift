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
  /// The last frame of a guest that was put away (`renew`); the next is the `ready` of another.
  case renewed
}

extension RunnerMessage {
  private enum Kind: UInt8 {
    case ready = 65
    case call, patches, note, busy, idle, answer, stopped, renewed
  }

  /// The whole frame, length included.
  public var frame: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  /// Puts the whole frame behind others.
  public func append(to bytes: inout [UInt8]) {
    bytes.appendFrame(kind: kind.rawValue) { writer in
      switch self {
      case .ready(let version, let text):
        writer.write(version)
        writer.write(text)
      case .call(let id, let sync, let name, let text, let attachments):
        writer.write(id)
        writer.write(sync)
        writer.write(name: name)
        writer.write(text)
        writer.write(attachments: attachments)
      case .patches(let text), .stopped(let text):
        writer.write(text)
      case .note(let kind, let text):
        writer.write(name: kind)
        writer.write(text)
      case .busy, .renewed: break
      case .idle(let handled, let nextTimer):
        writer.write(handled)
        writer.write(nextTimer)
      case .answer(let event, let ok, let text):
        writer.write(event)
        writer.write(ok)
        writer.write(text)
      }
    }
  }

  private var kind: Kind {
    switch self {
    case .ready: .ready
    case .call: .call
    case .patches: .patches
    case .note: .note
    case .busy: .busy
    case .idle: .idle
    case .answer: .answer
    case .stopped: .stopped
    case .renewed: .renewed
    }
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
    case .renewed: self = .renewed
    }
    try reader.finish()
  }
}
