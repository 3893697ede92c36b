/// What an attribute's name makes of it (reference/wxml.md 2.2 and events.md 5.1).
enum AttributeName {
  case property(String)
  case dataset(String)
  case mark(String)
  case event(phase: EventPhase, type: String)
  case model(String)
  case change(String)
  case generic(String)
  case directive(Directive, isDeprecated: Bool)
  /// `let:`, `slot:`, `class:` and `style:`, in glass-easel's language only.
  case variable(String)
  case slotValue(String)
  case classSwitch(String)
  case styleProperty(String)
  /// A function of another thread, which is not called.
  case worklet
  /// Known to some other version of the platform, or to nobody; the reason says which.
  case ignored(reason: String)

  enum Directive: String {
    case `if`, `elif`, `else`, `for`, key
    case forItem = "for-item"
    case forIndex = "for-index"
  }

  init(_ name: String, in framework: ComponentFramework = .exparser) {
    if let directive = Self.directive(name) {
      self = directive
    } else if let colon = name.firstIndex(of: ":") {
      self = Self.prefixed(
        name[..<colon], String(name[name.index(after: colon)...]), whole: name, framework)
    } else if let type = name.dropping(prefix: "bind") {
      self = .event(phase: .bind, type: type)
    } else if let type = name.dropping(prefix: "catch") {
      self = .event(phase: .catch, type: type)
    } else if let key = name.dropping(prefix: "data-") {
      self = .dataset(key.asciiLowercased.camelCased)
    } else {
      self = .property(name.camelCased)
    }
  }

  private static func directive(_ name: String) -> AttributeName? {
    let isDeprecated = name.hasPrefix("wx-")
    guard isDeprecated || name.hasPrefix("wx:") else { return nil }
    let rest = String(name.dropFirst(3))
    if let directive = Directive(rawValue: rest) {
      return .directive(directive, isDeprecated: isDeprecated)
    }
    if rest == "for-items" { return .directive(.for, isDeprecated: true) }
    if isDeprecated { return nil }
    return .ignored(reason: "\(name) is no directive")
  }

  private static func prefixed(
    _ prefix: Substring, _ rest: String, whole: String, _ framework: ComponentFramework
  ) -> AttributeName {
    guard !rest.isEmpty else { return .property(whole.camelCased) }
    if let phase = EventPhase(rawValue: String(prefix)) { return .event(phase: phase, type: rest) }
    switch prefix {
    case "data": return .dataset(rest)
    case "mark": return .mark(rest)
    case "model": return .model(rest.camelCased)
    case "change": return .change(rest.camelCased)
    case "generic": return .generic(rest)
    case "worklet": return .worklet
    case "let" where framework == .glassEasel: return .variable(rest.camelCased)
    case "slot" where framework == .glassEasel: return .slotValue(rest.camelCased)
    case "class" where framework == .glassEasel: return .classSwitch(rest)
    case "style" where framework == .glassEasel: return .styleProperty(rest)
    case "let", "slot", "class", "style":
      return .ignored(reason: "\(prefix): attributes exist in glass-easel mode only")
    default:
      // `bindtap:inner` and other names with a colon inside.
      if let type = whole.dropping(prefix: "bind") { return .event(phase: .bind, type: type) }
      if let type = whole.dropping(prefix: "catch") { return .event(phase: .catch, type: type) }
      return .property(whole.camelCased)
    }
  }
}

/// When a handler runs and what it stops; the raw values are the spellings in WXML.
enum EventPhase: String {
  case bind
  case `catch`
  case mutBind = "mut-bind"
  case captureBind = "capture-bind"
  case captureCatch = "capture-catch"
  case captureMutBind = "capture-mut-bind"

  /// The phase's name in a compiled template.
  var code: String {
    switch self {
    case .bind, .catch, .captureBind, .captureCatch: rawValue
    case .mutBind: "mut"
    case .captureMutBind: "capture-mut"
    }
  }
}

extension String {
  /// The rest after a prefix, if there is a rest.
  fileprivate func dropping(prefix: String) -> String? {
    guard hasPrefix(prefix), utf8.count > prefix.utf8.count else { return nil }
    return String(dropFirst(prefix.count))
  }

  /// `scroll-top` as `scrollTop`; only a hyphen before a lower-case letter goes.
  var camelCased: String {
    var result: [UInt8] = []
    var afterHyphen = false
    for byte in utf8 {
      if afterHyphen, byte.isLower {
        result[result.count - 1] = byte - 0x20
        afterHyphen = false
      } else {
        result.append(byte)
        afterHyphen = byte == UInt8(ascii: "-")
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
