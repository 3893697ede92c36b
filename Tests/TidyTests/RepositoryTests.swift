import Testing

@Suite struct `The repository` {
  @Test func `keeps its layers`() {
    let ours = Set(Repository.subfolders(of: "Sources").map { Substring($0) })
    let findings = Repository.files.flatMap { Layers.findings(in: $0, ours: ours) }
    #expect(findings == [])
  }

  @Test func `has short files`() {
    #expect(Repository.files.flatMap(Length.findings) == [])
  }

  @Test func `gives a reason for what is unfinished`() {
    #expect(Repository.files.flatMap(UnfinishedMarks.findings) == [])
  }

  @Test func `gives a reason where the compiler is overruled`() {
    #expect(Repository.files.flatMap(UnsafeMarks.findings) == [])
  }

  @Test func `gives each name of the prelude to one thing`() {
    #expect(PreludeNames.findings(in: Repository.files) == [])
    let part = SourceFile(
      path: "Sources/Prelude/JavaScript/a.js", text: "function f() {\n}\nlet f;\n")
    #expect(PreludeNames.findings(in: [part]).map(\.line) == [3])
  }

  @Test func `describes its mini-programs`() {
    let folders = ["MiniPrograms", "MiniPrograms/broken"]
    let findings = folders.flatMap { folder in
      let above = Repository.text(of: "\(folder)/README.md")
      return Repository.subfolders(of: folder)
        .map { "\(folder)/\($0)" }
        .filter { !folders.contains($0) }
        .flatMap { program in
          ProgramReadme.findings(
            program: program, own: Repository.text(of: "\(program)/README.md"), above: above)
        }
    }
    #expect(findings == [])
  }

  @Test(.enabled(if: Repository.trackedPaths() != nil, "not a git checkout"))
  func `tracks no products of builds and runs`() {
    #expect(TrackedFiles.findings(tracked: Repository.trackedPaths() ?? []) == [])
  }

  /// The rules above would also hold of an empty list.
  @Test func `is found`() {
    #expect(Repository.files.contains { $0.path == "Tests/TidyTests/RepositoryTests.swift" })
  }
}
