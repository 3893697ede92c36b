import Bridge
import Wire

/// Sending things to friends, groups and favourites (`reference/api-core.md 9.10, 9.16`).
///
/// Nobody receives them here: what would be sent is kept as a deed of the device. Pages share by
/// `onShareAppMessage`, which the prelude serves.
public struct ShareService: Service {
  public static let name = "share"

  public init() {}

  public var calls: [Call] {
    Call(recording: "showShareMenu", example: Menu(withShareTicket: true))
      .summary("Shows the entries for sharing in the menu.").category("Share").since("1.1.0")
    Call(recording: "hideShareMenu", example: Menu())
      .summary("Hides the entries for sharing in the menu.").category("Share").since("1.1.0")
    Call(recording: "updateShareMenu", example: Update(withShareTicket: true))
      .summary("Changes how the page is shared.").category("Share").since("1.2.0")
    Call(recording: "shareAppMessage", example: Message(title: "Look"))
      .summary("Sends the mini-program to a friend.").category("Share")
    Call(recording: "shareAppMessageToGroup", example: Message(title: "Look"))
      .summary("Sends the mini-program to a group.").category("Share").since("3.7.12")
    Call(recording: "showShareImageMenu", example: Picture(path: "wxfile://tmp_1.png"))
      .summary("Offers to send or save a picture.").category("Share").since("2.14.3")
    Call(recording: "shareFileMessage", example: File(filePath: "wxfile://tmp_1.pdf"))
      .summary("Sends a file to a friend.").category("Share").since("2.16.1")
    Call(recording: "shareVideoMessage", example: Video(videoPath: "wxfile://tmp_1.mp4"))
      .summary("Sends a video to a friend.").category("Share").since("2.16.1")
    Call(recording: "addFileToFavorites", example: File(filePath: "wxfile://tmp_1.pdf"))
      .summary("Keeps a file among the favourites.").category("Share").since("2.16.1")
    Call(recording: "addVideoToFavorites", example: Video(videoPath: "wxfile://tmp_1.mp4"))
      .summary("Keeps a video among the favourites.").category("Share").since("2.16.1")
    for (name, key) in [
      ("shareImageToGroup", "imagePath"), ("shareEmojiToGroup", "imagePath"),
      ("shareFileToGroup", "filePath"), ("shareVideoToGroup", "videoPath"),
    ] {
      Call(recording: name, example: [key: JSON.string("wxfile://tmp_1.bin")])
        .summary("Sends a file to a group.").category("Share").since("3.7.12")
    }
    Call(recording: "shareToOfficialAccount", example: Message(title: "Look"))
      .summary("Sends the page to an official account.").category("Share").since("3.9.0")
    Call(recording: "shareToWeRun", example: Steps(recordList: AtLeastOne([["typeId": 1]])))
      .summary("Tells WeRun of an exercise.").category("Share").since("2.24.0")
    Call(recording: "notifyGroupMembers", example: Notice(title: "Look"))
      .summary("Calls members of a group.").category("Share").since("3.7.12")
    Call(event: "onCopyUrl", example: Nothing())
      .summary("The person copies the link of the page.").category("Share").since("2.14.3")
    Call(event: "onGeneratePoster", example: Nothing())
      .summary("The person makes a poster of the page.").category("Share").since("3.3.0")
  }
}

extension ShareService {
  struct Menu: Codable, Sendable {
    var withShareTicket: Bool?
    /// `shareAppMessage`, `shareTimeline`.
    var menus: [String]?
    /// The entries that are hidden, of `hideShareMenu`.
    var hideShareItems: [String]?
  }

  struct Update: Codable, Sendable {
    var withShareTicket: Bool?
    var isUpdatableMessage: Bool?
    var activityId: String?
    var toDoActivityId: String?
    var templateInfo: JSON?
    var isPrivateMessage: Bool?
  }

  struct Message: Codable, Sendable {
    var title: String?
    var path: String?
    var imageUrl: String?
    var query: String?
    var imageUrlId: String?
    var toCurrentGroup: Bool?
  }

  struct Picture: Codable, Sendable {
    /// A file of the device.
    var path: String
    var style: String?
    var needShowEntrance: Bool?
    var entrancePath: String?
  }

  struct File: Codable, Sendable {
    var filePath: String
    var fileName: String?
  }

  struct Video: Codable, Sendable {
    var videoPath: String
    var thumbPath: String?
  }

  struct Steps: Codable, Sendable {
    /// One `{typeId, time, distance, calorie}` or more.
    var recordList: AtLeastOne<JSON>
  }

  struct Notice: Codable, Sendable {
    var title: String?
    var members: [String]?
    var type: String?
    var entrancePath: String?
  }
}
