import TestSupport
import Testing

/// `sampan test --failures` on mini-programs of ours.
@Suite(.ownThreads) struct `A mini-program of ours` {
  @Test(arguments: ["notes", "shop", "wallet"])
  func `survives that any call of its tests fails`(_ name: String) throws {
    let run = try SampanProcess(["test", "\(SampanProcess.programs)/\(name)", "--failures"])
    #expect(run.code == 0, "\(run.output)\(run.remarks)")
    #expect(run.output.contains(" fails: "), "\(run.output)")
  }
}
