import Bridge
import Host
import Testing
import Wire

/// Files of the cloud: `uploadFile`, `downloadFile`, `getTempFileURL`, `deleteFile`.
@Suite struct `The cloud's files` {
  private let fixture: Fixture
  private let host: MiniProgramHost

  init() throws {
    fixture = try Fixture([
      "project.config.json": #"{"appid":"wx12"}"#, "app.json": #"{"pages":["index"]}"#,
      "scripts.js": Self.scripts,
      "index.js": """
      wx.cloud.init({ env: 'e1' });
      const scripts = require('./scripts.js');
      Page({ data: {}, onLoad({ run }) {
        scripts[run](wx.cloud).then((r) => this.setData({ result: r }),
          (e) => this.setData({ result: e.errMsg || String(e) }));
      } })
      """,
    ])
    host = try fixture.host()
  }

  private static let scripts = """
    const fs = wx.getFileSystemManager();
    const local = (name, data) => {
      const path = wx.env.USER_DATA_PATH + '/' + name;
      fs.writeFileSync(path, data, 'utf8');
      return path;
    };
    const tell = (p) => p.then((r) => r.errMsg, (e) => e.errCode || e.errMsg);
    const id = 'cloud://e1.wx12/notes/a.txt';
    exports.put = async (cloud) => {
      const up = await cloud.uploadFile({ cloudPath: 'notes/a.txt', filePath: local('a.txt', 'hello') });
      const down = await cloud.downloadFile({ fileID: up.fileID });
      return [up, down.statusCode, fs.readFileSync(down.tempFilePath, 'utf8'), down.tempFilePath.slice(-4)];
    };
    exports.list = async (cloud) => (await cloud.getTempFileURL({ fileList: [id, { fileID: 'cloud://e1.wx12/none' }] })).fileList;
    exports.remove = async (cloud) => [(await cloud.deleteFile({ fileList: [id] })).fileList[0].errMsg,
      await tell(cloud.downloadFile({ fileID: id }))];
    exports.other = async (cloud) => [await tell(cloud.downloadFile({ fileID: id })),
      await tell(cloud.uploadFile({ cloudPath: 'notes/a.txt', filePath: local('b.txt', 'mine') })),
      (await cloud.deleteFile({ fileList: [id] })).fileList[0].errMsg];
    exports.odd = async (cloud) => {
      const filePath = local('a.txt', 'x'); const told = [];
      for (const cloudPath of ['', '/a', 'a/', 'a//b', '../a', 'a/./b', 'a\\u0000', 'x'.repeat(513), 'x'.repeat(512)]) {
        told.push(await tell(cloud.uploadFile({ cloudPath, filePath })));
      }
      for (const fileID of ['', 'cloud://', 'cloud://e/../a', 'https://a/b', 'cloud://other.wx99/notes/a.txt']) {
        told.push(await tell(cloud.downloadFile({ fileID })));
      }
      told.push(await tell(cloud.uploadFile({ cloudPath: 'a', filePath: 'wxfile://usr/none' })));
      for (const count of [50, 51]) told.push(await tell(cloud.deleteFile({ fileList: Array(count).fill(id) })));
      return told;
    };
    exports.size = async (cloud) => {
      const told = [];
      for (const size of [16 << 20, (16 << 20) + 1]) {
        const filePath = local('big', '');
        for (let rest = size; rest > 0; rest -= 1 << 22) {
          fs.appendFileSync(filePath, new ArrayBuffer(Math.min(rest, 1 << 22)));
        }
        told.push(await tell(cloud.uploadFile({ cloudPath: 'big', filePath })));
      }
      return told;
    };
    """

  private func run(_ name: String, user: String = "ann") async throws -> String {
    let session = try await fixture.open(on: host, query: "run=\(name)", user: user)
    await session.settle(within: 1_000)
    let result = try await session.pageData()["result"]?.jsonText ?? "nothing"
    #expect(await session.notes.errors == [])
    #expect(await session.close() == .normal)
    return result
  }

  @Test func `are kept, read by everybody and changed by who put them there`() async throws {
    let told1 = try await run("put")
    #expect(
      told1
        == #"[{"errMsg":"cloud.uploadFile:ok","fileID":"cloud://e1.wx12/notes/a.txt","statusCode":204},"#
        + #"200,"hello",".txt"]"#)
    let told2 = try await run("list", user: "bob")
    #expect(
      told2 == #"[{"fileID":"cloud://e1.wx12/notes/a.txt","status":0,"errMsg":"ok","#
        + #""tempFileURL":"https://e1.cloud.invalid/notes/a.txt","maxAge":86400},"#
        + #"{"fileID":"cloud://e1.wx12/none","status":-1,"errMsg":"STORAGE_FILE_NONEXIST"}]"#)
    let told3 = try await run("other", user: "bob")
    #expect(told3 == #"["cloud.downloadFile:ok",-503002,"STORAGE_EXCEED_AUTHORITY"]"#)
    let told4 = try await run("remove")
    #expect(told4 == #"["ok",-503003]"#)
  }

  @Test func `are refused where no file can be`() async throws {
    let told5 = try await run("odd")
    #expect(
      told5
        == #"[-503001,-503001,-503001,-503001,-503001,-503001,-503001,-503001,"cloud.uploadFile:ok","#
        + #"-503003,-503003,-503003,-503003,-503003,"#
        + #"1300002,"cloud.deleteFile:ok",-503001]"#)
  }

  @Test func `are taken up to their limit of bytes`() async throws {
    let told6 = try await run("size")
    #expect(told6 == #"["cloud.uploadFile:ok",-503001]"#)
  }
}
