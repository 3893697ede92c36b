/// The bytes of one file, with its lines numbered.
///
/// Looking up a position costs the logarithm of the number of lines, however long a line is.
struct SourceText {
  let path: String
  /// The file's UTF-8 text, empty if there is more of it than `Limits.sourceBytes`.
  let bytes: [UInt8]
  /// How much text was given.
  let givenBytes: Int
  private let lineStarts: [Int]
  /// UTF-16 units before each block of `blockBytes`, so that a column needs one short count.
  private let unitsBeforeBlock: [Int]
  private static let blockBytes = 128

  init(path: String, text: String) {
    self.path = path
    givenBytes = text.utf8.count
    bytes = givenBytes <= Limits.sourceBytes ? Array(text.utf8) : []
    var lineStarts = [0]
    var unitsBeforeBlock: [Int] = []
    unitsBeforeBlock.reserveCapacity(bytes.count / Self.blockBytes + 1)
    var units = 0
    for (offset, byte) in bytes.enumerated() {
      if offset % Self.blockBytes == 0 { unitsBeforeBlock.append(units) }
      units += Self.units(startedBy: byte)
      if byte == UInt8(ascii: "\n") { lineStarts.append(offset + 1) }
    }
    if bytes.count % Self.blockBytes == 0 { unitsBeforeBlock.append(units) }
    self.lineStarts = lineStarts
    self.unitsBeforeBlock = unitsBeforeBlock
  }

  /// Whether the file is past the limit, which leaves nothing of it to read.
  var isTooLarge: Bool { givenBytes > Limits.sourceBytes }

  /// The place of a byte; offsets past the end mean the end.
  func position(at offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    let line = lastLine(startingAtOrBefore: offset)
    let column = units(before: offset) - units(before: lineStarts[line]) + 1
    return SourcePosition(line: line + 1, column: column, offset: offset)
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The byte at an offset, or nil outside the file.
  subscript(offset: Int) -> UInt8? {
    offset >= 0 && offset < bytes.count ? bytes[offset] : nil
  }

  /// Whether the ASCII text stands at an offset.
  func has(_ text: StaticString, at offset: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard offset >= 0, offset + count <= bytes.count else { return false }
    return text.withUTF8Buffer { bytes[offset..<offset + count].elementsEqual($0) }
  }

  private func lastLine(startingAtOrBefore offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func units(before offset: Int) -> Int {
    let block = offset / Self.blockBytes
    var units = unitsBeforeBlock[block]
    for byte in bytes[block * Self.blockBytes..<offset] { units += Self.units(startedBy: byte) }
    return units
  }

  private static func units(startedBy byte: UInt8) -> Int {
    if byte & 0b1100_0000 == 0b1000_0000 { return 0 }
    return byte >= 0b1111_0000 ? 2 : 1
  }
}
