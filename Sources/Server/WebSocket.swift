import NIOCore
import NIOWebSocket
import Synchronization

/// A client that talks in messages. Safe to use from any thread.
public final class WebSocket: Sendable {
  public enum Message: Sendable, Hashable {
    case text(String)
    case binary([UInt8])
  }

  /// Why a connection is closed (RFC 6455 7.4.1).
  public enum CloseCode: UInt16, Sendable {
    case normal = 1000
    case goingAway = 1001
    case brokenProtocol = 1002
    case brokenText = 1007
    case tooLarge = 1009
  }

  /// The request that became this connection.
  public let request: HTTPServer.Request
  let outgoing: Outbox
  private let inbound: NIOAsyncChannelInboundStream<WebSocketFrame>

  init(
    request: HTTPServer.Request, outgoing: Outbox,
    inbound: NIOAsyncChannelInboundStream<WebSocketFrame>
  ) {
    self.request = request
    self.outgoing = outgoing
    self.inbound = inbound
  }

  /// What the client sends, until the connection ends. For one reader. A client is read only as
  /// fast as its messages are taken.
  public var messages: Messages { Messages(socket: self) }

  /// Sends a message. It does not wait: a client that does not read is cut off when more than
  /// `ServerLimits.queueBytes` wait for it.
  ///
  /// - Throws: `closed` when the client is gone or was cut off.
  public func send(_ text: String) throws(ServerError) {
    try outgoing.add(.text, ByteBuffer(string: text))
  }

  public func send(_ bytes: [UInt8]) throws(ServerError) {
    try outgoing.add(.binary, ByteBuffer(bytes: bytes))
  }

  /// Bytes that wait for the client to read them.
  public var queuedBytes: Int { outgoing.bytes }

  /// Closes after what was sent before has gone out.
  public func close(_ code: CloseCode = .normal) { outgoing.close(code) }
}

extension WebSocket {
  public struct Messages: AsyncSequence, Sendable {
    fileprivate let socket: WebSocket

    public func makeAsyncIterator() -> Iterator {
      Iterator(socket: socket, frames: socket.inbound.makeAsyncIterator())
    }

    public struct Iterator: AsyncIteratorProtocol {
      fileprivate let socket: WebSocket
      fileprivate var frames: NIOAsyncChannelInboundStream<WebSocketFrame>.AsyncIterator

      /// The next message; nil at the end, whatever its reason.
      public mutating func next() async -> Message? {
        do {
          while let frame = try await frames.next() {
            switch frame.opcode {
            case .text:
              guard let text = String(validating: frame.unmaskedData) else {
                return end(.brokenText)
              }
              return .text(text)
            case .binary: return .binary(Array(buffer: frame.unmaskedData))
            case .ping: try socket.outgoing.add(.pong, frame.unmaskedData)
            case .pong: continue
            case .connectionClose: return end(.normal)
            default: return end(.brokenProtocol)
            }
          }
          return nil
        } catch is NIOWebSocketFrameAggregator.Error {
          return end(.tooLarge)
        } catch is UnmaskedFrame {
          return end(.brokenProtocol)
        } catch {
          return nil
        }
      }

      private func end(_ code: CloseCode) -> Message? {
        socket.close(code)
        return nil
      }
    }
  }
}

extension String {
  /// The text of UTF-8 bytes; nil when they are none.
  fileprivate init?(validating bytes: ByteBuffer) {
    self.init(validating: bytes.readableBytesView, as: UTF8.self)
  }
}
