/// How a lucky red packet is split: twice the average at most, drawn when each part is taken, in
/// whole fen throughout (`reference/server-side-apis.md 10.8`).
enum PacketSplit {
  /// The next part.
  ///
  /// - Parameters:
  ///   - fen: what is left.
  ///   - count: parts that are left, this one included.
  ///   - bits: a random number u from 0 to 1, as u · 2³².
  static func draw(fen: Int, count: Int, bits: UInt32) -> Int {
    guard count > 1 else { return fen }
    let most = PlatformLimits.packetFen
    // floor(u · 2 · fen / count): at most 2³² · 4 · 10⁶, which fits with room to spare.
    let drawn = Int(bits) * 2 * fen / (count << 32)
    let others = count - 1
    return min(max(drawn, max(1, fen - most * others)), min(most, fen - others))
  }
}
