/// The files of a `multipart/form-data` body, as uploads of clients have them.
struct MultipartBody {
  struct Part: Hashable {
    /// Of the form's field.
    var name = ""
    var fileName: String?
    var contentType = "application/octet-stream"
    var bytes: [UInt8] = []
  }

  struct Malformed: Error, Hashable { let reason: String }

  /// Parts that one body has at most.
  static let parts = 16
  /// Bytes of one part's head.
  static let headBytes = 4_096
  /// Letters of the mark between parts (RFC 2046).
  static let boundaryBytes = 70

  private let bytes: [UInt8]
  private var position: Int
  private let mark: [UInt8]

  /// - Parameter contentType: the header of the request.
  static func read(_ bytes: [UInt8], contentType: String) throws(Malformed) -> [Part] {
    guard let boundary = boundary(contentType) else {
      throw Malformed(reason: "Content-Type should be multipart/form-data with a boundary")
    }
    var body = MultipartBody(bytes: bytes, position: 0, mark: Array("--\(boundary)".utf8))
    return try body.all()
  }

  private static func boundary(_ contentType: String) -> String? {
    guard contentType.lowercased().hasPrefix("multipart/form-data"),
      let text = parameter("boundary", of: contentType),
      (1...boundaryBytes).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
    else { return nil }
    return text
  }

  private mutating func all() throws(Malformed) -> [Part] {
    guard starts(with: mark) else { throw Malformed(reason: "the body begins with no boundary") }
    position += mark.count
    var parts: [Part] = []
    while !starts(with: Array("--".utf8)) {
      guard parts.count < Self.parts else {
        throw Malformed(reason: "a body has at most \(Self.parts) parts")
      }
      guard starts(with: Self.line) else { throw Malformed(reason: "a boundary has no line's end") }
      position += Self.line.count
      var part = try head()
      guard let end = find(Self.line + mark, from: position) else {
        throw Malformed(reason: "the last part has no boundary behind it")
      }
      part.bytes = Array(bytes[position..<end])
      position = end + Self.line.count + mark.count
      parts.append(part)
    }
    return parts
  }

  private mutating func head() throws(Malformed) -> Part {
    guard let end = find(Self.line + Self.line, from: position, within: Self.headBytes) else {
      throw Malformed(reason: "a part's head has no end within \(Self.headBytes) bytes")
    }
    defer { position = end + 2 * Self.line.count }
    guard let text = String(validating: bytes[position..<end], as: UTF8.self) else {
      throw Malformed(reason: "a part's head is not UTF-8")
    }
    var part = Part()
    // A line's end is one Character.
    for line in text.split(separator: "\r\n") {
      let pair = line.split(separator: ":", maxSplits: 1)
      guard pair.count == 2 else { throw Malformed(reason: "a head's line has no colon") }
      let value = String(pair[1].drop { $0 == " " })
      switch pair[0].lowercased() {
      case "content-disposition":
        part.name = Self.parameter("name", of: value) ?? ""
        part.fileName = Self.parameter("filename", of: value)
      case "content-type": part.contentType = value
      default: break
      }
    }
    return part
  }

  /// The value behind `name=`, with or without quotation marks.
  private static func parameter(_ name: String, of header: String) -> String? {
    for piece in header.split(separator: ";").dropFirst() {
      let pair = piece.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].drop(while: { $0 == " " }).lowercased() == name else {
        continue
      }
      let isQuoted = pair[1].count >= 2 && pair[1].hasPrefix("\"") && pair[1].hasSuffix("\"")
      return String(isQuoted ? pair[1].dropFirst().dropLast() : pair[1])
    }
    return nil
  }

  private static let line = Array("\r\n".utf8)

  private func starts(with wanted: [UInt8]) -> Bool { bytes[position...].starts(with: wanted) }

  /// Where `wanted` is next.
  private func find(_ wanted: [UInt8], from start: Int, within limit: Int? = nil) -> Int? {
    let last = min(bytes.count, limit.map { start + $0 } ?? bytes.count) - wanted.count
    guard start <= last else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      var place = start
      while place <= last {
        // Nearly every byte is another one than the first.
        guard let next = bytes[place...last].firstIndex(of: wanted[0]) else { return nil }
        if bytes[next..<(next + wanted.count)].elementsEqual(wanted) { return next }
        place = next + 1
      }
      return nil
    }
  }
}
