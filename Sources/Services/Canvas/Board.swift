import Bridge
import Canvas
import Synchronization
import Wire

/// The canvases and pictures of all sessions. Each session's are under a lock of their own, so
/// that one which draws for long keeps no other waiting.
final class Boards: Sendable {
  private let boards = Mutex<[SessionID: Slot]>([:])

  private final class Slot: Sendable {
    let board = Mutex(Board())
  }

  func with<Result: Sendable>(
    _ session: SessionID, _ reader: PictureReader, _ body: (inout Board) throws -> Result
  ) throws -> Result {
    let slot = boards.withLock { boards in
      if let slot = boards[session] { return slot }
      let slot = Slot()
      boards[session] = slot
      return slot
    }
    return try slot.board.withLock { board in
      board.reader = reader
      return try body(&board)
    }
  }

  func remove(_ session: SessionID) { _ = boards.withLock { $0.removeValue(forKey: session) } }
}

/// The canvases and pictures of one session.
struct Board {
  private var canvases: [Int: Canvas] = [:]
  private var pictures: [Picture] = []
  private var pictureIDs: [String: Int] = [:]
  fileprivate(set) var reader: PictureReader?

  /// Draws on a canvas, which its first command of all must give a size.
  ///
  /// - Returns: what could not be drawn because its pixels are missing.
  mutating func draw(
    _ commands: [JSON], on id: Int, attachments: [[UInt8]]
  ) throws -> [CanvasError] {
    let canvas = try canvasToDraw(id)
    let others = canvases.values.reduce(0) { $0 + ($1 === canvas ? 0 : $1.byteCount) }
    // Pictures may be loaded while the canvas draws.
    var board = self
    defer { self = board }
    return try canvas.draw(
      commands, attachments: attachments, bytes: CanvasServiceLimits.canvasBytes - others
    ) { name in
      do {
        return try board.source(name)
      } catch let error as CallError {
        throw CanvasError(error.reason)
      }
    }
  }

  private mutating func canvasToDraw(_ id: Int) throws -> Canvas {
    if let canvas = canvases[id] { return canvas }
    guard canvases.count < CanvasServiceLimits.canvases else {
      throw CallError(
        "\(canvases.count) canvases are drawn on; at most \(CanvasServiceLimits.canvases) fit")
    }
    let canvas = Canvas()
    canvases[id] = canvas
    return canvas
  }

  func canvas(_ id: Int) throws -> Canvas {
    guard let canvas = canvases[id] else { throw CallError("canvas is empty") }
    return canvas
  }

  mutating func close(_ id: Int) { canvases[id] = nil }

  /// `picture:1`, `canvas:2` or `file:` with what `picture(from:)` takes.
  private mutating func source(_ name: String) throws -> Canvas.Source {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { throw CanvasError("there are no pixels '\(name.prefix(64))'") }
    switch (parts[0], Int(parts[1])) {
    case ("picture", let id?) where pictures.indices.contains(id): return .picture(pictures[id])
    case ("canvas", let id?): return .canvas(try canvas(id))
    case ("file", _): return .picture(pictures[try picture(from: parts[1]).id])
    default: throw CanvasError("there are no pixels '\(name.prefix(64))'")
    }
  }

  /// Loads a picture, once for each source.
  mutating func picture(from source: String) throws -> (id: Int, width: Int, height: Int) {
    if let id = pictureIDs[source] { return (id, pictures[id].width, pictures[id].height) }
    guard let reader else { throw CallError("no picture can be read") }
    guard pictures.count < CanvasServiceLimits.pictures else {
      throw CallError(
        "\(pictures.count) pictures are loaded; at most \(CanvasServiceLimits.pictures) fit")
    }
    let picture = try Picture(file: try reader.file(source))
    let bytes = pictures.reduce(picture.byteCount) { $0 + $1.byteCount }
    guard bytes <= CanvasServiceLimits.pictureBytes else {
      throw CallError(
        "the pictures have \(bytes) bytes of pixels; "
          + "at most \(CanvasServiceLimits.pictureBytes) fit")
    }
    pictures.append(picture)
    pictureIDs[source] = pictures.count - 1
    return (pictures.count - 1, picture.width, picture.height)
  }
}
