/// The bounds on what tools are given and may give back.
enum TransformLimits {
  /// UTF-8 bytes of one script or stylesheet.
  static let sourceBytes = 4 * 1024 * 1024
  /// UTF-8 bytes of one file that a tool wrote. Source maps of large scripts are larger than these.
  static let resultBytes = 32 * 1024 * 1024
  /// Bytes of what a tool says about its input; the rest is not read.
  static let reportBytes = 1024 * 1024
  /// Errors that esbuild lists in one run.
  static let listedErrors = 1000
  /// UTF-8 bytes of one message that is passed on.
  static let messageBytes = 1000
  /// Seconds of processor time for one run of a tool.
  static let processorSeconds = 120
  /// Bytes that a cache folder may hold; past them the oldest half goes.
  static let cacheBytes = 256 * 1024 * 1024
}
