/// What a plug-in process may take of the host.
public enum PlugInLimits {
  /// One message in either direction, in bytes.
  public static let messageBytes = 8 << 20
  /// Calls that wait for a plug-in at once.
  public static let calls = 1_000
  /// Bytes that wait until the plug-in reads them.
  public static let outboundBytes = 16 << 20
  /// Starts in one minute; one that ends more often is left alone until the minute is over.
  public static let startsInAMinute = 5
  /// `plugin.json`, in bytes.
  public static let manifestBytes = 1 << 20
}
