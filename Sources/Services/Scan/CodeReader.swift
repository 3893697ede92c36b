import CZBar
import Canvas

/// Reads bar codes and QR codes out of pictures, by ZBar.
enum CodeReader {
  struct Code: Hashable, Sendable {
    let text: String
    let bytes: [UInt8]
    /// The platform's word for its kind, such as `QR_CODE` or `EAN_13`.
    let kind: String
    var isSquare: Bool { kind == "QR_CODE" }
  }

  /// The codes in a picture, in the order in which ZBar finds them, at most `limit`.
  static func codes(in picture: Picture, limit: Int = 16) -> [Code] {
    let scanner = zbar_image_scanner_create()
    defer { zbar_image_scanner_destroy(scanner) }
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 1)
    let image = zbar_image_create()
    defer { zbar_image_destroy(image) }
    // "Y800": one byte of brightness for each pixel.
    zbar_image_set_format(image, 0x3030_3859)
    zbar_image_set_size(image, UInt32(picture.width), UInt32(picture.height))
    return picture.greys.withUnsafeBytes { greys in
      // Without a function to free them, the bytes stay ours.
      zbar_image_set_data(image, greys.baseAddress, UInt(greys.count), nil)
      guard zbar_scan_image(scanner, image) > 0 else { return [] }
      var codes: [Code] = []
      var symbol = zbar_image_first_symbol(image)
      while let found = symbol, codes.count < limit {
        codes.append(Code(found))
        symbol = zbar_symbol_next(found)
      }
      return codes
    }
  }
}

extension CodeReader.Code {
  fileprivate init(_ symbol: OpaquePointer) {
    let count = Int(zbar_symbol_get_data_length(symbol))
    let start = UnsafeRawPointer(zbar_symbol_get_data(symbol))
    bytes = start.map { Array(UnsafeRawBufferPointer(start: $0, count: count)) } ?? []
    text = String(decoding: bytes, as: UTF8.self)
    kind = Self.words[zbar_symbol_get_type(symbol).rawValue] ?? "UNKNOWN"
  }

  private static let words: [UInt32: String] = [
    ZBAR_QRCODE.rawValue: "QR_CODE", ZBAR_EAN13.rawValue: "EAN_13", ZBAR_EAN8.rawValue: "EAN_8",
    ZBAR_UPCA.rawValue: "UPC_A", ZBAR_UPCE.rawValue: "UPC_E", ZBAR_CODE128.rawValue: "CODE_128",
    ZBAR_CODE39.rawValue: "CODE_39", ZBAR_CODE93.rawValue: "CODE_93",
    ZBAR_CODABAR.rawValue: "CODABAR", ZBAR_I25.rawValue: "ITF", ZBAR_PDF417.rawValue: "PDF_417",
    ZBAR_DATABAR.rawValue: "RSS14", ZBAR_DATABAR_EXP.rawValue: "RSS_EXPANDED",
  ]
}
