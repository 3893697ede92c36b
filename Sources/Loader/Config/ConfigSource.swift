/// Reads the package's JSON files, each once.
struct ConfigSource {
  let files: PackageFiles

  /// The object in a JSON file; nil when the file is missing, or after an error was reported.
  func object(at path: String, sink: inout DiagnosticSink) -> ConfigValue? {
    guard files.exists(path) else { return nil }
    do throws(FileError) {
      let bytes = try files.bytes(at: path, limit: files.limits.textBytes)
      return Self.object(bytes, file: path, limits: files.limits, sink: &sink)
    } catch {
      sink.error(path, "\(error)")
      return nil
    }
  }

  /// The object that bytes spell, as `object(at:sink:)`.
  static func object(
    _ bytes: [UInt8], file: String, limits: Limits, sink: inout DiagnosticSink
  ) -> ConfigValue? {
    guard let value = ConfigReader.read(bytes, file: file, limits: limits, sink: &sink) else {
      return nil
    }
    guard case .object = value.kind else {
      sink.error(file, value.position, "expected an object in braces, found \(value.kindName)")
      return nil
    }
    return value
  }
}
