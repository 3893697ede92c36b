import ArgumentParser
import Foundation
import Platform

/// Which host's books a verb looks into.
struct DataFolder: ParsableArguments {
  @Option(
    help: "Where lasting state is kept (default: $XDG_DATA_HOME/sampan).", completion: .directory)
  var data: String?

  var platform: PlatformStore {
    PlatformStore(folder: (data ?? ProgramOptions.defaultDataFolder) + "/platform")
  }
}

extension Occasion {
  /// The machine's time and randomness, for what a person does at the command line.
  static var now: Occasion {
    Occasion(milliseconds: Int(Date().timeIntervalSince1970 * 1_000))
  }
}

/// What the platform refuses is wrong usage, told in a sentence.
enum Refusals {
  static func told<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as PlatformError {
      throw ValidationError(error.description)
    }
  }
}
