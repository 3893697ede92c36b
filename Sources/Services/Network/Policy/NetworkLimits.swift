/// What one mini-program may take of the network. Each has a test at the limit and one past it.
public enum NetworkLimits {
  public static let urlBytes = 16 << 10
  /// Names and values of a request's headers.
  public static let headerBytes = 64 << 10
  public static let headers = 128
  /// Exchanges of one kind that run at once; more wait (`reference/api-conventions.md 8.8`).
  public static let exchanges = 10
  /// A response that is answered as data.
  public static let responseBytes = 8 << 20
  /// A response that is written to a file (`reference/api-conventions.md 8.8`).
  public static let downloadBytes = 200 << 20
  public static let redirects = 20
  /// The time that an exchange gets when a mini-program names none.
  public static let timeoutMilliseconds = 60_000
  /// The longest time that it may name.
  public static let longestTimeoutMilliseconds = 600_000
  /// Wall time until a connection stands.
  public static let connectSeconds = 10
  /// Wall time until a name is known.
  public static let lookupSeconds = 5
  /// Names that are looked up at once, by all mini-programs of a host.
  public static let lookups = 16
  /// Addresses of one name that are tried.
  public static let addresses = 4
  /// Sockets of one mini-program (`reference/api-conventions.md 8.8`).
  public static let sockets = 5
  /// One message of a socket, either way.
  public static let messageBytes = 4 << 20
  /// Messages to a server that does not read them.
  public static let unsentBytes = 8 << 20
}
