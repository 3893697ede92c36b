/// What the host tells a runner.
public enum HostMessage: Hashable, Sendable {
  /// First of all: the version, and what the prelude needs to build `wx` (manifest, profile,
  /// clock, limits) as one JSON text.
  case hello(version: UInt32, Text)
  /// A compiled module that the program will ask for, sent ahead.
  case source(path: String, Text)
  /// Something happened: a launch, a tap, a question of a test. Ids rise.
  case event(id: UInt32, name: String, Text, attachments: [[UInt8]])
  /// The answer to a call.
  case reply(call: UInt32, ok: Bool, Text, attachments: [[UInt8]])
  /// The virtual clock moves to this time, in milliseconds since 1970.
  case advance(Double)
  /// The guest is gone for good: its realm is to be put away, and another `hello` follows when
  /// the runner has said `renewed`.
  case renew
}

extension HostMessage {
  private enum Kind: UInt8 {
    case hello = 1
    case source, event, reply, advance, renew
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
      case .hello(let version, let text):
        writer.write(version)
        writer.write(text)
      case .source(let path, let text):
        writer.write(name: path)
        writer.write(text)
      case .event(let id, let name, let text, let attachments):
        writer.write(id)
        writer.write(name: name)
        writer.write(text)
        writer.write(attachments: attachments)
      case .reply(let call, let ok, let text, let attachments):
        writer.write(call)
        writer.write(ok)
        writer.write(text)
        writer.write(attachments: attachments)
      case .advance(let milliseconds):
        writer.write(milliseconds)
      case .renew: break
      }
    }
  }

  private var kind: Kind {
    switch self {
    case .hello: .hello
    case .source: .source
    case .event: .event
    case .reply: .reply
    case .advance: .advance
    case .renew: .renew
    }
  }

  public init(_ frame: FrameDecoder.Frame) throws(WireError) {
    guard let kind = Kind(rawValue: frame.kind) else { throw .unknownKind(frame.kind) }
    var reader = ByteReader(frame.payload)
    switch kind {
    case .hello:
      let version = try reader.uint32()
      guard version == WireLimits.version else { throw .version(found: version) }
      self = .hello(version: version, try reader.text())
    case .source: self = .source(path: try reader.name(), try reader.text())
    case .event:
      self = .event(
        id: try reader.uint32(), name: try reader.name(), try reader.text(),
        attachments: try reader.attachments())
    case .reply:
      self = .reply(
        call: try reader.uint32(), ok: try reader.bool(), try reader.text(),
        attachments: try reader.attachments())
    case .advance: self = .advance(try reader.double())
    case .renew: self = .renew
    }
    try reader.finish()
  }
}
