/// What can be fuzzed. A test returns for every input; a trap or a broken promise is a find.
enum Target: String, CaseIterable {
  /// Bytes of a channel, as either side reads them.
  case frames
  /// One JSON text.
  case json
  /// A package's templates.
  case wxml
  /// A package's scripts and wxs modules.
  case scripts
  /// A package's style sheets.
  case styles
  /// A source map.
  case maps

  func run(_ input: UnsafeRawBufferPointer) {
    switch self {
    case .frames: FrameTest.run(input)
    case .json: JSONTest.run(input)
    case .wxml: TemplateTest.run(input)
    case .scripts: ScriptTest.run(input)
    case .styles: StyleTest.run(input)
    case .maps: SourceMapTest.run(input)
    }
  }

  /// Inputs to start from.
  var seeds: [[UInt8]] {
    switch self {
    case .frames: FrameTest.seeds
    case .json: Self.bytes(JSONTest.seeds)
    case .wxml: Self.bytes(TemplateTest.seeds)
    case .scripts: Self.bytes(ScriptTest.seeds)
    case .styles: Self.bytes(StyleTest.seeds)
    case .maps: Self.bytes(SourceMapTest.seeds)
    }
  }

  private static func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }
}
