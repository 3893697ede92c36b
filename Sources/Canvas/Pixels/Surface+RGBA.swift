/// Pixels as ImageData has them: red first, colours not multiplied by alpha.
extension Surface {
  /// All pixels, row by row.
  var rgba: [UInt8] {
    let stride = stride
    return withBytes { bytes in
      [UInt8](unsafeUninitializedCapacity: width * height * 4) { out, count in
        var at = 0
        for row in 0..<height {
          for from in Swift.stride(from: row * stride, to: row * stride + width * 4, by: 4) {
            let alpha = bytes[from + 3]
            out[at] = Self.divided(bytes[from + 2], by: alpha)
            out[at + 1] = Self.divided(bytes[from + 1], by: alpha)
            out[at + 2] = Self.divided(bytes[from], by: alpha)
            out[at + 3] = alpha
            at += 4
          }
        }
        count = at
      }
    }
  }

  /// A surface with these pixels. Nil when there are not as many bytes as pixels need.
  convenience init?(rgba: [UInt8], width: Int, height: Int) {
    guard rgba.count == width * height * 4 else { return nil }
    self.init(width: width, height: height)
    let stride = stride
    withBytes { bytes in
      var from = 0
      for row in 0..<height {
        for at in Swift.stride(from: row * stride, to: row * stride + width * 4, by: 4) {
          let alpha = rgba[from + 3]
          bytes[at] = Self.multiplied(rgba[from + 2], by: alpha)
          bytes[at + 1] = Self.multiplied(rgba[from + 1], by: alpha)
          bytes[at + 2] = Self.multiplied(rgba[from], by: alpha)
          bytes[at + 3] = alpha
          from += 4
        }
      }
    }
  }

  private static func divided(_ part: UInt8, by alpha: UInt8) -> UInt8 {
    guard alpha != 0 else { return 0 }
    return UInt8(min(255, (Int(part) * 255 + Int(alpha) / 2) / Int(alpha)))
  }

  private static func multiplied(_ part: UInt8, by alpha: UInt8) -> UInt8 {
    UInt8((Int(part) * Int(alpha) + 127) / 255)
  }
}
