import Foundation
import Synchronization
import Wire

/// Passes exchanges on to another transport and writes each answer as a line of a file, from which
/// a `ReplayingTransport` answers later. What a mini-program sends is not written down, but for the
/// method and the URL.
public final class RecordingTransport: HTTPTransport {
  private let transport: any HTTPTransport
  private let file: Mutex<FileHandle>

  /// - Parameter path: begun anew.
  public init(over transport: any HTTPTransport, file path: String) throws {
    self.transport = transport
    try Data().write(to: URL(fileURLWithPath: path))
    file = Mutex(try FileHandle(forWritingTo: URL(fileURLWithPath: path)))
  }

  public func exchange(
    _ request: HTTPRequest, _ terms: ExchangeTerms, to receiver: any HTTPReceiver
  ) async throws(NetworkError) {
    let copy = CopyingReceiver(receiver)
    let began = ContinuousClock.now
    try await transport.exchange(request, terms, to: copy)
    guard let (head, body) = copy.response else { return }
    let line = RecordedAnswer(
      method: request.method, url: request.url.text, head: head, body: body,
      milliseconds: (ContinuousClock.now - began).milliseconds.rounded()
    ).value.jsonText
    // A disk that is full costs the recording, not the run.
    file.withLock { try? $0.write(contentsOf: Data((line + "\n").utf8)) }
  }
}

/// Answers from a recording: of several answers to one request, one after the other, the last
/// again and again. What was not recorded fails as without a network.
public final class ReplayingTransport: HTTPTransport {
  private let answers: Mutex<[String: [RecordedAnswer]]>
  private let otherwise = OfflineTransport(reason: "the recording has no answer to this request")

  /// - Throws: a `RecordingError` that names the line which cannot be read.
  public init(file path: String) throws {
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    var answers: [String: [RecordedAnswer]] = [:]
    for (index, line) in text.split(separator: "\n").enumerated() {
      guard let value = try? JSON(parsing: String(line)), let answer = RecordedAnswer(value) else {
        throw RecordingError(file: path, line: index + 1)
      }
      answers[answer.key, default: []].append(answer)
    }
    self.answers = Mutex(answers)
  }

  public func exchange(
    _ request: HTTPRequest, _ terms: ExchangeTerms, to receiver: any HTTPReceiver
  ) async throws(NetworkError) {
    let key = "\(request.method) \(request.url.text)"
    let found = answers.withLock { answers -> RecordedAnswer? in
      guard let first = answers[key]?.first else { return nil }
      if answers[key]?.count ?? 0 > 1 { answers[key]?.removeFirst() }
      return first
    }
    guard let found else {
      try await otherwise.exchange(request, terms, to: receiver)
      return
    }
    if request.body.count > 0 { try await receiver.sent(request.body.count) }
    try await terms.wait(found.milliseconds)
    try await receiver.head(found.head)
    if !found.body.isEmpty { try await receiver.body(found.body) }
  }
}

/// A recording that cannot be read.
public struct RecordingError: Error, CustomStringConvertible {
  let file: String
  let line: Int

  public var description: String {
    "\(file):\(line)  expected an answer as `--network record:FILE` writes it"
  }
}

/// One line of a recording.
struct RecordedAnswer: Sendable {
  var method: String
  var url: String
  var head: HTTPHead
  var body: [UInt8]
  var milliseconds: Double

  var key: String { "\(method) \(url)" }

  init(method: String, url: String, head: HTTPHead, body: [UInt8], milliseconds: Double) {
    self.method = method
    self.url = url
    self.head = head
    self.body = body
    self.milliseconds = milliseconds
  }

  init?(_ value: JSON) {
    guard let method = value["method"]?.string, let url = value["url"]?.string,
      let status = value["status"]?.int, let fields = value["headers"]?.array,
      let body = value["body"]?.string.flatMap({ Data(base64Encoded: $0) }),
      let milliseconds = value["milliseconds"]?.number, milliseconds >= 0
    else { return nil }
    let headers = fields.compactMap { field -> HTTPField? in
      guard let name = field[0]?.string, let value = field[1]?.string else { return nil }
      return HTTPField(name, value)
    }
    self.init(
      method: method, url: url, head: HTTPHead(status: status, headers: headers),
      body: Array(body), milliseconds: milliseconds)
  }

  var value: JSON {
    [
      "method": .string(method), "url": .string(url), "status": .number(Double(head.status)),
      "headers": .array(head.headers.map { [.string($0.name), .string($0.value)] }),
      "body": .string(Data(body).base64EncodedString()), "milliseconds": .number(milliseconds),
    ]
  }
}

/// Hands a response on and keeps a copy, of at most what a request may answer.
private final class CopyingReceiver: HTTPReceiver {
  private struct State {
    var head: HTTPHead?
    var body: [UInt8] = []
    var isWhole = true
  }

  private let receiver: any HTTPReceiver
  private let state = Mutex(State())

  init(_ receiver: any HTTPReceiver) { self.receiver = receiver }

  /// Nil when there was none, or one that is too large to be kept.
  var response: (HTTPHead, [UInt8])? {
    state.withLock { state in
      guard state.isWhole, let head = state.head else { return nil }
      return (head, state.body)
    }
  }

  func sent(_ bytes: Int) async throws(NetworkError) { try await receiver.sent(bytes) }

  func head(_ head: HTTPHead) async throws(NetworkError) {
    state.withLock { $0.head = head }
    try await receiver.head(head)
  }

  func body(_ bytes: [UInt8]) async throws(NetworkError) {
    state.withLock { state in
      if state.body.count + bytes.count <= NetworkLimits.responseBytes {
        state.body += bytes
      } else {
        state.isWhole = false
      }
    }
    try await receiver.body(bytes)
  }
}
