import Wire

/// Compiled modules that the host sent before anyone asked.
///
/// The prelude asks for each module once, so a module leaves the table when it is taken.
struct Sources {
  private var texts: [String: Text] = [:]

  mutating func keep(_ text: Text, for path: String) { texts[path] = text }

  mutating func take(_ path: String) -> Text? { texts.removeValue(forKey: path) }
}
