import Loader

extension Program {
  /// What the program's lasting state is kept under: its appid or, where it has none, a name made of
  /// the path of its folder. Otherwise all programs without one would read each other's storage.
  public var identity: String {
    guard appID == ProjectSettings.noAppID else { return appID }
    let digits = String(Self.hash(miniProgram.root), radix: 16)
    return appID + "-" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// FNV-1a, which says the same on every machine and in every run.
  private static func hash(_ path: String) -> UInt64 {
    path.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}
