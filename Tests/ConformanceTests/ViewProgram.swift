import Host
import TestSupport
import View
import Wire

/// All cases of one area as the pages of one mini-program, and a session that runs it.
struct ViewProgram {
  private let folder: CaseFolder
  let session: Session

  init(_ cases: [ViewCase]) async throws {
    folder = try CaseFolder(cases)
    let host = try MiniProgramHost(
      HostConfiguration(dataFolder: folder.data, runnerPath: BuiltProducts.runner))
    let (program, diagnostics) = await host.load(folder.program)
    guard let program else { throw Unloadable(diagnostics: diagnostics) }
    session = try await host.open(
      program, LaunchRequest(clock: .virtual(start: 1_767_225_600_000)))
    await session.settle()
  }

  struct Unloadable: Error { let diagnostics: [Diagnostic] }

  func close() async {
    _ = await session.close()
    folder.remove()
  }
}
