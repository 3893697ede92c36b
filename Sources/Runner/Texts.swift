import Engine
import Wire

extension Text {
  /// Text that the engine parses once and drops, as JSON.
  func passed() -> EngineString { EngineString(utf16: withUTF16 { Array($0) }) }

  /// Text that the engine keeps, as source: narrow where it can be, for it stays in memory.
  func kept() -> EngineString {
    switch encoding {
    case .ascii: EngineString(ascii: bytes)
    case .utf16: passed()
    }
  }

  init(_ text: borrowing EngineString) { self = text.withUTF16 { Text(utf16: $0) } }
}
