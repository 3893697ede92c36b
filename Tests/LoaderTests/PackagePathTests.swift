import Testing

@testable import Loader

@Suite struct `A path` {
  struct Sample: Sendable {
    let written: String
    let folder: String
    let path: String?
    let problem: PackagePath.Problem?

    init(_ written: String, from folder: String = "", _ path: String) {
      (self.written, self.folder, self.path, problem) = (written, folder, path, nil)
    }

    init(_ written: String, from folder: String = "", refused problem: PackagePath.Problem) {
      (self.written, self.folder, path, self.problem) = (written, folder, nil, problem)
    }
  }

  @Test(arguments: [
    Sample("a/b", "a/b"),
    Sample("/a//b/", "a/b"),
    Sample("./b", from: "a", "a/b"),
    Sample("../b", from: "a/c", "a/b"),
    Sample("/b", from: "a", "b"),
    Sample("..b/...", "..b/..."),
    Sample("a%2e%2e/b", "a%2e%2e/b"),
    Sample("../a", refused: .leavesPackage),
    Sample("a/../../b", refused: .leavesPackage),
    Sample("/../b", from: "a/b/c", refused: .leavesPackage),
    Sample("../\u{301}x", refused: .leavesPackage),
    Sample("a\\b", refused: .backslash),
    Sample("a\u{0}b", refused: .controlCharacter),
    Sample("a\nb", refused: .controlCharacter),
    Sample("", refused: .empty),
    Sample("/", refused: .empty),
    Sample("a/..", refused: .empty),
  ])
  func `stays inside the package`(_ sample: Sample) {
    let result = Result { () throws(PackagePath.Problem) in
      try PackagePath.resolve(sample.written, from: sample.folder)
    }
    switch result {
    case .success(let path): #expect(path == sample.path)
    case .failure(let problem): #expect(problem == sample.problem)
    }
  }

  @Test func `has at most 1024 bytes`() throws {
    let longest = String(repeating: "é", count: 512)
    #expect(try PackagePath.resolve(longest) == longest)
    #expect(throws: PackagePath.Problem.tooLong(bytes: 1025, limit: 1024)) {
      try PackagePath.resolve(longest + "a")
    }
    #expect(throws: PackagePath.Problem.tooLong(bytes: 1026, limit: 1024)) {
      try PackagePath.resolve(longest, from: "a")
    }
  }
}
