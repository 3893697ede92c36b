import Bridge

/// What `wx.canIUse` answers about more than a name (`reference/api-conventions.md 8.4`), from what
/// is declared: `showToast.object.image`, `getSystemInfoSync.return.safeArea.left`,
/// `button.open-type.contact`.
extension ServiceTable {
  /// - Returns: nil when the schema begins with a function that the prelude serves by itself.
  public func canUse(_ schema: String) -> Bool? {
    let parts = schema.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard schema.utf8.count <= Self.schemaBytes, let first = parts.first else { return false }
    if let attributes = BuiltInAttributes.table[first] {
      return Self.canUse(parts.dropFirst(), among: attributes)
    }
    guard let (call, isTwin, rest) = declaration(at: parts) else { return nil }
    return call.kind == .local ? nil : Self.canUse(rest, of: call, isTwin: isTwin)
  }

  private static let schemaBytes = 256

  /// The call that a schema begins with: `request`, `setStorageSync`, `FileSystemManager.readFile`.
  private func declaration(
    at parts: [String]
  ) -> (call: Call, isTwin: Bool, rest: ArraySlice<String>)? {
    for count in [2, 1] where parts.count >= count {
      let name = parts.prefix(count).joined(separator: ".")
      if let call = self[name] ?? event(name), call.isPublic {
        return (call, call.kind == .sync, parts.dropFirst(count))
      }
      if name.hasSuffix("Sync"), let call = self[String(name.dropLast(4))], call.twin != nil {
        return (call, true, parts.dropFirst(count))
      }
    }
    return nil
  }

  /// `offX` is there wherever `onX` is.
  private func event(_ name: String) -> Call? {
    name.hasPrefix("off") ? self["on" + name.dropFirst(3)] : nil
  }

  private static func canUse(
    _ rest: ArraySlice<String>, of call: Call, isTwin: Bool
  ) -> Bool {
    guard let method = rest.first else { return true }
    let path = rest.dropFirst()
    switch method {
    case "object":
      if let field = path.first, ["success", "fail", "complete"].contains(field) {
        return call.kind != .event && !isTwin && path.count == 1
      }
      return call.kind != .event && call.request.has(path)
    case "return":
      switch call.kind {
      case .task, .object: return call.objectClass?.has(path) ?? path.isEmpty
      case .sync, .async: return isTwin && call.reply.has(path)
      default: return false
      }
    case "success":
      return !isTwin && call.kind != .event && (path == ["errMsg"] || call.reply.has(path))
    case "fail", "complete":
      return !isTwin && call.kind != .event
        && (path.isEmpty || path == ["errMsg"] || path == ["errno"] || path == ["errCode"])
    case "callback":
      return call.kind == .event && call.reply.has(path)
    default: return false
    }
  }

  private static func canUse(_ rest: ArraySlice<String>, among attributes: [String: Set<String>])
    -> Bool
  {
    guard let attribute = rest.first else { return true }
    guard let options = attributes[attribute] ?? BuiltInAttributes.common[attribute] else {
      return false
    }
    switch rest.count {
    case 1: return true
    case 2: return rest.last.map(options.contains) ?? false
    default: return false
    }
  }
}

extension ObjectClass {
  fileprivate func has(_ path: ArraySlice<String>) -> Bool {
    guard let member = path.first else { return true }
    guard path.count == 1 else { return false }
    if member == "abort", aborts { return true }
    if member.hasPrefix("off"), hasOffs {
      return events.contains { $0.name == "on" + member.dropFirst(3) }
    }
    return methods.contains { $0.isPublic && $0.name == "\(name).\(member)" }
      || events.contains { $0.name == member } || properties.contains { $0.name == member }
  }
}

extension Shape {
  /// Whether a value of this shape may have what a path names; its last word may be one of the
  /// texts that are understood there.
  fileprivate func has(_ path: ArraySlice<String>) -> Bool {
    guard let first = path.first else { return true }
    let rest = path.dropFirst()
    switch self {
    case .any: return true
    case .choice(let texts): return rest.isEmpty && texts.contains(first)
    case .table(let value): return value.has(rest)
    // An item is meant where a list is named.
    case .list(let element, _): return element.has(path)
    case .object(let fields):
      return fields.first { $0.name == first }?.shape.has(rest) ?? false
    case .bool, .number, .string, .binary: return false
    }
  }
}
