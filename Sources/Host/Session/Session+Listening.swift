import Bridge
import Services
import Wire

/// What a mini-program says while a testing tool listens, in the order in which it happens.
public enum SessionSaying: Sendable {
  /// A console line with its arguments as values; told after `tellConsoleArguments`.
  case console(level: String, arguments: JSON)
  /// An error that nobody caught.
  case error(message: String, stack: String)
  /// A function that the tool put into the mini-program was called.
  case binding(name: String, arguments: JSON)
  /// The mini-program was started again.
  case started
  /// It is over.
  case ended(Ending)
}

extension Session {
  /// Calls a function for everything that is said from now on, on the session's thread: it must
  /// not wait.
  public func listen(_ ear: @escaping @Sendable (SessionSaying) -> Void) { ears.append(ear) }

  /// Console lines are told from now on.
  public func tellConsoleArguments() { tellsConsole = true }

  /// Tells what a note says; true for what is for listeners alone.
  func tellListeners(noteOf kind: String, _ value: JSON) -> Bool {
    if kind == "binding" {
      say(.binding(name: value["name"]?.string ?? "", arguments: value["args"] ?? []))
      return true
    }
    guard !ears.isEmpty else { return false }
    if kind == "console", tellsConsole {
      say(.console(level: value["level"]?.string ?? "log", arguments: Self.arguments(of: value)))
    }
    return false
  }

  /// The values of a console line; its text where they are missing.
  private static func arguments(of value: JSON) -> JSON {
    guard let arguments = value["args"], case .array = arguments else {
      return [value["text"] ?? ""]
    }
    return arguments
  }

  func tellListeners(of note: Note) {
    guard note.kind == .error else { return }
    say(.error(message: note.text, stack: note.stack ?? ""))
  }

  func tellListeners(of ending: Ending) {
    say(.ended(ending))
    ears.removeAll()
  }

  /// The keys of the questions that wait for an answer (`answer`).
  public var openQuestions: [String] {
    overlays.questions.filter { !$0.value.isEmpty }.keys.sorted()
  }

  private func say(_ saying: SessionSaying) { for ear in ears { ear(saying) } }

  /// Forgets what the user has allowed this mini-program, so that it has to ask again.
  public func forgetPermissions() throws(SessionError) {
    do throws(CallError) {
      try permissions.forget(visitor, identifier)
    } catch {
      throw .refused(error.reason)
    }
  }
}
