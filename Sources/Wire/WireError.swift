/// Why bytes are not a frame, or a frame not a message. Reading never traps and never allocates
/// by a length that was not checked first.
public enum WireError: Error, Hashable, Sendable {
  /// A frame announces more bytes than its direction may carry.
  case frameTooLong(bytes: Int, limit: Int)
  /// A frame announces no bytes, not even its kind.
  case emptyFrame
  /// The payload ends before its last field does.
  case truncated
  /// The payload goes on after its last field.
  case trailingBytes(Int)
  /// No message has this kind.
  case unknownKind(UInt8)
  /// Bytes that should be ASCII or UTF-16 are not, or an enumerated byte has no meaning.
  case malformed(String)
  /// A count or a length inside the payload is past its limit.
  case tooLarge(String, found: Int, limit: Int)
  /// The other side speaks another version.
  case version(found: UInt32)
  /// A text is not the JSON that it should be.
  case json(JSONError)
}

extension WireError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .frameTooLong(let bytes, let limit):
      "a frame of \(bytes) bytes; at most \(limit) fit"
    case .emptyFrame: "a frame without a kind"
    case .truncated: "a frame that ends inside a field"
    case .trailingBytes(let count): "a frame with \(count) bytes after its last field"
    case .unknownKind(let kind): "a frame of unknown kind \(kind)"
    case .malformed(let what): "malformed \(what)"
    case .tooLarge(let what, let found, let limit):
      "\(found) \(what) in one frame; at most \(limit) fit"
    case .version(let found):
      "version \(found) of the frames; expected \(WireLimits.version)"
    case .json(let error): "JSON that cannot be read: \(error)"
    }
  }
}
