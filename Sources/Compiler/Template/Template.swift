/// Compiles WXML.
public enum Template {
  /// Turns a WXML file into code for the view runtime.
  ///
  /// Time and space are linear in the text read, included files counted as often as they appear.
  ///
  /// - Parameters:
  ///   - source: the text of the file.
  ///   - path: its path inside the package, with `.wxml`.
  ///   - framework: whose template language it is written in, included files too.
  ///   - counting: whether the code counts its bindings and branches, for coverage.
  ///   - include: gives the text of another WXML file by its package path, nil if there is none.
  public static func compile(
    source: String, path: String, framework: ComponentFramework = .exparser,
    counting: Bool = false, include: (String) -> String?
  ) -> CompiledTemplate {
    withoutActuallyEscaping(include) { include in
      var compiler = TemplateCompiler(
        source: source, path: path, framework: framework, counting: counting, read: include)
      return compiler.compile()
    }
  }
}
