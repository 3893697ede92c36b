import CJavaScriptCore

/// What script threw, copied as text out of the engine.
public struct ScriptError: Error, Hashable, Sendable {
  /// The error's name, as `TypeError`; empty if what was thrown is no object.
  public var name: String
  public var message: String
  /// One frame a line, as `name@file:line:column`; empty if there is none.
  public var stack: String
  /// The script's name, as given when it was run.
  public var file: String?
  /// Both from 1.
  public var line: Int?
  public var column: Int?

  public init(
    name: String = "Error", message: String, stack: String = "", file: String? = nil,
    line: Int? = nil, column: Int? = nil
  ) {
    self.name = name
    self.message = message
    self.stack = stack
    self.file = file
    self.line = line
    self.column = column
  }
}

extension ScriptError {
  /// Copies a thrown value. Reads its properties, which may run script of whoever threw it; what
  /// that throws in turn is dropped.
  public init(copying value: Value) {
    guard let object = value.object else {
      self.init(name: "", message: (try? value.described()) ?? "a value without a text")
      return
    }
    func text(_ name: String) -> String? {
      guard let value = try? object.property(name), value.kind == .string else { return nil }
      return value.string
    }
    func position(_ name: String) -> Int? {
      (try? object.property(name))?.number.flatMap { Int(exactly: $0) }
    }
    self.init(
      name: text("name") ?? "", message: text("message") ?? (try? value.described()) ?? "",
      stack: text("stack") ?? "", file: text("sourceURL"), line: position("line"),
      column: position("column"))
  }

  init(thrown reference: JSValueRef?, in realm: Realm) {
    if let reference {
      self.init(copying: Value(reference, in: realm))
    } else {
      self.init(message: "the engine failed without an exception")
    }
  }
}

extension ScriptError: CustomStringConvertible {
  /// `TypeError: text (file:line:column)`.
  public var description: String {
    var text = name.isEmpty ? message : "\(name): \(message)"
    if let file {
      text += " (\(file)"
      if let line { text += ":\(line)" }
      if let column { text += ":\(column)" }
      text += ")"
    }
    return text
  }
}
