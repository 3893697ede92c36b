/// Reads a folder as a mini-program.
///
/// The loader is as lenient as the platform: what a mini-program can run without is a warning, a
/// lost page or component is an error, and only a package without app.json or without pages yields
/// no program. Nothing that a package says reaches a file outside of it.
public enum PackageLoader {
  /// - Parameters:
  ///   - folder: the folder of app.json, or the one of project.config.json.
  ///   - appearance: which half of theme.json counts, when app.json turns `darkmode` on.
  /// - Returns: The program, or nil when there is nothing to run, and remarks in the order found.
  ///   Whenever the program is nil there is an error among them.
  public static func load(
    folder: String, appearance: Appearance = .light
  ) -> (program: MiniProgram?, diagnostics: [Diagnostic]) {
    load(folder: folder, appearance: appearance, limits: .standard)
  }

  static func load(
    folder: String, appearance: Appearance = .light, limits: Limits
  ) -> (program: MiniProgram?, diagnostics: [Diagnostic]) {
    var sink = DiagnosticSink(limits: limits)
    guard let project = Project.locate(folder, limits: limits, sink: &sink) else {
      return (nil, sink.diagnostics)
    }
    var loading = Loading(project: project, limits: limits, sink: sink)
    let program = loading.load(appearance: appearance)
    return (program, loading.scanner.sink.diagnostics)
  }
}
