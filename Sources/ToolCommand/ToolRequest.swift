/// What a client asks of the tool.
enum ToolRequest: Equatable {
  case open
  case auto(Launch)
  case close(project: String)
  case quit
  case help

  struct Launch: Equatable {
    var project: String
    var port = 9420
    /// Who uses the mini-program; nil for the usual one.
    var account: String?
  }

  static let usage = """
    cli open                                   nothing to do here; mini-programs need no window
    cli auto --project DIR --auto-port PORT    serves the automation protocol, detached
             [--auto-account OPENID]           as this user
    cli close --project DIR                    ends what serves a project
    cli quit                                   ends all of them
    """

  /// Options that take a word and change nothing here: accounts and tickets of the vendor's cloud,
  /// and settings of its windows.
  private static let ignored: Set = ["--test-ticket", "--ticket", "--port", "--lang"]
  private static let ignoredFlags: Set = ["--trust-project", "--debug", "--disable-gpu", "-y"]

  /// Reads both spellings: `auto --project DIR` and, of older clients, `--auto DIR`.
  init(_ words: [String]) throws(ToolRefusal) {
    var words = words[...]
    var command = "help"
    if let first = words.first, !first.hasPrefix("-") {
      command = first
      words.removeFirst()
    }
    var project: String?
    var launch = Launch(project: "")
    while let word = words.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      let name = parts.first ?? ""
      if Self.ignoredFlags.contains(name) { continue }
      if name == "--help" || name == "-h" {
        self = .help
        return
      }
      if name == "--open" || name == "--close" || name == "--quit" || name == "--auto" {
        command = String(name.dropFirst(2))
        if let next = words.first, !next.hasPrefix("-") { project = words.removeFirst() }
        continue
      }
      guard let value = parts.count > 1 ? parts[1] : words.popFirst() else {
        throw ToolRefusal("\(name) needs a word after it\n\(Self.usage)", code: 2)
      }
      switch name {
      case "--project": project = value
      case "--auto-account": launch.account = value
      case "--auto-port":
        guard let port = Int(value), (1...65_535).contains(port) else {
          throw ToolRefusal("--auto-port is '\(value)'; it takes 1 to 65535", code: 2)
        }
        launch.port = port
      case _ where Self.ignored.contains(name): continue
      default: throw ToolRefusal("'\(word)' is unknown here\n\(Self.usage)", code: 2)
      }
    }
    switch command {
    case "open": self = .open
    case "quit": self = .quit
    case "help": self = .help
    case "auto", "close":
      guard let project else {
        throw ToolRefusal("\(command) needs --project DIR\n\(Self.usage)", code: 2)
      }
      launch.project = project
      self = command == "auto" ? .auto(launch) : .close(project: project)
    default:
      throw ToolRefusal(
        "'\(command)' belongs to the vendor's tool; this one knows open, auto, close and quit",
        code: 2)
    }
  }
}

/// Why the tool does not do it.
struct ToolRefusal: Error, Equatable {
  let message: String
  let code: Int32
  /// Said on standard output, where clients read why.
  var isForClient = false

  init(_ message: String, code: Int32, isForClient: Bool = false) {
    self.message = message
    self.code = code
    self.isForClient = isForClient
  }
}
