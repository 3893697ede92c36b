/// The device that style sheets meet: what rpx and media queries depend on.
public struct StyleEnvironment: Sendable, Hashable {
  public var screenWidth = 375.0
  public var screenHeight = 667.0
  public var pixelRatio = 2.0
  /// Whether lengths that round to nothing become half a pixel.
  public var isPhoneWithHalfPixels = false
  public var isLandscape = false
  public var isDark = false

  public init() {}

  /// A length in rpx as px (reference/wxss.md 7.2).
  public func pixels(fromRelative number: Double) -> Double {
    guard number != 0, number.isFinite else { return 0 }
    let width = isLandscape ? screenHeight : screenWidth
    let pixels = (number / 750 * width + 0.0001).rounded(.down)
    guard pixels == 0 else { return pixels }
    return pixelRatio != 1 && isPhoneWithHalfPixels ? 0.5 : 1
  }

  /// A text with every length in rpx turned into px; strings and addresses stay as they are.
  public func converted(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: "X") }) else {
      return text
    }
    var scanner = StyleScanner(Array(text.utf8))
    var result: [UInt8] = []
    result.reserveCapacity(scanner.end)
    while let byte = scanner.current {
      let start = scanner.offset
      if byte.isStyleDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
        || byte == UInt8(ascii: "-"), let length = scanner.relativeLength()
      {
        if byte == UInt8(ascii: "+") { result.append(byte) }
        result += Self.text(pixels(fromRelative: length)).utf8
        result += "px".utf8
        continue
      }
      scanner.skipToken()
      result += scanner.bytes[start..<scanner.offset]
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A number without a fraction where it has none.
  static func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}

extension StyleScanner {
  /// Reads `12.5rpx`; passes nothing when something else stands here.
  mutating func relativeLength() -> Double? {
    let start = offset
    if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
    var isFraction = false
    while let byte = current, byte.isStyleDigit || (byte == UInt8(ascii: ".") && !isFraction) {
      if byte == UInt8(ascii: ".") { isFraction = true }
      offset += 1
    }
    let number = Double(text(start..<offset))
    if let number, take("rpx") || take("RPX") || take("Rpx"), current?.isStyleName != true {
      return number
    }
    offset = start
    return nil
  }
}
