import Wire

/// One test of a file, as its file describes it.
public struct TestName: Sendable, Hashable {
  enum Mode: String, Sendable {
    case run
    case only
    case skip
    case todo
  }

  /// The folder that was given, and the file in it.
  public let folder: String
  public let file: String
  /// Names of the blocks from the outermost on, then the test's own.
  public let path: [String]
  public let tags: [String]
  /// Where the test stands in its file, from 1; 0 when nobody knows.
  public let line: Int
  let number: Int
  let mode: Mode
  let isFocused: Bool
  /// Whether it may run together with others of its file.
  let isConcurrent: Bool
  let timeoutMilliseconds: Int?
  let retries: Int?

  /// `outer › inner › test`
  public var title: String { path.joined(separator: " › ") }
  /// Names the test across runs.
  public var key: String { "\(file) \(path.joined(separator: " "))" }

  init(_ value: JSON, folder: String, file: String, line: Int) {
    self.folder = folder
    self.file = file
    self.line = line
    number = value["id"]?.int ?? 0
    path = (value["path"]?.array ?? []).compactMap { $0.string.map(Self.oneLine) }
    tags = (value["tags"]?.array ?? []).compactMap(\.string)
    mode = Mode(rawValue: value["mode"]?.string ?? "") ?? .run
    isFocused = value["isFocused"]?.bool == true
    isConcurrent = value["isConcurrent"]?.bool == true
    let timeout = value["timeout"]?.number ?? 0
    timeoutMilliseconds = timeout > 0 ? Int(min(timeout, 3_600_000)) : nil
    retries = value["retries"]?.int.flatMap { $0 >= 0 ? min($0, 100) : nil }
  }

  /// A name in place of a test, for what concerns a whole file.
  init(folder: String, file: String, about: String) {
    self.folder = folder
    self.file = file
    path = [about]
    tags = []
    line = 0
    number = -1
    mode = .run
    isFocused = false
    isConcurrent = false
    timeoutMilliseconds = nil
    retries = nil
  }

  /// The same test under a condition.
  func about(_ condition: String) -> TestName {
    TestName(
      folder: folder, file: file, path: path + [condition], tags: tags, line: line,
      number: number, mode: mode, isFocused: isFocused,
      timeoutMilliseconds: timeoutMilliseconds, retries: retries)
  }

  private init(
    folder: String, file: String, path: [String], tags: [String], line: Int, number: Int,
    mode: Mode, isFocused: Bool, timeoutMilliseconds: Int?, retries: Int?
  ) {
    self.folder = folder
    self.file = file
    self.path = path
    self.tags = tags
    self.line = line
    self.number = number
    self.mode = mode
    self.isFocused = isFocused
    isConcurrent = false
    self.timeoutMilliseconds = timeoutMilliseconds
    self.retries = retries
  }

  private static func oneLine(_ text: String) -> String {
    String(text.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(500))
  }
}
