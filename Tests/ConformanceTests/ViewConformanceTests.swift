import Testing

/// The recorded answers of the platform's own component engine, run through a session
/// (Docs/Conformance.md).
@Suite(.serialized) struct `The view agrees with the platform` {
  @Test(arguments: ViewCase.areas)
  func `in every recorded case`(of area: String) async throws {
    let cases = try ViewCase.cases(of: area)
    let program = try await ViewProgram(cases)
    for (index, viewCase) in cases.enumerated() {
      let run = ViewCaseRun(
        session: program.session, viewCase: viewCase, page: "c\(index)/pages/index")
      #expect(await run.problems() == [], "\(viewCase.id)")
    }
    await program.close()
  }
}
