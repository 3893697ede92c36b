import Bridge
import Canvas
import Synchronization
import Wire

/// Draws what a mini-program's canvases record, and reads their pixels
/// (`reference/api-core.md 9.11`).
///
/// The functions on `wx` and the contexts live in the prelude, which sends lists of commands. Here
/// they become pixels, in the order of the calls and on the session's own thread.
public struct CanvasService: Service {
  public static let name = "canvas"
  private let boards = Boards()
  private let files: FileStore

  /// - Parameter files: where pictures are found and exported ones go.
  public init(files: FileStore) { self.files = files }

  public var calls: [Call] {
    Call(local: "createCanvasContext")
    Call(local: "createContext")
    Call(local: "drawCanvas")
    Call(local: "createOffscreenCanvas")
    Call(local: "canvasToTempFilePath")
    Call(local: "canvasGetImageData")
    Call(local: "canvasPutImageData")
    Call(hidden: "canvas.draw", answering: draw)
    Call(hidden: "canvas.close", answering: close)
    Call(hidden: "canvas.measure", answering: measure)
    Call(hidden: "canvas.pixels", answering: pixels)
    Call(hidden: "canvas.export", answering: export)
    Call(hidden: "canvas.encode", answering: encode)
    Call(hidden: "canvas.picture", answering: picture)
  }

  public func sessionEnded(_ session: SessionID) {
    boards.remove(session)
    files.temporary.removeAll(of: session)
  }

  /// `{canvas, commands}` → `{omitted: [sentence]}`.
  private func draw(
    _ request: CallRequest, _ context: CallContext
  ) throws(CallError) -> CallReply {
    let id = try canvasID(request)
    guard let commands = request.value["commands"]?.array else {
      throw .parameter("parameter.commands should be Array;")
    }
    let omitted = try onBoard(context) { board in
      try board.draw(commands, on: id, attachments: request.attachments)
    }
    let sentences = JSON.array(omitted.map { .string($0.description) })
    return CallReply((["omitted": sentences] as JSON).text)
  }

  /// `{canvas}`: its pixels are no longer needed.
  private func close(
    _ request: CallRequest, _ context: CallContext
  ) throws(CallError) -> CallReply {
    let id = try canvasID(request)
    try onBoard(context) { $0.close(id) }
    return .nothing
  }

  /// `{font, text}` → the fields of TextMetrics.
  private func measure(
    _ request: CallRequest, _ context: CallContext
  ) throws(CallError) -> CallReply {
    guard let text = request.value["text"]?.string, let font = request.value["font"]?.string else {
      throw .parameter("parameter.text and parameter.font should be String;")
    }
    let metrics = try sentenced { try TextMeasure.metrics(of: text, font: font) }
    return CallReply(try JSONCoding.encode(metrics).value.text)
  }

  /// `{canvas, x, y, width, height}` → `{data}`, four bytes for each pixel.
  private func pixels(
    _ request: CallRequest, _ context: CallContext
  ) throws(CallError) -> CallReply {
    let id = try canvasID(request)
    let region = try PixelRequest.region(request.value)
    let bytes = try onBoard(context) { try $0.canvas(id).pixels(region) }
    return CallReply((["data": ["$buffer": 0]] as JSON).text, attachments: [bytes])
  }

  /// A region as a file in the visitor's temporary folder → `{tempFilePath}`.
  private func export(
    _ request: CallRequest, _ context: CallContext
  ) throws(CallError) -> CallReply {
    let (bytes, isJPEG) = try encoded(request, context)
    let path = try files.temporary.add(bytes, suffix: isJPEG ? "jpg" : "png", for: context.session)
    return CallReply((["tempFilePath": .string(path)] as JSON).text)
  }

  /// A region as the bytes of a file → `{data, type}`.
  private func encode(
    _ request: CallRequest, _ context: CallContext
  ) throws(CallError) -> CallReply {
    let (bytes, isJPEG) = try encoded(request, context)
    let type = JSON.string(isJPEG ? "image/jpeg" : "image/png")
    return CallReply(
      (["data": ["$buffer": 0], "type": type] as JSON).text, attachments: [bytes])
  }

  private func encoded(
    _ request: CallRequest, _ context: CallContext
  ) throws(CallError) -> (bytes: [UInt8], isJPEG: Bool) {
    let id = try canvasID(request)
    let wanted = try PixelRequest(request.value)
    let bytes = try onBoard(context) { board in
      try board.canvas(id).picture(
        of: wanted.region, width: wanted.width, height: wanted.height, as: wanted.format)
    }
    return (bytes, wanted.isJPEG)
  }

  /// `{source}` → `{picture, width, height}`.
  private func picture(
    _ request: CallRequest, _ context: CallContext
  ) throws(CallError) -> CallReply {
    guard let source = request.value["source"]?.string else {
      throw .parameter("parameter.source should be String;")
    }
    let found = try onBoard(context) { try $0.picture(from: source) }
    let reply: JSON = [
      "picture": .number(Double(found.id)), "width": .number(Double(found.width)),
      "height": .number(Double(found.height)),
    ]
    return CallReply(reply.text)
  }

  private func canvasID(_ request: CallRequest) throws(CallError) -> Int {
    guard let id = request.value["canvas"]?.int else {
      throw .parameter("parameter.canvas should be Number;")
    }
    return id
  }

  private func onBoard<Result: Sendable>(
    _ context: CallContext, _ body: (inout Board) throws -> Result
  ) throws(CallError) -> Result {
    let reader = PictureReader(context: context, files: files)
    return try sentenced { try boards.with(context.session, reader, body) }
  }

  private func sentenced<Result>(_ body: () throws -> Result) throws(CallError) -> Result {
    do {
      return try body()
    } catch let error as CallError {
      throw error
    } catch {
      throw CallError("\(error)")
    }
  }
}
