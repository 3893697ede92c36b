/// The words of the command line.
struct Options: Sendable {
  /// A case, `serve` or `record`; `echo` and `pose` are for processes that this program starts.
  let verb: String
  /// What `record` and `pose` write to.
  private(set) var folder = ""
  private(set) var runs = 30
  /// `sampan-runner`.
  private(set) var runner = ""
  /// The mini-program whose launch is measured.
  private(set) var program = ""
  /// Where hosts keep their state.
  private(set) var data = ""

  init(_ arguments: [String]) throws(UsageError) {
    guard let verb = arguments.first else { throw .unknownCase("") }
    self.verb = verb
    var rest = arguments.dropFirst()
    if verb == "record" || verb == "pose" { folder = rest.popFirst() ?? "" }
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { throw .missingValue(name) }
      switch name {
      case "--runner": runner = value
      case "--program": program = value
      case "--data": data = value
      case "--runs":
        guard let number = Int(value), number > 0 else { throw .missingValue(name) }
        runs = number
      default: throw .unknownOption(name)
      }
    }
  }
}

enum UsageError: Error, CustomStringConvertible {
  case unknownCase(String)
  case unknownOption(String)
  case missingValue(String)

  var description: String {
    switch self {
    case .unknownCase(let name):
      "expected one of \(Case.allCases.map(\.rawValue).joined(separator: ", ")), serve or record,"
        + " found '\(name)'"
    case .unknownOption(let name):
      "expected --runner, --program, --data or --runs, found '\(name)'"
    case .missingValue(let name): "\(name) needs a value"
    }
  }
}
