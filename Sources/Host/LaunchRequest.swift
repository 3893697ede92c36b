import Bridge

/// What a mini-program is started with.
public struct LaunchRequest: Sendable {
  /// The page to open, without a leading slash; nil opens the program's own entry page.
  public var page: String?
  /// `key=value` pairs joined by `&`, handed over undecoded (`reference/pages-and-routing.md 4.4`).
  public var query: String
  public var user: String
  public var clock: SessionClock
  /// Makes `Math.random` repeat; nil leaves it to the engine.
  public var seed: UInt32?
  /// How the user came here (`reference/pages-and-routing.md 4.1`).
  public var scene: Int
  /// Who answers when the user is asked for a permission.
  public var permissions: PermissionPolicy
  /// The device that it runs on; nil takes the host's.
  public var device: DeviceProfile?
  /// Sees the calls of the session; for tests, which record them and answer some themselves.
  public var watch: (any CallWatch)?

  public init(
    page: String? = nil, query: String = "", user: String = "developer",
    clock: SessionClock = .real, seed: UInt32? = nil, scene: Int = 1001,
    permissions: PermissionPolicy = PermissionPolicy(),
    device: DeviceProfile? = nil, watch: (any CallWatch)? = nil
  ) {
    self.page = page
    self.query = query
    self.user = user
    self.clock = clock
    self.seed = seed
    self.scene = scene
    self.permissions = permissions
    self.device = device
    self.watch = watch
  }
}

extension LaunchRequest {
  /// Whether a name can stand for a user (`Visitor.isValid`).
  public static func isValid(user: String) -> Bool { Visitor.isValid(user: user) }
}
