/// Why a tool gave no result that says anything of its input.
enum ToolError: Error, Hashable {
  case missing(String)
  case tooSlow(String, seconds: Int)
  case notStarted(String, reason: String)
  case failed(String, status: Int32, report: String)
  case notSealed(String)
  case notWritten(String, reason: String)
  case noResult(String)
  case tooLarge(String, limit: Int)
}

extension ToolError: CustomStringConvertible {
  var description: String {
    switch self {
    case .missing(let name):
      let package = Tool(rawValue: name)?.package ?? name
      return "\(name) is not installed; `apt install \(package)` adds it"
    case .tooSlow(let name, let seconds):
      return "\(name) took longer than \(seconds) s and was stopped"
    case .notStarted(let name, let reason):
      return "\(name) could not be started: \(reason)"
    case .failed(let name, let status, let report):
      let said = Toolbox.shortened(report.split(separator: "\n").first ?? "")
      return "\(name) failed with status \(status)" + (said.isEmpty ? "" : ": \(said)")
    case .notSealed(let name):
      return "\(name) runs only where it cannot read other files of this machine, and this kernel "
        + "refuses that; allow user namespaces (`unshare -rnm true` has to succeed)"
    case .notWritten(let path, let reason):
      return "\(path) cannot be written: \(reason)"
    case .noResult(let path):
      return "the tool wrote no \(path)"
    case .tooLarge(let path, let limit):
      return "the tool wrote more than \(limit) bytes to \(path)"
    }
  }
}
