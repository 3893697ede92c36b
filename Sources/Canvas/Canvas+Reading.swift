/// Taking pixels out.
extension Canvas {
  public enum Format: Sendable {
    case png
    /// - Parameter quality: from 0 to 1.
    case jpeg(quality: Double)
  }

  /// The pixels of a region as ImageData has them. What lies outside is transparent.
  public func pixels(_ region: Region) throws -> [UInt8] {
    guard region.width * region.height <= Double(CanvasLimits.readPixels) else {
      throw CanvasError(
        "\(region.width)x\(region.height) pixels were asked for; "
          + "at most \(CanvasLimits.readPixels) can be read at once")
    }
    guard let part = try part(region, width: region.width, height: region.height) else {
      return [UInt8](repeating: 0, count: Int(region.width) * Int(region.height) * 4)
    }
    return part.rgba
  }

  /// A region as a picture file of a given size.
  public func picture(
    of region: Region, width: Double, height: Double, as format: Format
  ) throws -> [UInt8] {
    guard width * height <= Double(CanvasLimits.imagePixels) else {
      throw CanvasError(
        "the picture would be \(width)x\(height); at most \(CanvasLimits.imagePixels) pixels fit")
    }
    guard let part = try part(region, width: width, height: height) else {
      throw CanvasError("canvas is empty")
    }
    switch format {
    case .png: return try part.png()
    case .jpeg(let quality): return try part.jpeg(quality: quality)
    }
  }

  private func part(_ region: Region, width: Double, height: Double) throws -> Surface? {
    let sides = [region.width, region.height, width, height]
    let range = 1...Double(CanvasLimits.screenSidePixels)
    guard sides.allSatisfy({ $0.isFinite && range.contains($0) }), region.x.isFinite,
      region.y.isFinite
    else {
      throw CanvasError(
        "a region of \(region.width)x\(region.height) in \(width)x\(height) cannot be read; "
          + "sides are from 1 to \(CanvasLimits.screenSidePixels)")
    }
    let inPixels = Region(
      x: region.x * scale, y: region.y * scale, width: region.width * scale,
      height: region.height * scale)
    return surface?.region(
      inPixels, width: Int(width.rounded()), height: Int(height.rounded()))
  }
}
