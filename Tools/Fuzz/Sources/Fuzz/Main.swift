import Foundation

// libFuzzer, which `--sanitize fuzzer` links in, brings `main` and calls the two functions here.
//
// `sampan-fuzz TARGET [libFuzzer options] CORPUS` fuzzes one target;
// `sampan-fuzz TARGET seeds FOLDER` writes the inputs that a corpus starts from.

/// What is fuzzed; set once before the first input.
private nonisolated(unsafe) var target = Target.frames  // libFuzzer has one thread for both calls

/// Takes the target's name out of the arguments; the rest is libFuzzer's.
@_cdecl("LLVMFuzzerInitialize")
func initialize(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> Int32 {
  let words = CommandLine.arguments
  guard words.count >= 2, let named = Target(rawValue: words[1]) else {
    let names = Target.allCases.map(\.rawValue).joined(separator: ", ")
    fail("expected a target (\(names)), found '\(words.dropFirst().first ?? "nothing")'")
  }
  target = named
  if words.count == 4, words[2] == "seeds" { writeSeeds(to: words[3]) }
  let last = Int(count.pointee) - 1
  for index in 1..<last { arguments.pointee[index] = arguments.pointee[index + 1] }
  arguments.pointee[last] = nil
  count.pointee -= 1
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  target.run(UnsafeRawBufferPointer(start: data, count: size))
  return 0
}

private func writeSeeds(to folder: String) -> Never {
  for (index, seed) in target.seeds.enumerated() {
    let file = URL(filePath: folder).appending(path: "seed-\(index)")
    do { try Data(seed).write(to: file) } catch { fail(error.localizedDescription) }
  }
  exit(0)
}

private func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("sampan-fuzz: \(message)\n".utf8))
  exit(2)
}
