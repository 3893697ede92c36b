import Host
import Testing
import Wire

@Suite struct `A program with a network` {
  /// A page that shows the words that `run` hands to `show`, one after the other.
  private func journey(_ script: String, _ rules: [ScriptedTransport.Rule]) throws -> Journey {
    try Journey(
      files: [
        "index.js": """
        Page({
          data: { text: '' },
          onLoad() {
            const show = (text) => this.setData({ text: this.data.text + text + ' ' });
            \(script)
          },
        });
        """
      ], network: NetworkSettings(transport: ScriptedTransport(rules)))
  }

  private func shown(_ script: String, _ rules: [ScriptedTransport.Rule]) async throws -> String {
    let session = try await journey(script, rules).open()
    await session.settle(within: 2_000)
    #expect(await session.errorTexts == [])
    let text = await session.screen
    _ = await session.close()
    return text
  }

  @Test func `shows what a server said`() async throws {
    let text = try await shown(
      """
      wx.request({
        url: 'https://h.example/city', data: { id: 7 },
        success: (r) => show(r.data.name + r.statusCode), complete: (r) => show(r.errMsg),
      }).onHeadersReceived((r) => show('head' + r.statusCode));
      """, [.init("https://h.example/city?id=7", .json(#"{"name":"Oslo"}"#))])
    #expect(text.contains("head200 Oslo200 request:ok"))
  }

  @Test func `hears of an abort once`() async throws {
    let text = try await shown(
      """
      const task = wx.request({
        url: 'https://h.example/', success: () => show('success'),
        fail: (r) => show(r.errMsg), complete: () => show('complete'),
      });
      setTimeout(() => { task.abort(); task.abort(); }, 100);
      """, [.init("*", delayMilliseconds: 1_000, .json("{}"))])
    #expect(text.contains("│ request:fail abort complete │"))
  }

  @Test func `comes to rest though it asks again at every failure`() async throws {
    let session = try await journey(
      """
      const ask = () => wx.request({ url: 'https://h.example/', fail: ask });
      ask();
      setTimeout(() => show('later'), 1500);
      """, []
    ).open()
    await session.settle(within: 2_000)
    #expect(await session.screen.contains("│ later │"))
    #expect(await session.ending == nil)
    _ = await session.close()
  }

  @Test func `keeps files for its user across launches`() async throws {
    let journey = try journey(
      """
      const fs = wx.getFileSystemManager();
      const path = `${wx.env.USER_DATA_PATH}/count`;
      let count = 0;
      try { count = Number(fs.readFileSync(path, 'utf8')); } catch (e) { show(e.errCode); }
      fs.writeFileSync(path, String(count + 1));
      show(`count${count}`);
      fs.readFile({ filePath: path, success: (r) => show(new Uint8Array(r.data)[0]) });
      show(fs.statSync(path).isFile());
      """, [])
    let launches = [
      ("ada", "│ 1300002 count0 true 49 │"), ("ada", "│ count1 true 50 │"),
      ("bob", "│ 1300002 count0 true 49 │"),
    ]
    for (user, shown) in launches {
      let session = try await journey.open(user: user)
      #expect(await session.screen.contains(shown))
      _ = await session.close()
    }
  }

  @Test func `downloads a picture and saves it`() async throws {
    let head = HTTPHead(status: 200, headers: [HTTPField("Content-Type", "image/png")])
    let text = try await shown(
      """
      wx.downloadFile({ url: 'https://h.example/pic', success: (r) => {
        show(/^wxfile:\\/\\/tmp_.*\\.png$/.test(r.tempFilePath));
        wx.saveFile({ tempFilePath: r.tempFilePath, success: (s) => wx.getSavedFileList({
          success: (l) => show(`${l.fileList.length}${l.fileList[0].filePath === s.savedFilePath}`),
        }) });
      } });
      """, [.init("*", .response(head, body: [1, 2, 3]))])
    #expect(text.contains("true 1true"))
  }
}
