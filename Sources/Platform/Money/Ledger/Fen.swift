/// Amounts of play money: whole fen, of which a hundred are a yuan. No text of an amount ever
/// passes through a floating point number.
public enum Fen {
  /// The largest amount that anything here takes: a million yuan.
  public static let most = 100_000_000

  /// `1234` is `12.34`.
  public static func yuan(_ fen: Int) -> String {
    let (whole, rest) = abs(fen).quotientAndRemainder(dividingBy: 100)
    return (fen < 0 ? "-" : "") + "\(whole)." + (rest < 10 ? "0" : "") + "\(rest)"
  }

  /// Whole fen written as digits alone, from 1 to `most`; nil for any other text.
  public static func parse(fen text: some StringProtocol) -> Int? {
    guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy(isDigit),
      let fen = Int(text), (1...most).contains(fen)
    else { return nil }
    return fen
  }

  /// Yuan as people write them, `12`, `12.3` or `12.34`, in fen; nil for any other text and for
  /// nothing.
  public static func parse(yuan text: some StringProtocol) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...7).contains(parts[0].utf8.count),
      parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }), let whole = Int(parts[0])
    else { return nil }
    var fen = whole * 100
    if parts.count == 2 {
      guard (1...2).contains(parts[1].utf8.count), let rest = Int(parts[1]) else { return nil }
      fen += parts[1].utf8.count == 1 ? rest * 10 : rest
    }
    return (1...most).contains(fen) ? fen : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
