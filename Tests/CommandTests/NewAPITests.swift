import Foundation
import TestSupport
import Testing

/// The steps from `sampan api new` to a function on `wx`, as far as they need no compiler:
/// `Tools/template` takes the rest in CI.
@Suite(.ownThreads) struct `sampan api new` {
  /// Every file of a package with its text.
  private func files(in folder: String) throws -> [String: String] {
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    var files: [String: String] = [:]
    for path in paths {
      guard let text = try? String(contentsOfFile: folder + "/" + path, encoding: .utf8) else {
        continue
      }
      files[path] = text
    }
    return files
  }

  @Test func `writes a package in which one file is yours`() throws {
    let folder = NSTemporaryDirectory() + "sampan-new-api-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let run = try SampanProcess(["api", "new", "weather.current", "--package", folder])
    #expect(run.code == 0, "\(run.remarks)")
    #expect(run.output == "\(folder)/Sources/APIs/WeatherCurrent.swift\n")
    let written = try files(in: folder)
    #expect(
      written.keys.sorted() == [
        "Package.swift", "Sources/APIs/All.swift", "Sources/APIs/WeatherCurrent.swift",
        "Sources/host/main.swift", "Tests/APITests/ConformanceTests.swift",
      ])

    // Another one is a file more; nothing but the list of all is written anew.
    let second = try SampanProcess(["api", "new", "parcel", "--package", folder])
    #expect(second.code == 0, "\(second.remarks)")
    let after = try files(in: folder)
    let changed = after.filter { written[$0.key] != $0.value }.keys.sorted()
    #expect(changed == ["Sources/APIs/All.swift", "Sources/APIs/Parcel.swift"])
    #expect(after["Sources/APIs/All.swift"]?.contains("Parcel(),\n    WeatherCurrent()") == true)
  }

  @Test func `does not write over what is there`() throws {
    let folder = NSTemporaryDirectory() + "sampan-new-api-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try SampanProcess(["api", "new", "parcel", "--package", folder])
    let written = try files(in: folder)
    let again = try SampanProcess(["api", "new", "parcel", "--package", folder])
    #expect(again.code == 2)
    #expect(again.remarks.contains("Parcel.swift is there already; choose another name"))
    #expect(try files(in: folder) == written)
  }
}
