import Bridge
import Canvas
import Foundation

/// Finds the bytes of a picture for one call: in the package, among the temporary files, or in a
/// `data:` URL.
struct PictureReader: Sendable {
  let context: CallContext
  let temporary: TemporaryFiles

  func file(_ source: String) throws -> [UInt8] {
    let limit = CanvasLimits.imageFileBytes
    if source.hasPrefix("data:") { return try decoded(source) }
    if source.hasPrefix("wxfile://") || source.hasPrefix("http://tmp/") {
      return try temporary.read(source, for: context.session)
    }
    guard !source.hasPrefix("http://"), !source.hasPrefix("https://") else {
      throw CallError("'\(source.prefix(256))' is not on this device; download it first")
    }
    let path = source.drop { $0 == "/" }
    guard let bytes = context.files.bytes(at: String(path), limit: limit) else {
      throw CallError("there is no picture '\(source.prefix(256))' of at most \(limit) bytes")
    }
    return bytes
  }

  private func decoded(_ url: String) throws -> [UInt8] {
    guard let comma = url.firstIndex(of: ","), url[..<comma].hasSuffix(";base64"),
      let data = Data(
        base64Encoded: String(url[url.index(after: comma)...]), options: .ignoreUnknownCharacters)
    else { throw CallError("the data: URL holds no picture in base64") }
    return [UInt8](data)
  }
}
