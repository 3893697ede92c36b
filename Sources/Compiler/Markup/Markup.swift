/// A WXML file as a tree, as it is written: directives are attributes like others.
struct Markup {
  let source: SourceText
  var nodes: [Node] = []

  enum Node {
    case element(Element)
    /// Text with at least one binding or one character that is no space.
    case text(MixedText)
  }

  struct Element {
    /// In lower case.
    let name: String
    /// The start tag, from `<` to `>`.
    let range: Range<Int>
    var attributes: [Attribute] = []
    var children: [Node] = []
    /// What stands between the tags of a `<wxs>`.
    var script: Range<Int>?
  }

  struct Attribute {
    let name: String
    /// Nil for an attribute without a value, which means true.
    let value: MixedText?
    /// From the name to the end of the value.
    let range: Range<Int>
  }
}

/// Text that may contain `{{ }}`.
struct MixedText {
  enum Part {
    /// Literal text as it stands in the source, its escapes not resolved.
    case literal(Range<Int>)
    /// What stands between `{{` and `}}`.
    case expression(Range<Int>)
  }

  var parts: [Part] = []
  var range: Range<Int>

  var hasExpression: Bool {
    parts.contains { if case .expression = $0 { true } else { false } }
  }
}
