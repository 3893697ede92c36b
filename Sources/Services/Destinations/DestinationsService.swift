import Bridge
import Wire

/// Ways out of the mini-program: other mini-programs, chats, channels, system settings
/// (`reference/api-core.md 9.10, 9.16`).
///
/// Nothing opens here; where the person would be is kept as a deed of the device. What the
/// platform asks first is asked on the screen, under `leave`.
public struct DestinationsService: Service {
  public static let name = "destinations"

  public init() {}

  public var calls: [Call] {
    Call(
      recording: "navigateToMiniProgram", example: OtherProgram(appId: "wx0000000000000000"),
      confirmedBy: { (request) throws(CallError) in
        try request.judge()
        return Confirmation(
          key: "leave", title: "即将打开小程序", content: request.appId ?? request.shortLink ?? "",
          confirmText: "允许")
      }
    )
    .summary("Opens another mini-program, when the person agrees.").category("Navigate")
    .since("1.3.0")
    Call(
      recording: "openEmbeddedMiniProgram", example: OtherProgram(appId: "wx0000000000000000"),
      check: { (request) throws(CallError) in try request.judge() }
    )
    .summary("Opens another mini-program over this one.").category("Navigate").since("2.20.1")
    Call(recording: "navigateBackMiniProgram", example: Back())
      .summary("Goes back to the mini-program that opened this one.").category("Navigate")
      .since("1.3.0")
    Call(recording: "exitMiniProgram", example: Nothing())
      .summary("Leaves the mini-program.").category("Navigate").since("2.17.3")
    Call(
      recording: "openCustomerServiceChat",
      example: ServiceChat(corpId: "ww0", extInfo: ["url": "https://work.weixin.qq.com/kfid/a"]),
      check: { (request) throws(CallError) in
        guard request.extInfo["url"]?.string?.isEmpty == false else {
          throw CallError.parameter("parameter.extInfo.url should be String instead of Undefined;")
        }
      }
    )
    .summary("Opens a chat with a company.").category("Open").since("2.19.0")
    for (name, version) in [
      ("openAppAuthorizeSetting", "2.25.3"), ("openSystemBluetoothSetting", "2.25.3"),
    ] {
      Call(recording: name, example: Nothing())
        .summary("Opens settings of the system.").category("System").since(version)
    }
    accounts
    Call(recording: "setTopBarText", example: Text(text: "hello"))
      .summary("Changes the text of the pinned mini-program; nothing is pinned here.")
      .category("Navigate").since("1.4.3")
    Call(recording: "postMessageToReferrerMiniProgram", example: Back())
      .summary("Sends data to the mini-program that opened this one.").category("Navigate")
      .since("2.28.1")
    Call(recording: "postMessageToReferrerPage", example: Back())
      .summary("Sends data to the page that opened this mini-program.").category("Navigate")
      .since("2.28.1")
    Call(recording: "showRedPackage", example: Link(url: "https://support.weixin.qq.com/a"))
      .summary("Shows the cover of a red packet.").category("Open").since("2.10.0")
  }

  /// Channels, official accounts, stickers and shops: a name or two, and nothing comes back.
  @CallsBuilder private var accounts: [Call] {
    for (name, fields) in [
      ("openOfficialAccountProfile", ["username"]), ("openOfficialAccountChat", ["username"]),
      ("openOfficialAccountArticle", ["url"]),
      ("openChannelsActivity", ["finderUserName", "feedId"]),
      ("openChannelsEvent", ["finderUserName", "eventId"]),
      ("openChannelsLive", ["finderUserName"]),
      ("openChannelsLiveNoticeInfo", ["finderUserName"]),
      ("openChannelsUserProfile", ["finderUserName"]), ("reserveChannelsLive", ["noticeId"]),
      ("openStoreOrderDetail", ["orderId"]), ("openStoreCouponDetail", ["couponId"]),
      ("openSingleStickerView", ["sticker"]), ("openStickerIPView", ["ip"]),
      ("openStickerSetView", ["set"]), ("openInquiriesTopic", []),
    ] {
      Call(
        recording: name, example: Self.sample(fields),
        check: { (request) throws(CallError) in
          for field in fields where request[field]?.string == nil {
            let found = request[field].map { Self.typeName($0) } ?? "Undefined"
            throw .parameter("parameter.\(field) should be String instead of \(found);")
          }
        }
      )
      .summary("Opens a page outside of the mini-program.").category("Open").since("2.19.2")
    }
  }

  private static func sample(_ fields: [String]) -> [String: JSON] {
    Dictionary(fields.map { ($0, .string("a")) }, uniquingKeysWith: { $1 })
  }

  private static func typeName(_ value: JSON) -> String {
    switch value {
    case .null: "Null"
    case .bool: "Boolean"
    case .number: "Number"
    case .string: "String"
    case .array: "Array"
    case .object: "Object"
    }
  }
}

extension DestinationsService {
  struct OtherProgram: Codable, Sendable {
    var appId: String?
    /// Stands for `appId` and `path`.
    var shortLink: String?
    var path: String?
    var extraData: JSON?
    /// `develop`, `trial` or `release`.
    var envVersion: String?
    var noRelaunchIfPathUnchanged: Bool?
    var allowFullScreen: Bool?
    var verify: String?

    func judge() throws(CallError) {
      guard appId?.isEmpty == false || shortLink?.isEmpty == false else {
        throw .parameter("parameter.appId should be String instead of Undefined;")
      }
      guard ["develop", "trial", "release"].contains(envVersion ?? "release") else {
        throw CallError("invalid envVersion '\((envVersion ?? "").prefix(32))'", errno: 1001)
      }
    }
  }

  struct Back: Codable, Sendable {
    /// Handed to the other one.
    var extraData: JSON?
  }

  struct ServiceChat: Codable, Sendable {
    var corpId: String
    /// `{url}` of the chat.
    var extInfo: [String: JSON]
    var showMessageCard: Bool?
    var sendMessageTitle: String?
    var sendMessagePath: String?
    var sendMessageImg: String?
  }

  struct Text: Codable, Sendable { var text: String }
  struct Link: Codable, Sendable { var url: String }
}
