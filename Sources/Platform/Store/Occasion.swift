/// When something happens and where its random numbers come from. Both are passed in, so that a
/// seeded run on a virtual clock makes the same codes, keys and ids again.
public struct Occasion: Sendable {
  /// Milliseconds since 1970.
  public let milliseconds: Int
  private let draw: @Sendable () -> UInt64

  public init(milliseconds: Int, random: @escaping @Sendable () -> UInt64) {
    self.milliseconds = milliseconds
    draw = random
  }

  /// The machine's own randomness, at a moment.
  public init(milliseconds: Int) {
    self.init(milliseconds: milliseconds) { UInt64.random(in: .min ... .max) }
  }

  public var seconds: Int { milliseconds / 1_000 }

  /// A number below a bound, all equally likely.
  func number(below bound: UInt64) -> UInt64 {
    // Numbers past the last whole multiple of the bound would make small results likelier.
    let last = UInt64.max - UInt64.max % bound
    while true {
      let number = draw()
      if number < last { return number % bound }
    }
  }

  /// Thirty-two random bits.
  func bits32() -> UInt32 { UInt32(truncatingIfNeeded: draw() >> 32) }

  func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: draw() >> 56) }
  }

  func text(_ length: Int, of alphabet: Alphabet) -> String {
    let letters = alphabet.letters
    return String(
      decoding: (0..<length).map { _ in letters[Int(number(below: UInt64(letters.count)))] },
      as: UTF8.self)
  }

  struct Alphabet: Sendable {
    let letters: [UInt8]

    private init(_ text: String) { letters = Array(text.utf8) }

    static let digits = Alphabet("0123456789")
    static let hex = Alphabet("0123456789abcdef")
    static let alphanumeric = Alphabet(
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    static let urlSafe = Alphabet(
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_")
  }
}
