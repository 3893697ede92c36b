/// A WXML file as a tree, as it is written: directives are attributes like others.
struct Markup {
  let source: SourceText
  var nodes: [Node] = []

  enum Node {
    case element(Element)
    /// Text with at least one binding or one character that is no space.
    case text(MixedText)

    /// Of an element, its start tag.
    var range: Range<Int> {
      switch self {
      case .element(let element): element.range
      case .text(let text): text.range
      }
    }
  }

  struct Element {
    /// In lower case.
    let name: String
    /// The start tag, from `<` to `>`.
    let range: Range<Int>
    /// The name in the start tag.
    var nameRange: Range<Int> {
      range.lowerBound + 1..<range.lowerBound + 1 + name.utf8.count
    }
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

    /// The name alone.
    var nameRange: Range<Int> {
      range.lowerBound..<range.lowerBound + name.utf8.count
    }

    /// The name without what stands before its first colon.
    var stemRange: Range<Int> {
      let colon = name.utf8.firstIndex(of: UInt8(ascii: ":"))
      let prefix = colon.map { name.utf8.distance(from: name.utf8.startIndex, to: $0) + 1 } ?? 0
      return range.lowerBound + prefix..<nameRange.upperBound
    }

    /// What a remark points at that is about the attribute's presence: the name, of which
    /// only `wx:` counts as a part.
    var place: Range<Int> { name.hasPrefix("wx:") ? nameRange : stemRange }

    /// What a remark points at that is about the value: the value, or the end of the name.
    var valuePlace: Range<Int> { value?.range ?? nameRange.upperBound..<nameRange.upperBound }
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
