/// A mini-program as its configuration describes it: what the host compiles and the runner starts.
public struct MiniProgram: Sendable {
  /// Absolute path of the folder that holds app.json, without links.
  public internal(set) var root: String
  public internal(set) var appID: String
  /// The project's name, or the folder's.
  public internal(set) var name: String
  /// In the order of app.json: the main package, then each subpackage.
  public internal(set) var pages: [Page]
  /// Every component that a page, app.json or another component uses, sorted by path.
  public internal(set) var components: [Component]
  /// Components that every page and component may use, by tag.
  public internal(set) var globalComponents: [String: String]
  /// The tag shown while such a component is not there yet, by tag.
  public internal(set) var globalPlaceholders: [String: String]
  public internal(set) var subpackages: [Subpackage]
  /// The tab bar with its defaults filled in, or nil without one.
  public internal(set) var tabBar: ConfigValue?
  /// The path of the page that opens when none is asked for.
  public internal(set) var entryPage: String
  /// Every `.js`, `.ts` and `.json` file, sorted.
  public internal(set) var scripts: [String]
  /// Every file, sorted.
  public internal(set) var files: [String]
  /// `resolveAlias`: both sides end in `/*`.
  public internal(set) var aliases: [String: String]
  /// Whether scripts run when their page is first visited (`lazyCodeLoading`), not at launch.
  public internal(set) var isLazy: Bool
  /// app.json as it was understood: theme variables replaced, values of a wrong type left out.
  public internal(set) var appConfig: ConfigValue
  /// What `wx.getExtConfig` answers: `ext` of ext.json, or an empty object.
  public internal(set) var ext: ConfigValue
  public internal(set) var projectSettings: ProjectSettings

  /// The folder of cloud functions on disk, without links; nil when the project has none.
  public internal(set) var cloudFunctionRoot: String?

  /// Where each file lies.
  let listing: PackageFiles

  /// Whether the package holds a file at a path.
  public func exists(_ path: String) -> Bool { listing.exists(path) }

  /// The text of a file of at most 4 MiB, as it is on disk now, without a byte order mark.
  public func text(at path: String) throws(FileError) -> String {
    try listing.text(at: try checked(path))
  }

  /// The bytes of a file, as it is on disk now.
  ///
  /// - Parameter limit: more bytes are refused with `FileError.tooLarge`.
  public func bytes(at path: String, limit: Int) throws(FileError) -> [UInt8] {
    try listing.bytes(at: try checked(path), limit: limit)
  }

  /// The bytes that a file had when the package was listed; nil when there is no such file.
  public func size(of path: String) -> Int? { listing.byPath[path]?.bytes }

  private func checked(_ path: String) throws(FileError) -> String {
    do {
      return try PackagePath.resolve(path, limits: listing.limits)
    } catch {
      throw .refused(path: path, reason: error.sentence)
    }
  }
}

extension MiniProgram {
  /// One entry of `pages`, or of a subpackage's.
  public struct Page: Sendable, Equatable {
    /// Without extension, as `pages/cart/cart`.
    public internal(set) var path: String
    /// The root of the subpackage that the page belongs to; `""` in the main package.
    public internal(set) var packageRoot: String
    public internal(set) var isTab: Bool
    /// `window` of app.json with the page's own keys over it.
    public internal(set) var config: ConfigValue
    /// The page's own components: path by tag.
    public internal(set) var components: [String: String]
    /// The tag shown while a component is not there yet, by tag.
    public internal(set) var placeholders: [String: String]
    /// Whether the page's json says `"component": true`.
    public internal(set) var isComponent: Bool
  }

  /// A component that can be used by tag.
  public struct Component: Sendable, Equatable {
    /// Without extension, as `components/star/star`.
    public internal(set) var path: String
    public internal(set) var components: [String: String]
    /// Tags that the user of the component decides about.
    public internal(set) var generics: [String: Generic]
    public internal(set) var placeholders: [String: String]
    public internal(set) var styleIsolation: String?
    /// `pureDataPattern`: the source of a regular expression.
    public internal(set) var pureDataPattern: String?
    /// What the component's json says, if anything.
    public internal(set) var componentFramework: String?
  }

  /// One entry of `componentGenerics`.
  public enum Generic: Sendable, Equatable {
    /// The user has to name a component.
    case required
    /// The path of the component to fall back on.
    case optional(fallback: String)
  }

  /// A part of the package that is loaded when one of its pages is visited.
  public struct Subpackage: Sendable, Equatable {
    /// Without slashes at its ends.
    public internal(set) var root: String
    public internal(set) var name: String?
    /// Whether its pages run without the main package.
    public internal(set) var isIndependent: Bool
    /// The script that runs first, if one is named and exists.
    public internal(set) var entry: String?
  }
}
