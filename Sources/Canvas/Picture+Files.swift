/// Making files and shades of grey out of a picture.
extension Picture {
  /// A part of the picture in another size, as a file.
  ///
  /// - Parameter part: nil takes all of it.
  public func file(
    of part: Region? = nil, width: Int, height: Int, as format: Canvas.Format
  ) throws -> [UInt8] {
    guard width > 0, height > 0, width <= 32767, height <= 32767,
      width * height <= CanvasLimits.imagePixels
    else {
      throw CanvasError(
        "the picture would be \(width)x\(height); at most \(CanvasLimits.imagePixels) pixels fit")
    }
    let whole = Region(x: 0, y: 0, width: Double(self.width), height: Double(self.height))
    guard let copy = surface.region(part ?? whole, width: width, height: height) else {
      throw CanvasError("there is no memory for the picture")
    }
    switch format {
    case .png: return try copy.png()
    case .jpeg(let quality): return try copy.jpeg(quality: quality)
    }
  }

  /// The brightness of each pixel, row by row, on white.
  public var greys: [UInt8] {
    let (stride, width, height) = (surface.stride, width, height)
    return surface.withBytes { bytes in
      [UInt8](unsafeUninitializedCapacity: width * height) { out, count in
        var at = 0
        for row in 0..<height {
          for from in Swift.stride(from: row * stride, to: row * stride + width * 4, by: 4) {
            // Colours are multiplied by alpha; what is missing is white.
            let colour =
              Int(bytes[from]) * 29 + Int(bytes[from + 1]) * 150 + Int(bytes[from + 2]) * 77
            out[at] = UInt8(min(255, (colour >> 8) + 255 - Int(bytes[from + 3])))
            at += 1
          }
        }
        count = at
      }
    }
  }
}
