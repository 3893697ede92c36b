import Testing

@testable import Platform

@Suite struct `A form with files` {
  private static let type = "multipart/form-data; boundary=XX"

  private func read(
    _ text: String, _ type: String = Self.type
  ) throws(MultipartBody.Malformed) -> [MultipartBody.Part] {
    try MultipartBody.read(Array(text.utf8), contentType: type)
  }

  private func part(_ name: String, _ content: String) -> String {
    "--XX\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"a.png\"\r\n"
      + "Content-Type: image/png\r\n\r\n\(content)\r\n"
  }

  @Test func `is read part by part`() throws {
    let parts = try read(part("media", "a\r\n--X\r\nb") + part("b", "") + "--XX--\r\n")
    #expect(parts.map(\.name) == ["media", "b"])
    #expect(parts.map(\.fileName) == ["a.png", "a.png"])
    #expect(parts.map(\.contentType) == ["image/png", "image/png"])
    #expect(parts[0].bytes == Array("a\r\n--X\r\nb".utf8) && parts[1].bytes == [])
    let bare = try read("--XX\r\ncontent-disposition: form-data; name=a\r\n\r\n1\r\n--XX--")
    #expect(bare == [.init(name: "a", fileName: nil, bytes: [0x31])])
  }

  @Test(arguments: [
    "", "x", "--XX", "--XX\r\n", "--XX\r\n\r\n", "--XX\r\nA: b\r\n\r\n1",
    "--XX\r\nA\r\n\r\n1\r\n--XX--",
    "--XX\r\nA: b\r\n\r\n1\r\n--XXY", "--XY\r\nA: b\r\n\r\n1\r\n--XY--",
  ])
  func `is nothing else`(_ text: String) {
    #expect(throws: MultipartBody.Malformed.self) { try read(text) }
  }

  @Test(arguments: [
    "", "application/json", "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/form-data; boundary=\"\u{1}\"",
  ])
  func `has a boundary`(_ type: String) {
    #expect(throws: MultipartBody.Malformed.self) { try read("--XX--", type) }
  }

  @Test func `has bounds`() throws {
    let parts = { (count: Int) in
      String(repeating: self.part("a", "1"), count: count) + "--XX--"
    }
    #expect(try read(parts(MultipartBody.parts)).count == MultipartBody.parts)
    #expect(throws: MultipartBody.Malformed.self) { try read(parts(MultipartBody.parts + 1)) }

    let head = { (bytes: Int) in
      "--XX\r\nA: " + String(repeating: "b", count: bytes - 7) + "\r\n\r\n1\r\n--XX--"
    }
    // The line's end and the empty line count.
    #expect(try read(head(MultipartBody.headBytes)).count == 1)
    #expect(throws: MultipartBody.Malformed.self) { try read(head(MultipartBody.headBytes + 1)) }

    let boundary = String(repeating: "x", count: MultipartBody.boundaryBytes)
    let type = "multipart/form-data; boundary="
    #expect(try read("--\(boundary)--", type + boundary) == [])
    #expect(throws: MultipartBody.Malformed.self) {
      try read("--\(boundary)x--", type + boundary + "x")
    }
  }
}
