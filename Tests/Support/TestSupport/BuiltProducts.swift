import Foundation

/// Executables that were built together with the tests.
public enum BuiltProducts {
  /// The runner.
  public static let runner = path(of: "sampan-runner")
  /// The command.
  public static let command = path(of: "sampan")

  /// Any other, by its name.
  public static func path(of name: String) -> String {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    var folder = (bundle as NSString).deletingLastPathComponent
    while folder.count > 1 {
      let candidate = folder + "/" + name
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
      folder = (folder as NSString).deletingLastPathComponent
    }
    return "\(name) was not built with the tests"
  }
}
