import Bridge

/// A form with one file (RFC 7578).
struct MultipartForm: Sendable {
  let body: HTTPBody
  let contentType: String

  init(
    fields: [String: String], file: ReadableFile, path: String, name: String, boundary: String
  ) {
    var head = ""
    for (field, value) in fields.sorted(by: { $0.key < $1.key }) {
      head += "--\(boundary)\r\n"
      head += "Content-Disposition: form-data; name=\"\(Self.quoted(field))\"\r\n\r\n\(value)\r\n"
    }
    let fileName = path.split(separator: "/").last.map(String.init) ?? "file"
    head += "--\(boundary)\r\n"
    head += "Content-Disposition: form-data; name=\"\(Self.quoted(name))\";"
    head += " filename=\"\(Self.quoted(fileName))\"\r\n"
    head += "Content-Type: \(ContentType.ofFile(named: fileName))\r\n\r\n"
    body = .pieces([
      HTTPPiece(Array(head.utf8)),
      HTTPPiece(count: file.count) { offset, limit throws(NetworkError) in
        do throws(CallError) {
          return try file.read(at: offset, limit: limit)
        } catch {
          throw .file(error)
        }
      },
      HTTPPiece(Array("\r\n--\(boundary)--\r\n".utf8)),
    ])
    contentType = "multipart/form-data; boundary=\(boundary)"
  }

  /// As browsers write names, so that none ends early.
  private static func quoted(_ text: String) -> String {
    var quoted = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "%22"
      case "\r": quoted += "%0D"
      case "\n": quoted += "%0A"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted
  }
}

/// What kind of content a file's name promises, and back.
enum ContentType {
  private static let types: KeyValuePairs<String, String> = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "svg": "image/svg+xml", "bmp": "image/bmp", "mp4": "video/mp4",
    "mov": "video/quicktime", "mp3": "audio/mpeg", "aac": "audio/aac", "m4a": "audio/mp4",
    "wav": "audio/wav", "silk": "audio/silk", "txt": "text/plain", "html": "text/html",
    "css": "text/css", "csv": "text/csv", "js": "text/javascript", "json": "application/json",
    "xml": "application/xml", "pdf": "application/pdf", "zip": "application/zip",
    "doc": "application/msword", "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ]

  static func ofFile(named name: String) -> String {
    let suffix = name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } : nil
    return types.first { $0.key == suffix }?.value ?? "application/octet-stream"
  }

  /// The suffix for a download, without a dot; empty when nothing tells.
  static func suffix(of url: WebURL, _ head: HTTPHead) -> String {
    let path = url.target.prefix { $0 != "?" }
    let name = path.split(separator: "/").last ?? ""
    if name.contains("."), let suffix = name.split(separator: ".").last?.lowercased(),
      (1...8).contains(suffix.utf8.count),
      suffix.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) })
    {
      return suffix
    }
    let type = head.header("content-type")?.lowercased().prefix { $0 != ";" } ?? ""
    return types.first { $0.value == type }?.key ?? ""
  }
}
