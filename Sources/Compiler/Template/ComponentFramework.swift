/// Whose template language a file is written in (`componentFramework` of app.json, a page or a
/// component; reference/app-and-config.md 1.2).
public enum ComponentFramework: String, Sendable {
  /// What most programs meet.
  case exparser
  /// Adds `let:`, `slot:`, `class:` and `style:` attributes and calls of functions in the data.
  case glassEasel = "glass-easel"
}
