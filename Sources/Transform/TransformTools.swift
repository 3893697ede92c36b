/// A program of the system that some mini-programs need.
enum Tool: String, CaseIterable {
  case esbuild, sassc, lessc, node

  /// The Debian package that holds it.
  var package: String {
    switch self {
    case .esbuild, .sassc: rawValue
    case .lessc: "node-less"
    // It brings node, and is what is run there: it reads JavaScript for `--coverage`.
    case .node: "node-acorn"
    }
  }
}

/// Programs that some mini-programs need.
public enum TransformTools {
  /// Name of the Debian package, and whether its program is there.
  public static var state: [(package: String, isThere: Bool)] {
    Tool.allCases.map { ($0.package, Toolbox.system.path(of: $0.rawValue) != nil) }
  }
}
