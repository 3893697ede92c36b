extension Loading {
  /// `usingComponents` of one file as paths by tag, each of which is read later.
  ///
  /// A component that is not there is an error, and keeps the path it should have: the runner tells
  /// about it again where it is used.
  /// - Parameter user: the page or component that the file belongs to, or `app`.
  mutating func usedComponents(
    in config: ConfigValue, file: String, user: String
  ) -> [String: String] {
    let placeholders = Set((config["componentPlaceholder"]?.members ?? []).map(\.key))
    var used: [String: String] = [:]
    for member in config["usingComponents"]?.members ?? [] {
      checkTag(member, file: file)
      guard let written = member.value.string else {
        scanner.sink.warning(
          file, member.value.position,
          "the path of component \(quoted(member.key)) should be a string, "
            + "found \(member.value.kindName)")
        continue
      }
      guard let path = component(written, at: member.value.position, file: file) else { continue }
      used[member.key] = path
      checkPackage(
        of: path, user: user, isLater: placeholders.contains(member.key),
        at: member.value.position, file: file)
    }
    return used
  }

  /// `componentPlaceholder` of one file: tag by tag.
  mutating func placeholders(in config: ConfigValue, file: String) -> [String: String] {
    var tags: [String: String] = [:]
    for member in config["componentPlaceholder"]?.members ?? [] {
      guard let tag = member.value.string, !tag.isEmpty else {
        scanner.sink.warning(
          file, member.value.position,
          "the placeholder of \(quoted(member.key)) should be a tag, as \"view\", "
            + "found \(member.value.kindName)")
        continue
      }
      tags[member.key] = tag
    }
    return tags
  }

  /// Notes that a component is used. False when there are more than allowed.
  mutating func meet(_ path: String) -> Bool {
    guard components[path] == nil else { return true }
    guard components.count < files.limits.components else { return false }
    components[path] = MiniProgram.Component(
      path: path, components: [:], generics: [:], placeholders: [:], styleIsolation: nil,
      pureDataPattern: nil)
    waiting.append(path)
    return true
  }

  /// Reads the components that were met, and those that they use in turn.
  mutating func readWaitingComponents() {
    while let path = waiting.popLast() { components[path] = readComponent(path) }
  }

  private mutating func readComponent(_ path: String) -> MiniProgram.Component {
    let file = path + ".json"
    checkFiles(ofComponent: path)
    let written = source.object(at: file, sink: &scanner.sink)
    let config = (written ?? .emptyObject).keepingShapes(
      ConfigSchema.componentShapes, file: file, sink: &scanner.sink)
    // Programs that are in use leave it out; being used makes a component of it.
    if written != nil, config["component"]?.bool != true {
      scanner.sink.warning(
        file, config["component"]?.position ?? config.position,
        "\(quoted(path)) is used as a component, but its json lacks \"component\": true")
    }
    return MiniProgram.Component(
      path: path, components: usedComponents(in: config, file: file, user: path),
      generics: generics(in: config, file: file),
      placeholders: placeholders(in: config, file: file),
      styleIsolation: config["styleIsolation"]?.string,
      pureDataPattern: config["pureDataPattern"]?.string,
      componentFramework: config["componentFramework"]?.string)
  }

  private mutating func checkFiles(ofComponent path: String) {
    let file = path + ".json"
    if !files.exists(file) {
      scanner.sink.error(
        file, "component \(quoted(path)) has no json; create \(file) with {\"component\": true}")
    }
    if ![".js", ".ts"].contains(where: { files.exists(path + $0) }) {
      scanner.sink.error(
        file,
        "component \(quoted(path)) has no script; "
          + "create \(path).js and call Component({}) in it")
    }
    if !files.exists(path + ".wxml") {
      scanner.sink.error(
        file, "component \(quoted(path)) has no template; create \(path).wxml")
    }
  }

  /// `componentGenerics`: true, or an object whose `default` is a component's path.
  private mutating func generics(
    in config: ConfigValue, file: String
  ) -> [String: MiniProgram.Generic] {
    var generics: [String: MiniProgram.Generic] = [:]
    for member in config["componentGenerics"]?.members ?? [] {
      generics[member.key] = .required
      if let written = member.value["default"]?.string {
        let position = member.value["default"]?.position ?? member.position
        if let path = component(written, at: position, file: file) {
          generics[member.key] = .optional(fallback: path)
        }
      } else if member.value.bool != true && member.value.members == nil {
        scanner.sink.warning(
          file, member.value.position,
          "the generic \(quoted(member.key)) should be true or {\"default\": \"path\"}, "
            + "found \(member.value.kindName)")
      }
    }
    return generics
  }

  private mutating func checkTag(_ member: ConfigValue.Member, file: String) {
    let isTag =
      !member.key.isEmpty
      && member.key.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
    guard !isTag else { return }
    scanner.sink.warning(
      file, member.position,
      "the tag \(quoted(member.key)) should be letters, digits, - and _ only")
  }
}

extension ConfigValue {
  /// The object without those of the given keys whose value has a wrong type, each a warning.
  /// Other keys stay, unchecked: a component's json may be a page's as well.
  func keepingShapes(
    _ shapes: [String: ConfigShape], file: String, sink: inout DiagnosticSink
  ) -> ConfigValue {
    let known = (members ?? []).filter { shapes[$0.key] != nil }
    let schema = ConfigSchema(name: "a component's json", shapes: shapes)
    return schema.check(ConfigValue(.object(known), at: position), file: file, sink: &sink)
  }
}
