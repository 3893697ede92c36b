/// The JavaScript that a test file meets, joined from the parts of `JavaScript/parts.txt`.
enum SuitesText {
  /// The library as a module: what it exports is a function of what the prelude hands it.
  static var module: [String: String] {
    ["sampan:suite": "(function (require, module) { module.exports = \(text); })"]
  }
}
