import Wire

/// For programs: one JSON object a line, `event` says which.
final class JSONLinesReporter: Reporter {
  private let write: (String) -> Void

  init(_ write: @escaping (String) -> Void) { self.write = write }

  func take(_ event: SuiteEvent) { write(event.json.jsonText) }
}

extension SuiteEvent {
  var json: JSON {
    switch self {
    case .began(let files): ["event": "began", "files": .number(Double(files))]
    case .fileBegan(let folder, let file, let tests):
      [
        "event": "fileBegan", "folder": .string(folder), "file": .string(file),
        "tests": .number(Double(tests)),
      ]
    case .tested(let result): result.json
    case .fileEnded(let folder, let file, let milliseconds):
      [
        "event": "fileEnded", "folder": .string(folder), "file": .string(file),
        "milliseconds": .number(milliseconds.rounded()),
      ]
    case .ended(let summary): summary.json
    }
  }
}

extension TestResult {
  var json: JSON {
    [
      "event": "tested", "file": .string(test.file), "line": .number(Double(test.line)),
      "path": .array(test.path.map { .string($0) }),
      "tags": .array(test.tags.map { .string($0) }),
      "status": .string(status.rawValue), "attempts": .number(Double(attempts)),
      "milliseconds": .number((milliseconds * 10).rounded() / 10),
      "reason": reason.map { .string($0) } ?? .null,
      "failures": .array(failures.map(\.json)),
      "screens": .array(
        evidence.map { one in
          [
            "user": .string(one.user), "before": one.before.map { .string($0) } ?? .null,
            "now": .string(one.now), "calls": .array(one.calls.suffix(50).map(\.json)),
            "console": .array(one.notes.suffix(50).map(\.json)),
          ]
        }),
    ]
  }
}

extension TestFailure {
  var json: JSON {
    [
      "message": .string(message), "diff": .string(diff), "stack": .string(stack),
      "file": place.map { .string($0.file) } ?? .null,
      "line": place.map { .number(Double($0.line)) } ?? .null,
      "column": place.map { .number(Double($0.column)) } ?? .null,
    ]
  }
}

extension SuiteSummary {
  var json: JSON {
    func count(_ value: Int) -> JSON { .number(Double(value)) }
    return [
      "event": "ended", "files": count(files), "tests": count(tests), "passed": count(passed),
      "failed": count(failed), "flaky": count(flaky), "skipped": count(skipped),
      "todo": count(todo), "milliseconds": .number(milliseconds.rounded()),
      "seed": .number(Double(seed)), "coverage": coverage.map(\.json) ?? .null,
    ]
  }
}

extension Coverage {
  /// The totals, by measure.
  var json: JSON {
    .object(
      JSONObject(
        members: Measure.allCases.map { measure in
          let count = total(measure)
          return .init(
            name: measure.rawValue,
            value: [
              "covered": .number(Double(count.covered)), "all": .number(Double(count.all)),
            ])
        }))
  }
}
