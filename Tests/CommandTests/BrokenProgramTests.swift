import Foundation
import TestSupport
import Testing
import Wire

/// The mini-programs of MiniPrograms/, as the product tells of them.
@Suite(.ownThreads) struct `Checking` {
  /// `file:line:column severity text` of one thing that an author is told.
  private typealias Remark = String

  static let whole = folders(in: SampanProcess.programs).filter { $0 != "broken" }
  static let broken = folders(in: SampanProcess.programs + "/broken")

  private static func folders(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
      return isFolder.boolValue
    }.sorted()
  }

  @Test(arguments: whole)
  func `finds nothing in`(_ name: String) throws {
    let run = try SampanProcess(["check", "\(SampanProcess.programs)/\(name)", "--json"])
    #expect(run.code == 0)
    #expect(try JSON(parsing: run.output)["diagnostics"]?.array?.isEmpty == true, "\(run.output)")
  }

  @Test(arguments: broken)
  func `or launching tells all that is wrong, and nothing else, in`(_ name: String) throws {
    let folder = "\(SampanProcess.programs)/broken/\(name)"
    let expected = try String(contentsOfFile: folder + "/expected.txt", encoding: .utf8)
      .split(separator: "\n").map(String.init)
    #expect(!expected.isEmpty)

    let found = try checked(folder) + launched(folder)
    for line in expected {
      #expect(found.contains { $0.hasPrefix(line) }, "\(line) is not told, but \(found)")
    }
    for remark in found where remark.contains(" error ") {
      #expect(expected.contains { remark.hasPrefix($0) }, "\(remark) is not expected")
    }
  }

  private func checked(_ folder: String) throws -> [Remark] {
    let run = try SampanProcess(["check", folder, "--json"])
    let report = try JSON(parsing: run.output)
    #expect(run.code == ((report["errors"]?.int ?? 0) > 0 ? 1 : 0))
    return (report["diagnostics"]?.array ?? []).map { one in
      let place = [one["line"], one["column"]].map { ":\($0?.int ?? 0)" }.joined()
      return (one["file"]?.string ?? "") + place
        + " \(one["severity"]?.string ?? "") \(one["message"]?.string ?? "")"
    }
  }

  /// Errors of a launch, with the place at the top of their stacks.
  private func launched(_ folder: String) throws -> [Remark] {
    let run = try SampanProcess(["inspect", folder, "--json"])
    guard let report = try? JSON(parsing: run.output) else {
      #expect(run.code == 1, "\(run.remarks)")
      return []
    }
    return (report["errors"]?.array ?? []).compactMap { one in
      let message = one["message"]?.string ?? ""
      // The template's diagnostics, which check gives as well.
      guard let place = one["stack"]?.string?.split(separator: "\n").first else { return nil }
      let text = message.split(separator: ": ", maxSplits: 1).last ?? ""
      return "\(place) error \(text)"
    }
  }
}
