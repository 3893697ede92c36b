import Testing

/// The same recorded cases, driven and read as a client of the automation port does.
@Suite struct `The automation port agrees with the platform` {
  @Test(arguments: ViewCase.areas(of: .view))
  func `in every recorded case`(of area: String) async throws {
    let cases = try ViewCase.cases(of: area, in: .view)
    let port = try await CasePort(cases)
    for (index, viewCase) in cases.enumerated() {
      let run = PortCaseRun(port: port, viewCase: viewCase, page: CaseFolder.page(of: index))
      #expect(await run.problems() == [], "\(viewCase.id)")
    }
    await port.stop()
  }
}
