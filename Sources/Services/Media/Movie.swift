/// What the header of an MP4 or QuickTime file says of a video (ISO 14496-12).
///
/// Whatever the bytes are, reading them neither traps nor looks at more boxes than `boxes`.
struct Movie: Hashable, Sendable {
  /// In seconds.
  var duration = 0.0
  var width = 0
  var height = 0
  /// Pictures in a second; 0 when the file does not say.
  var rate = 0.0
  /// `up`, `right`, `down` or `left`: how the video is turned when it is shown.
  var orientation = "up"

  private static let boxes = 2_000

  /// Nil when the bytes are no such file, or have no header.
  init?(_ bytes: [UInt8]) {
    var left = Self.boxes
    guard bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) else { return nil }
    var hasHeader = false
    Self.each(in: bytes, 0..<bytes.count, &left) { name, range, left in
      guard name == "moov" else { return }
      Self.each(in: bytes, range, &left) { name, range, left in
        if name == "mvhd" {
          hasHeader = true
          duration = Self.seconds(bytes, range) ?? 0
        } else if name == "trak" {
          readTrack(bytes, range, &left)
        }
      }
    }
    guard hasHeader else { return nil }
  }

  private mutating func readTrack(_ bytes: [UInt8], _ range: Range<Int>, _ left: inout Int) {
    var (size, turn): ((Int, Int)?, String?) = (nil, nil)
    Self.each(in: bytes, range, &left) { name, range, left in
      guard name == "tkhd", let version = bytes.number(range.lowerBound, 1) else { return }
      // Behind times, layers and volume lies the matrix, then width and height in 16.16.
      let matrix = range.lowerBound + (version == 1 ? 52 : 40)
      guard matrix + 44 <= range.upperBound, let wide = bytes.number(matrix + 36, 2),
        let high = bytes.number(matrix + 40, 2), wide > 0, high > 0
      else { return }
      size = (wide, high)
      let turns: [[Int?]: String] = [
        [0, 1, 0xFFFF, 0]: "right", [0xFFFF, 0, 0, 0xFFFF]: "down", [0, 0xFFFF, 1, 0]: "left",
      ]
      turn = turns[[0, 4, 12, 16].map { bytes.number(matrix + $0, 2) }]
    }
    guard let size else { return }
    (width, height) = size
    orientation = turn ?? "up"
    rate = Self.rate(bytes, range, &left) ?? 0
  }

  /// Samples of a track over its time: `stsz` and `mdhd` below `mdia`.
  private static func rate(_ bytes: [UInt8], _ track: Range<Int>, _ left: inout Int) -> Double? {
    var (samples, time): (Int?, Double?) = (nil, nil)
    func look(_ range: Range<Int>, _ left: inout Int, depth: Int) {
      guard depth < 4 else { return }
      each(in: bytes, range, &left) { name, range, left in
        switch name {
        case "mdia", "minf", "stbl": look(range, &left, depth: depth + 1)
        case "mdhd": time = seconds(bytes, range)
        case "stsz": samples = bytes.number(range.lowerBound + 8, 4)
        default: break
        }
      }
    }
    look(track, &left, depth: 0)
    guard let samples, let time, time > 0 else { return nil }
    return Double(samples) / time
  }

  /// Time scale and duration of an `mvhd` or `mdhd`.
  private static func seconds(_ bytes: [UInt8], _ range: Range<Int>) -> Double? {
    guard let version = bytes.number(range.lowerBound, 1) else { return nil }
    let start = range.lowerBound + (version == 1 ? 20 : 12)
    guard start + 12 <= range.upperBound || version == 0, let scale = bytes.number(start, 4),
      scale > 0, let length = bytes.number(start + 4, version == 1 ? 8 : 4)
    else { return nil }
    return Double(length) / Double(scale)
  }

  /// Calls `body` with the name and the content of each box.
  private static func each(
    in bytes: [UInt8], _ range: Range<Int>, _ left: inout Int,
    _ body: (String, Range<Int>, inout Int) -> Void
  ) {
    var place = range.lowerBound
    while place + 8 <= range.upperBound, left > 0 {
      left -= 1
      var size = bytes.number(place, 4) ?? 0
      var head = 8
      if size == 1, place + 16 <= range.upperBound {
        size = bytes.number(place + 8, 8) ?? 0
        head = 16
      } else if size == 0 {
        size = range.upperBound - place
      }
      guard size >= head, size <= range.upperBound - place else { return }
      let name = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
      body(name, place + head..<place + size, &left)
      place += size
    }
  }
}

extension [UInt8] {
  /// A number of so many bytes, the highest first; nil past the end, and past what an Int holds.
  fileprivate func number(_ place: Int, _ size: Int) -> Int? {
    guard place >= 0, place <= count - size, size < 8 || self[place] < 0x80 else { return nil }
    return self[place..<place + size].reduce(0) { $0 << 8 | Int($1) }
  }
}
