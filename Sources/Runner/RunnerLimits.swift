/// The bounds of a runner that are its own. Those of the guest come with `hello`.
enum RunnerLimits {
  /// Output that may wait before it is sent in the middle of a turn, in bytes.
  static let outboundBytes = 64 << 10
  /// Frames from the host that may wait while the runner runs or writes, in bytes.
  static let inboxBytes = 128 << 20
  /// How long nothing has to happen after a turn before garbage is collected, in milliseconds.
  static let restMilliseconds: Int32 = 1000
  /// Guests that are put away, one after the other, before their garbage is collected.
  static let livesInGarbage = 8
  /// One read from the channel, in bytes.
  static let readBytes = 64 << 10
}
