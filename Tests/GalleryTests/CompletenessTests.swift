import Foundation
import Testing
import Wire

/// Every page of the two mini-programs has a journey, and no page is left silent.
@Suite struct CompletenessTests {
  @Test(arguments: ["gallery", "parts"])
  func `every page has a journey`(program: String) throws {
    let config = try JSON(parsing: Self.file("MiniPrograms/\(program)/app.json"))
    let pages = (config["pages"]?.array ?? []).compactMap { page in
      page.string?.split(separator: "/").last.map(String.init)
    }
    #expect(!pages.isEmpty)
    let suites = program == "gallery" ? ["ControlJourneys", "ContentJourneys"] : ["PartJourneys"]
    let journeys = try suites.map { try Self.file("Tests/GalleryTests/\($0).swift") }.joined()
    for page in pages {
      #expect(journeys.contains("Gallery.visit(\"\(page)\""), "\(page) has no journey")
    }
  }

  private static func file(_ path: String) throws -> String {
    try String(contentsOfFile: Gallery.repository + "/" + path, encoding: .utf8)
  }
}
