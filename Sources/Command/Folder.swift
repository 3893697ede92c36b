import ArgumentParser
import Foundation
import Host

/// The folder that a verb was given.
enum Folder {
  /// Refuses what is no folder that can be read, which is wrong usage and no fault of a program.
  static func validate(_ path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ValidationError("'\(path)' does not exist; expected the folder of a mini-program")
    }
    guard isFolder.boolValue else {
      throw ValidationError("'\(path)' is a file; expected the folder of a mini-program")
    }
    guard access(path, R_OK | X_OK) == 0 else {
      throw ValidationError("'\(path)' cannot be read; its permissions do not allow it")
    }
  }
}

/// Loads a program and tells what is wrong with it; exits when it cannot run at all.
func load(_ folder: String, on host: MiniProgramHost) async throws -> Program {
  let (program, diagnostics) = await Progress.during("loading \(folder)") {
    await host.load(folder)
  }
  for diagnostic in diagnostics where program == nil || diagnostic.severity == .error {
    Output.remark("\(diagnostic)")
  }
  guard let program else { throw Exit.failed }
  return program
}
