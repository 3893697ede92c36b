extension Movie {
  /// A video of five seconds, 640 by 360, that has a header and no pictures.
  static let sample: [UInt8] = make(milliseconds: 5_000, width: 640, height: 360)

  static func make(milliseconds: Int, width: Int, height: Int) -> [UInt8] {
    let time = words(0, 0, 1_000, milliseconds)
    let matrix = words(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000)
    let header = box(
      "mvhd",
      [0, 0, 0, 0] + time + words(0x10000, 0x0100_0000, 0, 0) + matrix
        + words(0, 0, 0, 0, 0, 0, 2))
    let track = box(
      "tkhd",
      [0, 0, 0, 7] + words(0, 0, 1, 0, milliseconds, 0, 0, 0, 0) + matrix
        + words(width << 16, height << 16))
    return box("ftyp", Array("isom".utf8) + words(0x200) + Array("isommp42".utf8))
      + box("moov", header + box("trak", track)) + box("mdat", [])
  }

  private static func box(_ name: String, _ content: [UInt8]) -> [UInt8] {
    words(8 + content.count) + Array(name.utf8) + content
  }

  private static func words(_ numbers: Int...) -> [UInt8] {
    numbers.flatMap { number in
      (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }
  }
}
