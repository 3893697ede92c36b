/// Compiles WXSS: brings its imports together and parses it (reference/wxss.md 7.3).
public enum Stylesheet {
  /// A style sheet with the text of its imports in place.
  public struct Flattened: Sendable {
    public let text: String
    /// Which file each part of the text comes from, in order and without gaps.
    public let segments: [Segment]
    public let diagnostics: [Diagnostic]
    /// The package paths of all files that went into the text, each once.
    public var files: [String] {
      var seen: Set<String> = []
      return segments.map(\.path).filter { seen.insert($0).inserted }
    }
  }

  /// A run of UTF-8 bytes of the flattened text that one file contributed.
  public struct Segment: Hashable, Sendable {
    public let path: String
    public let bytes: Range<Int>
    /// The line of the file on which the run starts, counted from 1.
    public let line: Int
    /// The column at which it starts there, counted from 1.
    public let column: Int
    /// The byte of the file at which it starts.
    public let start: Int
  }

  /// Puts the text of every imported file where it is imported, each file once, so loops end.
  ///
  /// - Parameter read: gives the text of a style sheet by its package path, nil if there is none.
  public static func flatten(
    source: String, path: String, read: (String) -> String?
  ) -> Flattened {
    withoutActuallyEscaping(read) { read in
      var flattener = StylesheetFlattener(read: read)
      flattener.add(SourceText(path: path, text: source), depth: 0)
      return Flattened(
        text: flattener.text, segments: flattener.segments,
        diagnostics: flattener.sink.diagnostics)
    }
  }
}

/// Copies style sheets into one text.
private struct StylesheetFlattener {
  let read: (String) -> String?
  var text = ""
  var segments: [Stylesheet.Segment] = []
  var sink = DiagnosticSink()
  private var added: Set<String> = []

  init(read: @escaping (String) -> String?) {
    self.read = read
  }

  mutating func add(_ source: SourceText, depth: Int) {
    added.insert(source.path)
    guard !source.isTooLarge, text.utf8.count <= Limits.outputBytes else {
      return report(
        .error, .sourceTooLarge, in: source, at: 0..<0,
        "a style sheet has at most \(Limits.sourceBytes) bytes, "
          + "with its imports \(Limits.outputBytes)")
    }
    var scanner = StyleImportScanner(source)
    var copied = 0
    while let found = scanner.next() {
      copy(source, copied..<found.range.lowerBound)
      copied = found.range.upperBound
      add(found, from: source, depth: depth)
    }
    copy(source, copied..<source.bytes.count)
  }

  private mutating func add(
    _ found: StyleImportScanner.Import, from source: SourceText, depth: Int
  ) {
    guard let path = PackagePath.resolve(found.path, from: source.path, adding: ".wxss"),
      !found.path.utf8.contains(UInt8(ascii: ":"))
    else {
      return report(
        .warning, .malformedImport, in: source, at: found.range,
        "expected a path inside the package, found '\(found.path)'",
        fix: "copy the file into the package")
    }
    guard !added.contains(path) else { return }
    guard depth < Limits.styleImportDepth else {
      return report(
        .error, .tooDeep, in: source, at: found.range,
        "style sheets import one another more than \(Limits.styleImportDepth) deep")
    }
    guard let text = read(path) else {
      return report(
        .error, .missingFile, in: source, at: found.range,
        "@import names '\(path)', which is not in the package", fix: "add the file or correct it")
    }
    add(SourceText(path: path, text: text), depth: depth + 1)
  }

  private mutating func copy(_ source: SourceText, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let start = text.utf8.count
    text += source.text(range)
    let place = source.position(at: range.lowerBound)
    segments.append(
      Stylesheet.Segment(
        path: source.path, bytes: start..<text.utf8.count, line: place.line, column: place.column,
        start: place.offset))
  }

  private mutating func report(
    _ severity: Diagnostic.Severity, _ kind: DiagnosticKind, in source: SourceText,
    at range: Range<Int>, _ message: String, fix: String? = nil
  ) {
    sink.report(severity, kind, in: source, at: range, message, fix: fix)
  }
}
