/// The bounds that keep a hostile package from costing more than a moment and some megabytes.
struct Limits: Sendable {
  /// Files and folders in one package, `miniprogram_npm` included.
  var files = 20_000
  /// UTF-8 bytes of one text file: configuration, template, style or script.
  var textBytes = 4 * 1024 * 1024
  /// UTF-8 bytes of a path inside the package.
  var pathBytes = 1024
  /// Folders inside one another.
  var folderDepth = 32
  /// Arrays and objects inside one another in one JSON file.
  var configDepth = 64
  /// Values in one JSON file.
  var configValues = 200_000
  /// Pages of one mini-program, subpackages included.
  var pages = 2_000
  /// Subpackages of one mini-program.
  var subpackages = 100
  /// Components of one mini-program.
  var components = 5_000
  /// UTF-8 bytes of a value of `window` that every page takes over, so that many pages cannot
  /// multiply one long text.
  var inheritedBytes = 4096
  /// Warnings kept, and as many errors.
  var diagnostics = 500

  /// What `Loader.load(folder:)` holds packages to.
  static let standard = Limits()
}
