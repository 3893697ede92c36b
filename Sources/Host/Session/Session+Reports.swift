import View
import Wire

/// Reading what a session shows.
extension Session {
  public func screenText(columns: Int) -> String {
    ScreenText(view, columns: columns, styles: currentStyles()).text
  }

  /// The process number of the runner, for measurements from outside.
  public var runnerIdentifier: Int32 { channel.runner.identifier }

  /// The path of the page on top.
  public var currentPage: String? { view.currentPage?.path }

  /// Nodes that the page on top shows.
  public var nodeCount: Int { view.currentPage.map { view.nodeCount(of: $0.id) } ?? 0 }

  /// Whether the program broke: it ended by itself, or threw an error that nobody caught.
  public var hasFailed: Bool {
    if let ending, ending != .normal { return true }
    return !notes.errors.isEmpty
  }

  /// Forgets what was said so far, to see what the next step says.
  public func forgetNotes() {
    notes = NoteLog(capacity: limits.notes)
    unsupported = [:]
  }

  /// What was said since somebody last took it, or had it forgotten. What is said in between two
  /// calls is in the answer of one of them.
  public func takeNotes() -> [Note] {
    defer { forgetNotes() }
    return notes.all
  }

  /// The page on top with everything that a machine may want to know of it.
  ///
  /// - Parameter withStyles: every element also has `style`, what style sheets set on it.
  public func inspection(withStyles: Bool = false) async -> JSON {
    var object = JSONObject()
    object["app"] = .string(program.name)
    object["page"] = currentPage.map { .string($0) } ?? .null
    object["stack"] = .array(view.stack.map { .string($0.path) })
    let page = view.currentPage
    object["data"] = (try? await ask("data", ["page": .number(Double(page?.id ?? 0))])) ?? .null
    object["tree"] = .array(
      page.map { view.description(of: $0.id, styles: withStyles ? currentStyles() : nil) } ?? [])
    object["state"] = .object(
      JSONObject(
        members: view.states.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value) }
      ))
    object["overlays"] = .object(
      JSONObject(
        members: view.overlays.sorted { $0.key < $1.key }.map {
          .init(name: $0.key, value: $0.value)
        }))
    let all = notes.all
    object["console"] = .array(all.filter { $0.kind == .console }.map(\.json))
    object["errors"] = .array(all.filter { $0.kind == .error }.map(\.json))
    object["warnings"] = .array(all.filter { $0.kind == .warning }.map(\.json))
    object["unsupported"] = .object(
      JSONObject(
        members: unsupported.sorted { $0.key < $1.key }.map {
          .init(name: $0.key, value: .number(Double($0.value)))
        }))
    object["sandbox"] = sandbox
    object["ending"] = ending.map { .string($0.kind) } ?? .null
    return .object(object)
  }
}

extension Note {
  public var json: JSON {
    var object = JSONObject()
    object["kind"] = .string(kind.rawValue)
    object["level"] = .string(level)
    object["message"] = .string(text)
    if let stack { object["stack"] = .string(stack) }
    return .object(object)
  }
}

extension Note: CustomStringConvertible {
  public var description: String {
    let head = kind == .console ? "[\(level)]" : "\(kind.rawValue):"
    guard let stack, !stack.isEmpty else { return "\(head) \(text)" }
    return "\(head) \(text)\n"
      + stack.split(separator: "\n").map { "    at \($0)" }.joined(separator: "\n")
  }
}
