/// An expression as JavaScript, with what it reads.
struct ExpressionCode {
  /// An expression over `D`, `S`, `W` and the helpers `X`.
  var code: String
  var dependencies: [DependencyPath]
  /// Calls that can only yield `undefined`, because no wxs module is called.
  var uselessCalls: [Range<Int>]
  /// Keys of object literals that a later one of the same name replaces.
  var replacedKeys: [Range<Int>] = []
}

extension ExpressionCode {
  /// The code where it follows `=>`: there, a brace would open a block.
  var functionBody: String { code.utf8.first == UInt8(ascii: "{") ? "(\(code))" : code }
}
