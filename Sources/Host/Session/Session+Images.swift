import Bridge
import Foundation
import Loader
import Wire

/// Telling the guest how large its pictures are (`reference/builtin-components.md 6.1`).
extension Session {
  /// The name of the call by which the prelude asks: `{sources}`, each a path of the package or a
  /// `data:` URL, answered by `{sizes}` with `{width, height}` or `{reason}` for each.
  static let imageCall = "image.size"

  /// So many pictures may be asked for at once.
  private static let imagesAtOnce = 4_096
  /// A picture of more bytes counts as none.
  private static let imageBytes = 16 << 20

  func imageSizes(_ text: Text) -> JSON {
    let sources = (try? JSON(text))?["sources"]?.array ?? []
    var known: [String: JSON] = [:]
    let sizes = sources.prefix(Self.imagesAtOnce).map { source in
      let source = source.string ?? ""
      if let size = known[source] { return size }
      let size = imageSize(source)
      known[source] = size
      return size
    }
    return ["sizes": .array(sizes)]
  }

  private func imageSize(_ source: String) -> JSON {
    if source.hasPrefix("wxfile://") { return fileImageSize(source) }
    guard let bytes = imageBytes(source) else { return ["reason": "404 (Not Found)"] }
    guard let size = ImageSize(bytes) else { return ["reason": "415 (Unsupported Media Type)"] }
    return ["width": .number(Double(size.width)), "height": .number(Double(size.height))]
  }

  /// The size of a temporary or saved file, which services read.
  private func fileImageSize(_ source: String) -> JSON {
    let request: JSON = ["src": .string(source)]
    let context = CallContext(
      visitor: visitor, session: identifier, screen: SessionScreen(session: self, call: 0),
      files: program, device: device, port: desk)
    guard let outcome = services["media.size"]?.serveNow(request.text, context),
      case .success(let reply) = outcome, let size = try? JSON(reply.text)
    else { return ["reason": "404 (Not Found)"] }
    return size
  }

  private func imageBytes(_ source: String) -> [UInt8]? {
    if source.hasPrefix("data:") { return Self.content(ofDataURL: source) }
    return try? program.miniProgram.bytes(at: source, limit: Self.imageBytes)
  }

  /// What a `data:` URL says, which may have been cut off at any place.
  private static func content(ofDataURL url: String) -> [UInt8]? {
    guard let comma = url.firstIndex(of: ",") else { return nil }
    let content = url[url.index(after: comma)...]
    guard url[..<comma].hasSuffix(";base64") else {
      return Array((content.removingPercentEncoding ?? String(content)).utf8)
    }
    let letters = content.filter { !$0.isWhitespace && $0 != "=" }
    // Letters stand for bytes in groups of four; a rest of one says nothing.
    let usable = letters.prefix(letters.count % 4 == 1 ? letters.count - 1 : letters.count)
    let padding = String(repeating: "=", count: (4 - usable.count % 4) % 4)
    return Data(base64Encoded: usable + padding).map(Array.init)
  }
}
