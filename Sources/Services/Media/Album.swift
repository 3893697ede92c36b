import Bridge
import Foundation
import Synchronization

/// The pictures and videos that can be chosen: those of a folder of the host, or some that the
/// host makes itself, and what mini-programs have saved for the visitor.
public final class Album: Sendable {
  private let folder: String

  /// - Parameter folder: where saved pictures are, in a folder for each visitor; made when the
  ///   first is saved.
  public init(folder: String) { self.folder = folder }

  enum Kind: String, Sendable {
    case image
    case video
    case file

    init(name: String) {
      switch (name as NSString).pathExtension.lowercased() {
      case "png", "jpg", "jpeg", "gif", "webp": self = .image
      case "mp4", "mov", "m4v": self = .video
      default: self = .file
      }
    }
  }

  struct File: Sendable {
    let name: String
    let kind: Kind
    /// In seconds since 1970.
    let time: Double
    private let content: Content

    private enum Content: Sendable {
      case disk(path: String)
      case made(@Sendable () throws -> [UInt8])
    }

    init(name: String, path: String, time: Double) {
      self.name = name
      kind = Kind(name: name)
      self.time = time
      content = .disk(path: path)
    }

    init(name: String, made: @escaping @Sendable () throws -> [UInt8]) {
      self.name = name
      kind = Kind(name: name)
      time = 1_767_225_600
      content = .made(made)
    }

    var suffix: String { (name as NSString).pathExtension.lowercased() }

    func bytes() throws(CallError) -> [UInt8] {
      switch content {
      case .disk(let path): return try Album.bytes(ofHostFile: path)
      case .made(let make):
        do { return try make() } catch { throw .internalError("\(error)") }
      }
    }
  }

  /// What can be chosen, in the order of the names; saved ones last.
  func files(for context: CallContext, kinds: Set<Kind>) -> [File] {
    let shown = context.device.profile.media.albumFolder.map(Self.list) ?? SampleMedia.album
    return (shown + saved(for: context.visitor)).filter { kinds.contains($0.kind) }
  }

  /// What came by messages: any kind of file.
  func messageFiles(for context: CallContext) -> [File] {
    context.device.profile.media.messageFolder.map(Self.list) ?? SampleMedia.messages
  }

  /// What was saved for a visitor, oldest first.
  func saved(for visitor: Visitor) -> [File] {
    guard let folder = try? path(of: visitor) else { return [] }
    return Self.list(folder)
  }

  /// Adds a picture or a video to a visitor's album.
  func save(_ bytes: [UInt8], suffix: String, for visitor: Visitor) throws(CallError) {
    let folder = try path(of: visitor)
    let count = Self.list(folder).count
    guard count < MediaLimits.savedFiles else {
      throw CallError("the album holds \(count) saved files; at most \(MediaLimits.savedFiles) fit")
    }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      let number = String(count + 1)
      let name = "saved-" + String(repeating: "0", count: 4 - number.count) + number
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name).\(suffix)"))
    } catch {
      throw .internalError("the album could not be written")
    }
  }

  private func path(of visitor: Visitor) throws(CallError) -> String {
    let file = try StorageFileName.path(of: visitor)
    return folder + "/" + (file as NSString).deletingPathExtension
  }

  /// The plain files of a folder of the host, by name.
  private static func list(_ folder: String) -> [File] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().prefix(MediaLimits.listedFiles).compactMap { name in
      let path = folder + "/" + name
      guard !name.hasPrefix("."),
        let facts = try? FileManager.default.attributesOfItem(atPath: path),
        facts[.type] as? FileAttributeType == .typeRegular
      else { return nil }
      let time = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      return File(name: name, path: path, time: time.rounded())
    }
  }

  /// The bytes of a file that a person, a test or a profile names, never a mini-program.
  static func bytes(ofHostFile path: String) throws(CallError) -> [UInt8] {
    guard let facts = try? FileManager.default.attributesOfItem(atPath: path),
      let size = facts[.size] as? Int, size <= MediaLimits.fileBytes,
      let data = FileManager.default.contents(atPath: path)
    else {
      throw CallError(
        "the chosen file is not there, or has more than \(MediaLimits.fileBytes) bytes")
    }
    return [UInt8](data)
  }
}
