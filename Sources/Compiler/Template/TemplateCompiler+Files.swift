/// Templates, imports, includes and wxs modules (reference/wxml.md 2.7 and 2.8).
extension TemplateCompiler {
  // MARK: Collecting

  /// Gathers the definitions of the file, wherever in it they stand.
  mutating func collect(_ nodes: [Markup.Node]) {
    for element in Self.definitions(in: nodes) {
      warnOfAttributes(on: element)
      switch element.name {
      case "wxs": define(module: element)
      case "import": importedPath(element).map { imports.append($0) }
      default: define(template: element)
      }
    }
  }

  /// Gathers the imports of an included file.
  mutating func collectImports(_ nodes: [Markup.Node]) {
    for element in Self.definitions(in: nodes) where element.name == "import" {
      importedPath(element).map { includedImports.append($0) }
    }
  }

  /// The `<wxs>`, `<import>` and `<template name>` elements, in the order of their start tags.
  private static func definitions(in nodes: [Markup.Node]) -> [Markup.Element] {
    var found: [Markup.Element] = []
    var left = [nodes[...]]
    while var list = left.popLast() {
      guard let node = list.popFirst() else { continue }
      left.append(list)
      guard case .element(let element) = node else { continue }
      if ["wxs", "import"].contains(element.name) || element.isTemplateDefinition {
        found.append(element)
      }
      left.append(element.children[...])
    }
    return found
  }

  private mutating func importedPath(_ element: Markup.Element) -> String? {
    guard let path = sourcePath(element, adding: ".wxml") else { return nil }
    if hasFile(path) { return path }
    reportMissing(path, element)
    return nil
  }

  private mutating func define(template element: Markup.Element) {
    guard let attribute = element.attribute("name"), let name = constant(of: attribute) else {
      return report(
        .warning, .malformedTemplate, at: element.range,
        "the name of a <template> is a plain text, found a binding", fix: "write name=\"card\"")
    }
    if templates.updateValue(element, forKey: name) != nil {
      report(
        .warning, .duplicateTemplate, at: attribute.valuePlace,
        "template '\(name)' is defined twice; the last one counts", fix: "rename one")
    }
  }

  private mutating func define(module element: Markup.Element) {
    let name = element.attribute("module").flatMap(constant)?.trimmingSpace ?? ""
    guard !name.isEmpty else {
      return report(
        .error, .malformedModule, at: element.nameRange, "expected a module attribute on <wxs>",
        fix: "write <wxs module=\"name\">")
    }
    if !name.isASCIIIdentifier {
      report(
        .warning, .malformedModule, at: element.range,
        "a module name is made of letters, digits and _, found '\(name)'",
        fix: "no expression can use the module; rename it")
    }
    if modules[name] != nil {
      report(
        .warning, .duplicateModule, at: element.attribute("module")?.valuePlace ?? element.range,
        "module '\(name)' is defined twice; the last one counts", fix: "rename one")
    }
    modules[name] = module(name, element)
  }

  private mutating func module(_ name: String, _ element: Markup.Element) -> Module? {
    let script = element.script ?? element.range.upperBound..<element.range.upperBound
    let isEmpty = source.bytes[script].allSatisfy(\.isSpace)
    if isEmpty, element.attribute("src") != nil {
      return sourcePath(element, adding: ".wxs").map(Module.file)
    }
    let line = source.position(at: script.lowerBound).line
    return .inline(
      InlineWXS(name: "\(path)#\(name)", source: source.text(script), line: line))
  }

  /// The package path that an element's `src` names.
  private mutating func sourcePath(_ element: Markup.Element, adding suffix: String) -> String? {
    guard let text = element.attribute("src").flatMap(constant)?.trimmingSpace, !text.isEmpty else {
      report(
        .warning, .missingFile, at: element.nameRange,
        "expected a plain path in the src of <\(element.name)>, found none",
        fix: "write src=\"./file\(suffix)\"")
      return nil
    }
    if let path = PackagePath.resolve(text, from: source.path, adding: suffix) { return path }
    report(
      .warning, .missingFile, at: element.range, "the path '\(text)' leaves the package",
      fix: "write a path inside the package")
    return nil
  }

  /// What the tags that leave no element take, and what there is to say of all else on them.
  private mutating func warnOfAttributes(on element: Markup.Element) {
    let known: Set<String>
    switch element.name {
    case "wxs": known = ["module", "src"]
    case "template" where element.isTemplateDefinition: known = ["name"]
    case "template": known = ["is", "data"]
    default: known = ["src"]
    }
    var seen: Set<String> = []
    for attribute in element.attributes where !seen.insert(attribute.name).inserted {
      reportDuplicate(attribute)
    }
    let takesDirectives = element.name == "include" || known.contains("is")
    for attribute in element.attributes where !known.contains(attribute.name) {
      if takesDirectives, case .directive = AttributeName(attribute.name) { continue }
      reportIgnored(attribute, "a <\(element.name)> has no use for \(attribute.name)")
    }
    guard !element.isTemplateDefinition else { return }
    let content =
      element.script.flatMap { script -> Range<Int>? in
        guard element.attribute("src") != nil else { return nil }
        let text = source.bytes[script]
        guard let first = text.firstIndex(where: { !$0.isSpace }) else { return nil }
        return first..<script.upperBound
      } ?? element.children.first?.range
    guard let content else { return }
    report(
      .warning, .ignoredMarkup, at: content,
      element.name == "wxs"
        ? "src counts only on an empty <wxs>; the text between the tags is used"
        : "the content of <\(element.name)> is never shown", fix: "remove one of them")
  }

  private mutating func reportMissing(_ path: String, _ element: Markup.Element) {
    report(
      .warning, .missingFile, at: element.range,
      "<\(element.name)> names '\(path)', which is not in the package",
      fix: "add the file or correct src")
  }

  // MARK: Writing

  /// Goes on with the nodes of another file in place of an `<include>`.
  mutating func include(_ element: Markup.Element, _ context: Context) {
    warnOfAttributes(on: element)
    guard let path = sourcePath(element, adding: ".wxml") else { return }
    if isIncluding(path) {
      return report(
        .warning, .includeLoop, at: element.range,
        "'\(path)' includes itself; the loop stops here", fix: "remove one of the includes")
    }
    guard let markup = markup(of: path) else { return reportMissing(path, element) }
    enterFile(markup, context)
  }

  /// Writes the use of a template: `{is,d,p}`.
  mutating func templateUse(_ element: Markup.Element, _ context: Context) {
    warnOfAttributes(on: element)
    guard let attribute = element.attribute("is"), attribute.value != nil else {
      return report(
        .warning, .malformedTemplate, at: element.range,
        "a <template> needs a name to define it or an is to use one, found neither",
        fix: "add is=\"name\"")
    }
    separate()
    let name = constant(of: attribute).map { JavaScriptText.quoted($0.trimmingSpace) }
    let nameCode = name ?? value(of: attribute, context).code
    let data = dataCode(element.attribute("data"), context)
    out += "{is:\(nameCode),d:\(data),p:\(placeCode(element.range.lowerBound))}"
  }

  private mutating func dataCode(_ attribute: Markup.Attribute?, _ context: Context) -> String {
    guard let attribute, let text = attribute.value else { return "null" }
    let expressions = text.parts.compactMap { part in
      if case .expression(let range) = part { range } else { nil }
    }
    let literals = text.parts.allSatisfy { part in
      guard case .literal(let range) = part else { return true }
      return source.bytes[range].allSatisfy(\.isSpace)
    }
    guard expressions.count == 1, literals else {
      report(
        .warning, .malformedTemplate, at: attribute.valuePlace,
        "the data of a template is one {{ }} and nothing else; it is ignored",
        fix: "write data=\"{{...item}}\"")
      return "null"
    }
    if text.parts.count > 1 {
      report(
        .warning, .malformedTemplate, at: attribute.valuePlace,
        "the data of a template is one {{ }}, found space around it", fix: "remove the space")
    }
    return expression(expressions[0], context, as: .templateData)
  }
}

extension Markup.Element {
  func attribute(_ name: String) -> Markup.Attribute? {
    attributes.last { $0.name == name && $0.value != nil } ?? attributes.last { $0.name == name }
  }

  var isTemplateDefinition: Bool { name == "template" && attribute("name") != nil }
}
