import Testing

/// Small programs run through a session, compared with what the platform shows for them
/// (Docs/Conformance.md).
@Suite(.serialized) struct `The view agrees with the platform` {
  @Test(arguments: ViewCase.areas(of: .view))
  func `in every recorded case`(of area: String) async throws {
    try await run(ViewCase.cases(of: area, in: .view))
  }

  @Test(arguments: ViewCase.areas(of: .framework))
  func `in every case of the public suites`(of area: String) async throws {
    try await run(ViewCase.cases(of: area, in: .framework))
  }

  private func run(_ cases: [ViewCase]) async throws {
    let program = try await ViewProgram(cases)
    for (index, viewCase) in cases.enumerated() {
      let run = ViewCaseRun(
        session: program.session, viewCase: viewCase, page: CaseFolder.page(of: index))
      let problems = await run.problems()
      #expect(problems == [], "\(viewCase.id)")
    }
    await program.close()
  }
}
