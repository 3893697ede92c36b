import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Platform

/// Brings merchants what they have to be told of payments and refunds, again and again on the
/// platform's schedule until they have understood.
public struct NoticeCourier: Sendable {
  /// How long a merchant has to answer, in seconds.
  static let answerSeconds: Int64 = 5
  /// How much of an answer is read.
  static let answerBytes = 16 << 10

  private let platform: PlatformStore
  private let now: @Sendable () -> Occasion

  public init(platform: PlatformStore, now: @escaping @Sendable () -> Occasion) {
    self.platform = platform
    self.now = now
  }

  /// Brings what is due, once.
  ///
  /// - Returns: how many were understood.
  @discardableResult
  public func bringDue() async throws -> Int {
    var understood = 0
    for notification in try platform.takeDueNotifications(on: now()) {
      guard await bring(notification) else { continue }
      try platform.acknowledge(notification)
      understood += 1
    }
    return understood
  }

  /// Brings what is due until the task is cancelled.
  public func run() async {
    while !Task.isCancelled {
      // Books that cannot be read now are tried again; nothing is lost by it.
      _ = try? await bringDue()
      try? await Task.sleep(for: .milliseconds(200))
    }
  }

  private func bring(_ notification: DueNotification) async -> Bool {
    guard let notice = try? platform.notice(of: notification, on: now()),
      notice.url.hasPrefix("http://") || notice.url.hasPrefix("https://")
    else { return false }
    var request = HTTPClientRequest(url: notice.url)
    request.method = .POST
    request.headers = HTTPHeaders(notice.headers)
    request.body = .bytes(ByteBuffer(string: notice.body))
    do {
      let response = try await HTTPClient.shared.execute(
        request, timeout: .seconds(Self.answerSeconds))
      let body = try await response.body.collect(upTo: Self.answerBytes)
      return MerchantNotice.isUnderstood(
        notification, status: Int(response.status.code), body: Array(body.readableBytesView))
    } catch {
      return false
    }
  }
}
