import Bridge
import Foundation
import Testing
import Wire

@testable import Canvas
@testable import Services

/// Each limit of `CanvasServiceLimits` at it and one past it.
@Suite struct `The canvases of a session` {
  private let boards = Boards()
  private let session = SessionID()

  private func with<Result: Sendable>(_ body: (inout Board) throws -> Result) throws -> Result {
    let reader = PictureReader(
      context: CallContext(visitor: Visitor(user: "u", app: "a"), screen: NoScreen()),
      files: FileStore(
        folder: "/nowhere", temporary: TemporaryFiles(folder: "/nowhere")))
    return try boards.with(session, reader, body)
  }

  private func refusal(_ body: (inout Board) throws -> Void) throws -> String? {
    try with { board in
      do {
        try body(&board)
        return nil
      } catch let error as CallError {
        return error.reason
      } catch let error as CanvasError {
        return error.description
      }
    }
  }

  private func resized(_ width: Int, _ height: Int) -> [JSON] {
    [["resize", .number(Double(width)), .number(Double(height)), 1]]
  }

  @Test func `are at most so many`() throws {
    for id in 1...CanvasServiceLimits.canvases {
      #expect(try refusal { _ = try $0.draw(resized(1, 1), on: id, attachments: []) } == nil)
    }
    #expect(
      try refusal { _ = try $0.draw(resized(1, 1), on: 0, attachments: []) }
        == "64 canvases are drawn on; at most 64 fit")
    try with { $0.close(1) }
    #expect(try refusal { _ = try $0.draw(resized(1, 1), on: 0, attachments: []) } == nil)
  }

  @Test func `have at most so many pixels together`() throws {
    #expect(try refusal { _ = try $0.draw(resized(4096, 2048), on: 1, attachments: []) } == nil)
    #expect(try refusal { _ = try $0.draw(resized(4096, 2048), on: 2, attachments: []) } == nil)
    let past = try refusal { _ = try $0.draw(resized(1, 1), on: 3, attachments: []) }
    #expect(past?.isEmpty == false)
    // A smaller one makes room again.
    #expect(try refusal { _ = try $0.draw(resized(4096, 2047), on: 2, attachments: []) } == nil)
    #expect(try refusal { _ = try $0.draw(resized(64, 64), on: 3, attachments: []) } == nil)
  }

  /// A picture's source; different ones may have the same bytes.
  private func source(_ file: [UInt8], _ number: Int) -> String {
    "data:image/png;n=\(number);base64," + Data(file).base64EncodedString()
  }

  private func file(_ width: Int, _ height: Int) throws -> [UInt8] {
    try #require(Surface(width: width, height: height)).png()
  }

  @Test func `draw at most so many pictures`() throws {
    let small = try file(1, 1)
    for number in 1...CanvasServiceLimits.pictures {
      #expect(try refusal { _ = try $0.picture(from: source(small, number)) } == nil)
    }
    // One that is there already costs nothing.
    #expect(try refusal { _ = try $0.picture(from: source(small, 1)) } == nil)
    #expect(
      try refusal { _ = try $0.picture(from: source(small, 0)) }
        == "256 pictures are loaded; at most 256 fit")
  }

  @Test func `draw pictures of at most so many pixels together`() throws {
    let large = try file(4096, 3072)
    #expect(try refusal { _ = try $0.picture(from: source(large, 1)) } == nil)
    #expect(try refusal { _ = try $0.picture(from: source(large, 2)) } == nil)
    let past = try refusal { _ = try $0.picture(from: source(try file(1, 1), 3)) }
    #expect(past == "the pictures have 100663300 bytes of pixels; at most 100663296 fit")
  }
}
