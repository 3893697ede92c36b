import Bridge
import Canvas
import Foundation
import Wire

/// Scanning codes (`reference/api-core.md 9.10`).
///
/// What the camera sees is the device's to say (`DeviceProfile.camera`). When it says nothing, the
/// screen is asked under `scan`: with the text of a code `{"result", "scanType"}`, or with a
/// picture in which codes are looked for, `{"file": path on the host}` or `{"index"}` of the album.
public struct ScanService: Service {
  public static let name = "scan"
  private let album: Album

  public init(album: Album) { self.album = album }

  public var calls: [Call] {
    Call(
      asking: "scanCode",
      example: (ScanRequest(scanType: ["qrCode"]), ScanReply(result: "https://example.com")), scan
    )
    .summary("Reads a bar code or a QR code.").category("Device").since("1.0.0")
    .errors([3: "system permission denied"])
  }

  private func scan(
    _ request: ScanRequest, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<ScanReply, CallError>) -> Void
  ) throws(CallError) {
    let profile = context.device.profile
    guard profile.permissions.camera else {
      throw CallError("system permission denied", errno: 3)
    }
    if let code = profile.camera.code {
      answer(.success(ScanReply(result: code, scanType: profile.camera.codeType)))
      return
    }
    let mayUseAlbum = request.onlyFromCamera != true
    let files = mayUseAlbum ? album.files(for: context, kinds: [.image]) : []
    var choice = Choice(key: "scan", title: "扫一扫", choices: files.map(\.name))
    choice.more["scanType"] = .array((request.scanType ?? Self.kinds).map { .string($0) })
    let asked = choice
    context.screen.ask(asked.key, asked.value) { given in
      answer(
        Result { () throws(CallError) in
          if let code = ScanReply(given) { return code }
          if let path = given?["file"]?.string {
            return try Self.read(Album.bytes(ofHostFile: path), request)
          }
          guard let index = asked.picked(from: given).first else { throw .cancelled }
          return try Self.read(files[index].bytes(), request)
        })
    }
  }

  /// The first code of a wanted kind in a picture.
  private static func read(_ file: [UInt8], _ request: ScanRequest) throws(CallError) -> ScanReply {
    let picture: Picture
    do { picture = try Picture(file: file) } catch { throw CallError("\(error)") }
    let wanted = Set(request.scanType ?? kinds)
    let code = CodeReader.codes(in: picture).first { code in
      code.isSquare ? !wanted.isDisjoint(with: ["qrCode", "wxCode"]) : wanted.contains("barCode")
    }
    guard let code else { throw CallError("no code was found in the picture") }
    return ScanReply(
      result: code.text, scanType: code.kind, rawData: Data(code.bytes).base64EncodedString())
  }

  private static let kinds = ["barCode", "qrCode", "wxCode"]
}

extension ScanService {
  struct ScanRequest: Codable, Sendable {
    /// Whether pictures of the album may not be chosen.
    var onlyFromCamera: Bool?
    /// `barCode`, `qrCode`, `wxCode`, `datamatrix`, `pdf417`.
    var scanType: [String]?
  }

  struct ScanReply: Codable, Sendable {
    /// What the code says.
    var result: String
    /// `QR_CODE`, `EAN_13` and so on.
    var scanType: String
    var charSet = "UTF-8"
    /// What the code says, in base64.
    var rawData: String
    /// The page that a code of this mini-program leads to.
    var path: String

    init(result: String, scanType: String = "QR_CODE", rawData: String? = nil, path: String = "") {
      self.result = result
      self.scanType = scanType
      self.rawData = rawData ?? Data(result.utf8).base64EncodedString()
      self.path = path
    }

    /// Nil when an answer of the screen names no text.
    init?(_ answer: JSON?) {
      guard let result = answer?["result"]?.string else { return nil }
      self.init(result: result, scanType: answer?["scanType"]?.string ?? "QR_CODE")
    }
  }
}
