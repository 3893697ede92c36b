import Bridge
import Wire

/// Requests and replies of choosing.
extension MediaService {
  struct ImagesRequest: Codable, Sendable {
    /// At most so many, from 1 to 9; 9 when absent.
    var count: Double?
    /// `original`, `compressed` or both.
    var sizeType: [String]?
    /// `album`, `camera` or both.
    var sourceType: [String]?
  }

  struct ImagesReply: Codable, Sendable {
    var tempFilePaths: [String]
    var tempFiles: [File]

    struct File: Codable, Sendable {
      var path: String
      /// In bytes.
      var size: Int
    }
  }

  struct MediaRequest: Codable, Sendable {
    /// At most so many, from 1 to 20; 9 when absent.
    var count: Double?
    /// `image`, `video`, `mix`.
    var mediaType: [String]?
    var sourceType: [String]?
    /// Of a video that is taken, in seconds.
    var maxDuration: Double?
    var sizeType: [String]?
    /// `back` or `front`.
    var camera: String?
  }

  struct MediaReply: Codable, Sendable {
    var tempFiles: [File]
    /// `image`, `video` or `mix`.
    var type: String

    struct File: Codable, Sendable {
      var tempFilePath: String
      var size: Int
      /// Of a video, in seconds.
      var duration = 0.0
      var height = 0
      var width = 0
      /// A picture of a video.
      var thumbTempFilePath = ""
      var fileType: String
    }
  }

  struct VideoRequest: Codable, Sendable {
    var sourceType: [String]?
    var compressed: Bool?
    /// Of a video that is taken, in seconds.
    var maxDuration: Double?
    var camera: String?
  }

  struct VideoReply: Codable, Sendable {
    var tempFilePath: String
    /// In seconds.
    var duration: Double
    var size: Int
    var height: Int
    var width: Int
  }

  struct FilesRequest: Codable, Sendable {
    /// At most so many, from 1 to 100.
    var count: Double
    /// `all`, `video`, `image` or `file`.
    var type: String?
    /// Suffixes of files that can be chosen.
    var `extension`: [String]?
  }

  struct FilesReply: Codable, Sendable {
    var tempFiles: [File]

    struct File: Codable, Sendable {
      var path: String
      var size: Int
      var name: String
      var type: String
      /// When it was sent, in seconds since 1970.
      var time: Double
    }
  }

  static let images = ImagesReply(
    tempFilePaths: ["wxfile://tmp_1.jpg"],
    tempFiles: [.init(path: "wxfile://tmp_1.jpg", size: 9_216)])
  static let media = MediaReply(
    tempFiles: [.init(tempFilePath: "wxfile://tmp_1.jpg", size: 9_216, fileType: "image")],
    type: "image")
  static let video = VideoReply(
    tempFilePath: "wxfile://tmp_1.mp4", duration: 5, size: 9_216, height: 360, width: 640)
  static let files = FilesReply(
    tempFiles: [
      .init(
        path: "wxfile://tmp_1.txt", size: 21, name: "document.txt", type: "file",
        time: 1_767_225_600)
    ])
}
