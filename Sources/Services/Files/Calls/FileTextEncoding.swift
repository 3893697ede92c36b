import Bridge
import Foundation

/// How text becomes bytes and back (`reference/api-core.md 9.7`).
enum FileTextEncoding: String, Sendable {
  case ascii, base64, binary, hex, ucs2, utf8, latin1
  case ucs2Dashed = "ucs-2"
  case utf16le
  case utf16leDashed = "utf-16le"
  case utf8Dashed = "utf-8"

  init(named name: String) throws(CallError) {
    guard let encoding = FileTextEncoding(rawValue: name.lowercased()) else {
      throw .file(1_300_022, "invalid encoding '\(name.prefix(32))'")
    }
    self = encoding
  }

  func text(_ bytes: [UInt8]) -> String {
    switch self {
    case .utf8, .utf8Dashed: String(decoding: bytes, as: UTF8.self)
    case .base64: Data(bytes).base64EncodedString()
    case .hex:
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    case .ascii: String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0 & 0x7F) }))
    case .binary, .latin1: String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    case .ucs2, .ucs2Dashed, .utf16le, .utf16leDashed:
      String(
        decoding: stride(from: 0, to: bytes.count - 1, by: 2).map {
          UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
        }, as: UTF16.self)
    }
  }

  /// What cannot be written stops the text in base64 and hex, as it does on the platform.
  func bytes(_ text: String) -> [UInt8] {
    switch self {
    case .utf8, .utf8Dashed: Array(text.utf8)
    case .base64: Self.base64(text)
    case .hex: Self.hex(text)
    case .ascii, .binary, .latin1: text.utf16.map { UInt8(truncatingIfNeeded: $0) }
    case .ucs2, .ucs2Dashed, .utf16le, .utf16leDashed:
      text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
  }

  private static func base64(_ text: String) -> [UInt8] {
    let digits = text.utf8.prefix { $0 != UInt8(ascii: "=") }.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "-"): UInt8(ascii: "+")
      case UInt8(ascii: "_"): UInt8(ascii: "/")
      default: byte
      }
    }
    let padding = [UInt8](repeating: UInt8(ascii: "="), count: (4 - digits.count % 4) % 4)
    let data = Data(base64Encoded: Data(digits + padding), options: .ignoreUnknownCharacters)
    return data.map(Array.init) ?? []
  }

  private static func hex(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var digits = Array(text.utf8)[...]
    while digits.count > 1,
      let byte = UInt8(String(decoding: digits.prefix(2), as: UTF8.self), radix: 16)
    {
      bytes.append(byte)
      digits = digits.dropFirst(2)
    }
    return bytes
  }
}
