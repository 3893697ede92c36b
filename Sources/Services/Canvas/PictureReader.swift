import Bridge
import Canvas
import Foundation

/// Finds the bytes of a picture for one call: in the package, among the files that the mini-program
/// has, or in a `data:` URL.
struct PictureReader: Sendable {
  let context: CallContext
  let files: FileStore

  func file(_ source: String) throws -> [UInt8] {
    let limit = CanvasLimits.imageFileBytes
    if source.hasPrefix("data:") { return try decoded(source) }
    guard !Self.isRemote(source) else {
      throw CallError("'\(source.prefix(256))' is not on this device; download it first")
    }
    let file = try files.open(source, for: "open", context)
    guard file.count <= limit else {
      throw CallError(
        "the picture '\(source.prefix(256))' has \(file.count) bytes; at most \(limit) fit")
    }
    return try file.read(at: 0, limit: limit)
  }

  /// Whether a picture has to be fetched first.
  static func isRemote(_ source: String) -> Bool {
    (source.hasPrefix("http://") || source.hasPrefix("https://"))
      && !source.hasPrefix("http://tmp/") && !source.hasPrefix("http://usr/")
  }

  private func decoded(_ url: String) throws -> [UInt8] {
    guard let comma = url.firstIndex(of: ","), url[..<comma].hasSuffix(";base64"),
      let data = Data(
        base64Encoded: String(url[url.index(after: comma)...]), options: .ignoreUnknownCharacters)
    else { throw CallError("the data: URL holds no picture in base64") }
    return [UInt8](data)
  }
}
