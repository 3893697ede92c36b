import Bridge
import Services

/// TypeScript declarations that go on where the platform's published typings end: names that those
/// do not have, an integrator's first of all.
public struct Typings {
  private let calls: [Call]

  /// - Parameter calls: those that the published typings have are left out.
  public init(_ calls: [Call]) {
    let known = Set(PlatformNames.all).subtracting(PlatformNames.withoutTypings)
    self.calls = calls.filter { $0.kind != .local && !known.contains($0.name) }
      .sorted { $0.name < $1.name }
  }

  public var text: String {
    let plain = calls.filter { !$0.name.contains(".") }
    let spaces = Dictionary(grouping: calls.filter { $0.name.contains(".") }) {
      String($0.name.prefix { $0 != "." })
    }
    var lines = [
      "// Made by `sampan api generate`; do not edit.",
      "// Extends the typings of the package miniprogram-api-typings.", "",
      "declare namespace WechatMiniprogram {",
    ]
    for call in calls { lines += types(of: call) }
    lines.append("  interface Wx {")
    for call in plain { lines += function(call, call.name, indent: "    ") }
    for (space, members) in spaces.sorted(by: { $0.key < $1.key }) {
      lines.append("    \(space): {")
      for call in members {
        lines += function(call, String(call.name.dropFirst(space.count + 1)), indent: "      ")
      }
      lines.append("    }")
    }
    return (lines + ["  }", "}", ""]).joined(separator: "\n")
  }

  private func typeName(_ call: Call) -> String {
    let name = call.name.split(separator: ".").map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return "Sampan" + name.joined()
  }

  private func types(of call: Call) -> [String] {
    let name = typeName(call)
    var lines: [String] = []
    switch call.kind {
    case .async, .task:
      lines += [
        "  interface \(name)Result extends GeneralCallbackResult \(call.reply.typeScript(depth: 1))",
        "  interface \(name)Option {",
      ]
      lines += fields(call.request, indent: "    ")
      lines += [
        "    success?: (result: \(name)Result) => void",
        "    fail?: (result: GeneralCallbackResult) => void",
        "    complete?: (result: GeneralCallbackResult) => void", "  }",
      ]
    case .sync, .command:
      lines.append("  interface \(name)Result \(call.reply.typeScript(depth: 1))")
    case .event:
      lines.append("  interface \(name)Result \(call.reply.typeScript(depth: 1))")
    case .object, .local, .hidden: break
    }
    if let made = call.objectClass {
      lines.append("  interface \(made.name) {")
      for method in made.methods where method.isPublic {
        lines.append("    \(method.name.dropFirst(made.name.count + 1))(...args: any[]): any")
      }
      for event in made.events {
        lines.append(
          "    \(event.name)(listener: (result: \(event.reply.typeScript(depth: 2))) => void): void"
        )
      }
      for property in made.properties {
        lines.append("    \(property.isWritable ? "" : "readonly ")\(property.name): any")
      }
      lines.append("  }")
    }
    return lines
  }

  private func fields(_ shape: Shape, indent: String) -> [String] {
    guard case .object(let fields) = shape else { return [] }
    return fields.map { field in
      "\(indent)\(field.name)\(field.isRequired ? "" : "?"): \(field.shape.typeScript(depth: 2))"
    }
  }

  private func function(_ call: Call, _ short: String, indent: String) -> [String] {
    let name = typeName(call)
    let comment = call.terms.summary.isEmpty ? [] : ["\(indent)/** \(call.terms.summary) */"]
    switch call.kind {
    case .async:
      let optional = call.request.template?.object?.members.isEmpty ?? true ? "?" : ""
      var lines = ["\(indent)\(short)(option\(optional): \(name)Option): Promise<\(name)Result>"]
      if call.twin != nil { lines.append("\(indent)\(short)Sync(...args: any[]): any") }
      return comment + lines
    case .task:
      return comment + [
        "\(indent)\(short)(option: \(name)Option): \(call.objectClass?.name ?? "any")"
      ]
    case .sync: return comment + ["\(indent)\(short)(...args: any[]): any"]
    case .event:
      let off = "off" + short.dropFirst(2)
      return comment + [
        "\(indent)\(short)(listener: (result: \(name)Result) => void): void",
        "\(indent)\(off)(listener?: (result: \(name)Result) => void): void",
      ]
    case .object:
      return comment + ["\(indent)\(short)(...args: any[]): \(call.objectClass?.name ?? "any")"]
    case .command, .local, .hidden: return []
    }
  }
}

extension Shape {
  /// The type in TypeScript.
  func typeScript(depth: Int) -> String {
    switch self {
    case .any: return "any"
    case .bool: return "boolean"
    case .number: return "number"
    case .string: return "string"
    case .choice(let texts): return texts.map { "'\($0)'" }.joined(separator: " | ")
    case .binary: return "ArrayBuffer"
    case .list(let element, _):
      let inside = element.typeScript(depth: depth)
      return inside.contains("|") ? "Array<\(inside)>" : "\(inside)[]"
    case .table(let value): return "Record<string, \(value.typeScript(depth: depth))>"
    case .object(let fields):
      if fields.isEmpty { return "{}" }
      let inside = fields.map {
        "\($0.name)\($0.isRequired ? "" : "?"): \($0.shape.typeScript(depth: depth + 1))"
      }
      return "{ " + inside.joined(separator: ", ") + " }"
    }
  }
}
