/// Which tests of a file run.
struct Selection {
  let options: SuiteOptions

  /// Those that run, and those that are only told of.
  func divide(_ tests: [TestName]) -> (run: [TestName], told: [TestResult]) {
    let hasFocus = tests.contains(where: \.isFocused)
    var run: [TestName] = []
    var told: [TestResult] = []
    for test in tests where isWanted(test) {
      switch test.mode {
      case .todo: told.append(TestResult(test: test, status: .todo))
      case .skip: told.append(TestResult(test: test, status: .skipped))
      case .run, .only:
        if hasFocus, !test.isFocused {
          told.append(
            TestResult(test: test, status: .skipped, reason: "others are marked with only"))
        } else {
          run.append(test)
        }
      }
    }
    return (run, told)
  }

  private func isWanted(_ test: TestName) -> Bool {
    if let keys = options.onlyKeys, !keys.contains(test.key) { return false }
    if !options.tags.isEmpty, !test.tags.contains(where: options.tags.contains) { return false }
    if test.tags.contains(where: options.withoutTags.contains) { return false }
    if let shard = options.shard, Self.hash(test.key) % UInt64(shard.count) != shard.index - 1 {
      return false
    }
    guard !options.filters.isEmpty else { return true }
    let name = (test.file + " " + test.path.joined(separator: " ")).lowercased()
    return options.filters.contains { name.contains($0.lowercased()) }
  }

  /// FNV-1a: which shard a test is in does not depend on the other tests, nor on the machine.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
