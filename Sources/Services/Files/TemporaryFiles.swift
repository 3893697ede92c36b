import Bridge
import Foundation
import Synchronization

/// The temporary files of sessions: `wxfile://tmp_<digits>.<suffix>` is a file in a folder that
/// goes away with its session. One instance serves all services of a host.
public final class TemporaryFiles: Sendable {
  private let folder: String
  /// The size of each file by its name.
  private let sizes = Mutex<[SessionID: [String: Int]]>([:])

  private static let scheme = "wxfile://"

  /// - Parameter folder: made when the first file is written.
  public init(folder: String) { self.folder = folder }

  /// Writes a file and returns the path that a mini-program knows it by.
  func add(_ bytes: [UInt8], suffix: String, for session: SessionID) throws(CallError) -> String {
    let name = "tmp_\(SessionID().text)\(SessionID().text).\(suffix)"
    try reserve(bytes.count, name, for: session)
    do {
      try FileManager.default.createDirectory(
        atPath: path(of: session), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try Data(bytes).write(to: URL(fileURLWithPath: path(of: session) + "/" + name))
    } catch {
      throw .internalError("a temporary file could not be written")
    }
    return Self.scheme + name
  }

  private func reserve(_ bytes: Int, _ name: String, for session: SessionID) throws(CallError) {
    let refusal = sizes.withLock { sizes -> String? in
      let known = sizes[session] ?? [:]
      guard known.count < FileLimits.temporaryFiles else {
        return "\(known.count) temporary files are kept; at most \(FileLimits.temporaryFiles) fit"
      }
      let total = known.values.reduce(bytes, +)
      guard total <= FileLimits.temporaryBytes else {
        return "temporary files have \(total) bytes; at most \(FileLimits.temporaryBytes) fit"
      }
      sizes[session, default: [:]][name] = bytes
      return nil
    }
    if let refusal { throw CallError(refusal) }
  }

  /// The bytes of a file that was added for the same session.
  func read(_ path: String, for session: SessionID) throws(CallError) -> [UInt8] {
    let name = String(path.dropFirst(Self.scheme.count))
    // Only names that were given out are known, so no path leads anywhere else.
    guard path.hasPrefix(Self.scheme),
      sizes.withLock({ $0[session]?[name] }) != nil,
      let data = FileManager.default.contents(atPath: self.path(of: session) + "/" + name)
    else { throw CallError("there is no file '\(path.prefix(256))'") }
    return [UInt8](data)
  }

  func removeAll(of session: SessionID) {
    guard sizes.withLock({ $0.removeValue(forKey: session) }) != nil else { return }
    try? FileManager.default.removeItem(atPath: path(of: session))
  }

  private func path(of session: SessionID) -> String { folder + "/" + session.text }
}
