import Bridge
import Canvas
import Wire

/// What a picture file is asked to hold.
struct PixelRequest {
  let region: Region
  /// The size of the file in pixels.
  let width: Double
  let height: Double
  let isJPEG: Bool
  private let quality: Double

  var format: Canvas.Format { isJPEG ? .jpeg(quality: quality) : .png }

  init(_ request: JSON) throws(CallError) {
    region = try Self.region(request)
    width = request["destWidth"]?.number ?? region.width
    height = request["destHeight"]?.number ?? region.height
    isJPEG = request["fileType"]?.string == "jpg"
    // One that is out of range counts as absent, as in toDataURL.
    let wanted = request["quality"]?.number ?? 1
    quality = (0...1).contains(wanted) ? wanted : 1
  }

  static func region(_ request: JSON) throws(CallError) -> Region {
    guard let x = request["x"]?.number, let y = request["y"]?.number,
      let width = request["width"]?.number, let height = request["height"]?.number
    else { throw .parameter("x, y, width and height should be Number;") }
    return Region(x: x, y: y, width: width, height: height)
  }
}
