import Wire

/// What a `<rich-text>` shows: the trusted part of its nodes, which are HTML or a tree
/// (`reference/builtin-components.md 6.10`). An untrusted tag goes with all that is in it.
struct RichText {
  let nodes: [RichTextNode]

  init(_ value: JSON) {
    if let html = value.string {
      var parser = RichTextParser(html)
      nodes = parser.parse()
    } else {
      var budget = ViewLimits.richTextNodes
      nodes = Self.read(value.array ?? [], depth: 0, budget: &budget)
    }
  }

  /// The texts alone.
  var text: String {
    var parts: [String] = []
    var pending = nodes.reversed() as [RichTextNode]
    while let node = pending.popLast() {
      switch node {
      case .text(let text): parts.append(text)
      case .element(_, _, let children): pending.append(contentsOf: children.reversed())
      }
    }
    return parts.joined(separator: " ")
  }

  // Depth is bounded, so the recursion is.
  private static func read(_ values: [JSON], depth: Int, budget: inout Int) -> [RichTextNode] {
    guard depth < ViewLimits.richTextDepth else { return [] }
    var nodes: [RichTextNode] = []
    for value in values where budget > 0 {
      budget -= 1
      if value["type"]?.string == "text" {
        nodes.append(.text(RichTextEntities.decoded(value["text"]?.shown ?? "")))
        continue
      }
      guard let name = value["name"]?.string?.lowercased(), RichTextNode.isTrusted(name) else {
        continue
      }
      let attributes = (value["attrs"]?.object?.members ?? []).map { ($0.name, $0.value.shown) }
      nodes.append(
        .element(
          name: name, attributes: RichTextNode.trusted(attributes, of: name),
          children: read(value["children"]?.array ?? [], depth: depth + 1, budget: &budget)))
    }
    return nodes
  }
}

enum RichTextNode {
  case text(String)
  indirect case element(name: String, attributes: [(String, String)], children: [RichTextNode])

  /// As `{text}` or `{name, attributes, children}`.
  var json: JSON {
    switch self {
    case .text(let text): return ["text": .string(text)]
    case .element(let name, let attributes, let children):
      var object = JSONObject()
      object["name"] = .string(name)
      if !attributes.isEmpty {
        object["attributes"] = .object(
          JSONObject(members: attributes.map { .init(name: $0.0, value: .string($0.1)) }))
      }
      if !children.isEmpty { object["children"] = .array(children.map(\.json)) }
      return .object(object)
    }
  }

  static func isTrusted(_ name: String) -> Bool { trustedTags[name] != nil }

  /// The attributes that a tag may have: `class`, `style` and its own.
  static func trusted(_ attributes: [(String, String)], of tag: String) -> [(String, String)] {
    let allowed = trustedTags[tag] ?? []
    return attributes.filter { $0.0 == "class" || $0.0 == "style" || allowed.contains($0.0) }
  }

  private static let trustedTags: [String: [String]] = {
    let plain =
      "a abbr address article aside b bdi big blockquote br caption center cite code dd del div dl dt"
      + " em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i ins label legend li mark nav p pre"
      + " q rt ruby s section small span strong sub sup tbody tfoot thead tr tt u ul"
    var tags = Dictionary(
      uniqueKeysWithValues: plain.split(separator: " ").map { (String($0), [String]()) })
    tags["bdo"] = ["dir"]
    tags["col"] = ["span", "width"]
    tags["colgroup"] = ["span", "width"]
    tags["img"] = ["alt", "src", "height", "width"]
    tags["ol"] = ["start", "type"]
    tags["table"] = ["width"]
    tags["td"] = ["colspan", "height", "rowspan", "width"]
    tags["th"] = ["colspan", "height", "rowspan", "width"]
    return tags
  }()
}

/// The entities that rich text knows.
enum RichTextEntities {
  private static let known: [Substring: String] = [
    "nbsp": "\u{A0}", "lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": "\"",
    "ensp": "\u{2002}", "emsp": "\u{2003}",
  ]

  /// An entity's name is no longer than this.
  private static let nameLength = 6

  static func decoded(_ text: some StringProtocol) -> String {
    var decoded = ""
    var rest = Substring(text)
    while let and = rest.firstIndex(of: "&") {
      decoded += rest[..<and]
      let after = rest[rest.index(after: and)...]
      let name = after.prefix(nameLength).prefix { $0 != ";" }
      if let value = known[name], after.dropFirst(name.count).first == ";" {
        decoded += value
        rest = after.dropFirst(name.count + 1)
      } else {
        decoded += "&"
        rest = after
      }
    }
    return decoded + rest
  }
}
