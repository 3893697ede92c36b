import Foundation

/// Measures one thing of Sampan and prints samples, one JSON object a line:
/// `{"metric": "cold launch", "unit": "ms", "value": 12.3}`.
///
/// `sampan-bench CASE --runs N` measures one case; `sampan-bench serve` reads the names of cases from
/// standard input, one a line, and closes each answer with `{"done": true}`, so that a harness can
/// interleave them with other programs. `{"error": "…"}` says why a case could not be measured.
@main
enum Main {
  static func main() async {
    do {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      switch options.verb {
      case "echo": RawRoundTrip.echo()
      case "record": try await Recording(folder: options.folder).make(options)
      case "pose": try Recording(folder: options.folder).pose()
      case "serve": await serve(try await Stage(options))
      default: await measure(options.verb, runs: options.runs, on: try await Stage(options))
      }
    } catch {
      Output.complain("sampan-bench: \(error)")
      exit(2)
    }
  }

  private static func serve(_ stage: Stage) async {
    while true {
      // At the end of input `readLine` tries again for ever when an old error says "interrupted".
      errno = 0
      guard let name = readLine() else { return }
      await measure(name, runs: 1, on: stage)
      Output.print(["done": true])
    }
  }

  private static func measure(_ name: String, runs: Int, on stage: Stage) async {
    do {
      guard let measured = Case(rawValue: name) else { throw UsageError.unknownCase(name) }
      for _ in 0..<runs {
        for sample in try await measured.run(on: stage) { Output.print(sample.json) }
      }
    } catch {
      Output.print(["error": .string("\(error)")])
    }
  }
}
