import Testing

@Suite struct `The length rule` {
  @Test(arguments: [(Length.lines, 0), (Length.lines + 1, 1)])
  func `holds at the limit and not past it`(lines: Int, findings: Int) {
    let text = String(repeating: "line\n", count: lines)
    #expect(
      Length.findings(in: SourceFile(path: "Sources/A/A.swift", text: text)).count == findings)
    #expect(Length.findings(in: SourceFile(path: "Sources/A/a.js", text: text)).count == findings)
    #expect(Length.findings(in: SourceFile(path: "Docs/Long.md", text: text)).isEmpty)
  }
}

@Suite struct `The rule on unfinished work` {
  private static let mark = "TO" + "DO"

  @Test(arguments: ["// \(mark)", "// \(mark): later", "code() // \(mark) mend this", "/* XXX */"])
  func `refuses a mark without a reason`(line: String) {
    #expect(UnfinishedMarks.findings(in: SourceFile(path: "a.js", text: line)).count == 1)
  }

  @Test(arguments: [
    "// \(mark): maps, when layout without a browser exists", "let name = \"\(mark)\"",
    "let todo = 1", "// METHODOLOGY",
  ])
  func `allows a reason and other words`(line: String) {
    #expect(UnfinishedMarks.findings(in: SourceFile(path: "a.js", text: line)).isEmpty)
  }
}

@Suite struct `The rule on unsafe marks` {
  @Test(arguments: [
    "let value = try! read()", "let view = node as! Element", "class A: @unchecked Sendable {}",
    "nonisolated(unsafe) static let table = make()", "let text = \"// no comment\"; try! go()",
  ])
  func `refuses one without a comment`(line: String) {
    #expect(findings("let before = 1\n\(line)").map(\.line) == [2])
    #expect(findings("\(line)\n// Too late.").map(\.line) == [1])
  }

  @Test(arguments: [
    "// The table is never written after the start.\nnonisolated(unsafe) static let table = make()",
    "let value = try! read()  // the file is part of the package",
    "/// Never written `as!` here.", "let text = \"try! as!\"", "let tryAll = alias!",
  ])
  func `allows one with a comment, and what only looks like one`(text: String) {
    #expect(findings(text) == [])
  }

  private func findings(_ text: String) -> [Finding] {
    UnsafeMarks.findings(in: SourceFile(path: "Sources/A/A.swift", text: text))
  }
}

@Suite struct `The rule on mini-programs` {
  private static let said = "Keeps short notes in storage."

  @Test(
    arguments: [
      ("# notes\n\n\(said)\n", nil), (nil, "- `notes`: \(said)"), ("# notes", "- `notes`: \(said)"),
    ] as [(String?, String?)])
  func `allows what has its line`(own: String?, above: String?) {
    let findings = ProgramReadme.findings(program: "MiniPrograms/notes", own: own, above: above)
    #expect(findings == [])
  }

  @Test(
    arguments: [
      (nil, nil), ("# notes, which keeps short notes in storage", nil), ("Notes.", nil),
      (nil, "- `tabs`: \(said)"), (nil, "- `notes`"),
    ] as [(String?, String?)])
  func `refuses what has none, or nothing said in it`(own: String?, above: String?) {
    let findings = ProgramReadme.findings(program: "MiniPrograms/notes", own: own, above: above)
    #expect(findings.map(\.path) == ["MiniPrograms/notes/README.md"])
  }
}

@Suite struct `The rule on tracked files` {
  @Test(arguments: [
    "Package.resolved", "Tools/Fuzz/Package.resolved", ".build/debug/a.o", ".build-asan/x",
    "state/storage.sqlite", "state/storage.sqlite-wal",
  ])
  func `refuses what builds and runs leave behind`(path: String) {
    #expect(TrackedFiles.findings(tracked: [path]).count == 1)
  }

  @Test(arguments: ["Package.swift", "Docs/Decisions/builds.md", "Sources/Services/SQLite.swift"])
  func `allows the rest`(path: String) {
    #expect(TrackedFiles.findings(tracked: [path]) == [])
  }
}
