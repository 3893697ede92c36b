import Host
import Testing

@Suite struct `A program without an appid` {
  private static let files = [
    "index.js": """
    Page({
      data: { was: '' },
      onLoad() {
        this.setData({ was: wx.getStorageSync('k') || 'nothing' });
        wx.setStorageSync('k', 'something');
      },
    })
    """,
    "index.wxml": "<view>{{was}}</view>",
  ]

  /// What an earlier run had stored, as the page shows it.
  private func shown(_ fixture: Fixture, on host: MiniProgramHost) async throws -> String {
    let session = try await fixture.open(on: host)
    await session.settle()
    let text = await session.screenText(columns: 40)
    _ = await session.close()
    return text
  }

  @Test(arguments: [nil, "", "touristappid"])
  func `keeps what it stores to itself`(_ appID: String?) async throws {
    var files = Self.files
    if let appID { files["project.config.json"] = #"{"appid":"\#(appID)"}"# }
    let one = try Fixture(files)
    let other = try Fixture(files)
    let host = try one.host()
    #expect(try await shown(one, on: host).contains("nothing"))
    #expect(try await shown(other, on: host).contains("nothing"))
    #expect(try await shown(one, on: host).contains("something"))
  }

  @Test func `has another name than all others, and the same in every run`() async throws {
    let one = try Fixture([:])
    let other = try Fixture([:])
    let host = try one.host()
    let first = await host.load(one.program).0?.identity
    #expect(await host.load(one.program).0?.identity == first)
    #expect(await host.load(other.program).0?.identity != first)
    #expect(first?.hasPrefix("touristappid-") == true)
    #expect(first?.utf8.count == 29)
  }

  @Test func `is unlike one with an appid, which shares by it`() async throws {
    let files = Self.files.merging(["project.config.json": #"{"appid":"wx1"}"#]) { $1 }
    let one = try Fixture(files)
    let other = try Fixture(files)
    let host = try one.host()
    #expect(try await shown(one, on: host).contains("nothing"))
    #expect(try await shown(other, on: host).contains("something"))
  }
}
