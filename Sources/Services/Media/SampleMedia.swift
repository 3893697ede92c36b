import Bridge
import Canvas
import Wire

/// Pictures, a video and a document that the host makes itself, for devices without folders.
enum SampleMedia {
  static let album: [Album.File] = [
    Album.File(name: "landscape.jpg") { try landscape.bytes },
    Album.File(name: "portrait.png") { try portrait.bytes },
    Album.File(name: "clip.mp4") { Movie.sample },
  ]

  static let messages: [Album.File] = [
    Album.File(name: "document.txt") { Array("A file from a chat.\n".utf8) },
    Album.File(name: "landscape.jpg") { try landscape.bytes },
    Album.File(name: "clip.mp4") { Movie.sample },
  ]

  /// Hills under a sun, 960 by 720.
  static let landscape = Drawing(
    width: 960, height: 720, format: .jpeg(quality: 0.85),
    commands: [
      ["fillStyle", "#87b5e0"], ["fillRect", 0, 0, 960, 720],
      ["fillStyle", "#ffe08a"], ["beginPath"], ["arc", 720, 170, 70, 0, 6.2831853, false],
      ["fill", "nonzero"],
      ["fillStyle", "#6b9c5a"], ["beginPath"], ["arc", 260, 980, 560, 0, 6.2831853, false],
      ["fill", "nonzero"],
      ["fillStyle", "#4d7f43"], ["beginPath"], ["arc", 820, 1020, 560, 0, 6.2831853, false],
      ["fill", "nonzero"],
    ])

  /// A head and shoulders, 480 by 640.
  static let portrait = Drawing(
    width: 480, height: 640, format: .png,
    commands: [
      ["fillStyle", "#efe6da"], ["fillRect", 0, 0, 480, 640],
      ["fillStyle", "#35506b"], ["beginPath"], ["arc", 240, 700, 220, 0, 6.2831853, false],
      ["fill", "nonzero"],
      ["fillStyle", "#d9a37c"], ["beginPath"], ["arc", 240, 300, 120, 0, 6.2831853, false],
      ["fill", "nonzero"],
    ])

  struct Drawing: Sendable {
    let width: Int
    let height: Int
    let format: Canvas.Format
    let commands: [JSON]

    var bytes: [UInt8] {
      get throws {
        let canvas = Canvas()
        let size: JSON = ["resize", .number(Double(width)), .number(Double(height))]
        // A slow machine must not leave half of it out.
        try canvas.draw([size] + commands, bytes: width * height * 4, within: .seconds(60)) {
          name in
          throw CanvasError("there is no '\(name)'")
        }
        let all = Region(x: 0, y: 0, width: Double(width), height: Double(height))
        return try canvas.picture(
          of: all, width: Double(width), height: Double(height), as: format)
      }
    }
  }
}
