/// Why a file of a package cannot be read.
public enum FileError: Error, Hashable, Sendable {
  /// The path leaves the package, or no path can look like this.
  case refused(path: String, reason: String)
  /// The package holds no such file. `other` differs in upper and lower case only.
  case notFound(path: String, other: String?)
  /// More bytes than a text file may have.
  case tooLarge(path: String, bytes: Int, limit: Int)
  /// Not UTF-8 from this place on.
  case notText(path: String, line: Int, column: Int)
  /// The system refuses to read it, for the reason it gives.
  case unreadable(path: String, reason: String)
}

extension FileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .refused(let path, let reason): "\(quoted(path)) \(reason)"
    case .notFound(let path, nil): "the package holds no file \(quoted(path))"
    case .notFound(let path, let other?):
      "the package holds no file \(quoted(path)), but \(quoted(other)); upper and lower case differ"
    case .tooLarge(let path, let bytes, let limit):
      "\(quoted(path)) is \(bytes) bytes; at most \(limit) are read"
    case .notText(let path, let line, let column):
      "\(path):\(line):\(column)  the text is not UTF-8 here; save the file in that encoding"
    case .unreadable(let path, let reason): "\(quoted(path)) cannot be read: \(reason)"
    }
  }
}
