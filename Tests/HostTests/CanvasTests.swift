import Host
import Testing

/// Canvases from the mini-program's side (`reference/api-core.md 9.11`).
@Suite struct `A mini-program draws` {
  /// The lines that a page's script writes to the console.
  private func lines(_ wxml: String, _ script: String, _ files: [String: String] = [:])
    async throws -> [String]
  {
    let fixture = try Fixture(
      ["index.wxml": wxml, "index.js": "Page({onReady() {\n\(script)\n}})"]
        .merging(files) { $1 })
    let session = try await fixture.open()
    await session.settle()
    await session.advance(to: Fixture.epoch + 16)
    await session.settle()
    let lines = await session.notes.all.map(\.text)
    _ = await session.close()
    return lines
  }

  private static let modern = "<canvas type=\"2d\" id=\"c\" style=\"width:30px;height:20px\"/>"

  private func modern(_ script: String) async throws -> [String] {
    try await lines(
      Self.modern,
      """
      const show = (...parts) => console.log(parts.join(' '));
      wx.createSelectorQuery().select('#c').fields({ node: true, size: true }).exec(([found]) => {
        const canvas = found.node, ctx = canvas.getContext('2d');
        const at = (x, y) => Array.from(ctx.getImageData(x, y, 1, 1).data).join();
        \(script)
      });
      """)
  }

  @Test func `on the node of a 2d canvas`() async throws {
    let lines = try await modern(
      """
      show(found.width, found.height, canvas.width, canvas.height);
      canvas.width = 60; canvas.height = 40;
      ctx.fillStyle = 'red'; ctx.fillRect(0, 0, 10, 10);
      ctx.save(); ctx.fillStyle = '#00f'; ctx.translate(20, 0); ctx.fillRect(0, 0, 10, 10);
      ctx.restore(); ctx.fillRect(0, 20, 10, 10);
      show(at(5, 5), at(25, 5), at(5, 25), at(50, 30), ctx.fillStyle);
      canvas.width = 60;
      show(at(5, 5), ctx.fillStyle, canvas.getContext('2d') === ctx);
      """)
    #expect(
      lines == [
        "30 20 300 150", "255,0,0,255 0,0,255,255 255,0,0,255 0,0,0,0 red", "0,0,0,0 #000000 true",
      ])
  }

  @Test func `with gradients that grow, paths, patterns and other canvases`() async throws {
    let lines = try await modern(
      """
      const fade = ctx.createLinearGradient(0, 0, 0, 100);
      fade.addColorStop(0, 'lime'); fade.addColorStop(1, 'lime');
      ctx.fillStyle = fade; ctx.fillRect(0, 0, 10, 10);
      const path = canvas.createPath2D(); path.rect(20, 0, 10, 10); ctx.fill(path);
      const other = wx.createOffscreenCanvas({ type: '2d', width: 10, height: 10 });
      other.getContext('2d').fillRect(0, 0, 5, 10);
      ctx.drawImage(other, 40, 0);
      ctx.fillStyle = ctx.createPattern(other, 'repeat'); ctx.fillRect(60, 0, 40, 10);
      show(at(5, 5), at(25, 5), at(42, 5), at(47, 5), at(82, 5), at(87, 5));
      const data = ctx.createImageData(1, 1); data.data.set([1, 2, 3, 255]);
      ctx.putImageData(data, 200, 100); show(at(200, 100));
      """)
    #expect(
      lines == [
        "0,255,0,255 0,255,0,255 0,0,0,255 0,0,0,0 0,0,0,255 0,0,0,0", "1,2,3,255",
      ])
  }

  @Test func `texts that it has measured`() async throws {
    let lines = try await modern(
      """
      ctx.font = '20px sans-serif';
      const small = ctx.measureText('a').width, wide = ctx.measureText('aa').width;
      show(small > 0, wide > small, ctx.measureText('').width);
      ctx.textBaseline = 'top'; ctx.fillText('\\u2588', 0, 0);
      show(at(5, 10));
      """)
    #expect(lines == ["true true 0", "0,0,0,255"])
  }

  @Test func `pictures that it has loaded`() async throws {
    let lines = try await modern(
      """
      ctx.fillStyle = 'red'; ctx.fillRect(0, 0, 300, 150);
      const image = canvas.createImage();
      image.onload = () => {
        ctx.clearRect(0, 0, 300, 150); ctx.drawImage(image, 0, 0, 10, 10);
        show(image.width, image.height, at(5, 5), at(15, 15));
        const lost = canvas.createImage();
        lost.onerror = (event) => show(event.errMsg);
        lost.src = 'lost.png';
      };
      image.src = canvas.toDataURL();
      """)
    #expect(
      lines == [
        "300 150 255,0,0,255 0,0,0,0",
        "no such file or directory, open 'lost.png'",
      ])
  }

  @Test func `frame by frame on the session's clock`() async throws {
    let lines = try await modern(
      """
      const start = Date.now();
      canvas.cancelAnimationFrame(canvas.requestAnimationFrame(() => show('never')));
      canvas.requestAnimationFrame((time) => show(time - start));
      """)
    #expect(lines == ["16"])
  }

  @Test func `and is told that there is no webgl`() async throws {
    let lines = try await modern("show(canvas.getContext('webgl'));")
    #expect(lines == ["canvas.getContext: 'webgl' is not supported here; '2d' is", ""])
  }

  @Test func `actions that a legacy context keeps until draw`() async throws {
    let lines = try await lines(
      "<canvas canvas-id=\"c\" style=\"width:100px;height:50px\"/>",
      """
      const ctx = wx.createCanvasContext('c', this);
      const look = () => wx.canvasGetImageData({
        canvasId: 'c', x: 5, y: 5, width: 1, height: 1,
        success: (got) => console.log(got.width, Array.from(got.data).join()),
      });
      ctx.setFillStyle('red'); ctx.fillRect(0, 0, 20, 20);
      look();
      ctx.draw(false, (result) => {
        console.log(result.errMsg); look();
        ctx.fillRect(40, 0, 10, 10); ctx.draw(true); look();
        ctx.draw(); look();
      });
      """)
    #expect(
      lines == [
        "1 0,0,0,0", "drawCanvas:ok", "1 255,0,0,255", "1 255,0,0,255", "1 0,0,0,0",
      ])
  }

  @Test func `actions that are handed to drawCanvas`() async throws {
    let lines = try await lines(
      "<canvas canvas-id=\"c\"/>",
      """
      const ctx = wx.createContext();
      ctx.setFillStyle('blue'); ctx.fillRect(0, 0, 20, 20);
      wx.drawCanvas({ canvasId: 'c', actions: ctx.getActions() });
      wx.drawCanvas({ canvasId: 'c', reserve: true, actions: [{ method: 'fill' }, null, 5] });
      wx.canvasGetImageData({ canvasId: 'c', x: 5, y: 5, width: 1, height: 1,
        success: (got) => console.log(Array.from(got.data).join()) });
      """)
    #expect(lines == ["0,0,255,255"])
  }

  @Test func `a file of the size that the screen would show`() async throws {
    let lines = try await lines(
      "<canvas canvas-id=\"c\" style=\"width:100px;height:50px\"/>"
        + Self.modern,
      """
      const ctx = wx.createCanvasContext('c');
      ctx.setFillStyle('red'); ctx.fillRect(0, 0, 100, 50); ctx.draw();
      wx.canvasToTempFilePath({ canvasId: 'c', destWidth: 40, destHeight: 20, fileType: 'jpg',
        success: ({ tempFilePath, errMsg }) => {
          console.log(errMsg, /^wxfile:\\/\\/tmp_[0-9a-f]+\\.jpg$/.test(tempFilePath));
          wx.createSelectorQuery().select('#c').node(({ node }) => {
            const image = node.createImage();
            image.onload = () => console.log(image.width, image.height);
            image.src = tempFilePath;
          }).exec();
        } });
      wx.canvasToTempFilePath({ canvasId: 'none', fail: (error) => console.log(error.errMsg) });
      """)
    #expect(
      lines == [
        "canvas: nothing on the page has the canvas-id 'none'",
        "canvasToTempFilePath:fail canvas is empty", "canvasToTempFilePath:ok true", "40 20",
      ])
  }

  @Test func `and keeps no other session's pictures`() async throws {
    let files = [
      "index.wxml": "<canvas canvas-id=\"c\"/>",
      "index.js": """
      Page({ onLoad({ path }) { this.path = path; }, onReady() {
        const ctx = wx.createCanvasContext('c');
        if (this.path) ctx.drawImage(decodeURIComponent(this.path), 0, 0);
        ctx.draw();
        wx.canvasToTempFilePath({ canvasId: 'c', success: (got) => console.log(got.tempFilePath) });
      } });
      """,
    ]
    let fixture = try Fixture(files)
    let first = try await fixture.open()
    await first.settle()
    let path = try #require(await first.notes.all.first?.text)
    let second = try await fixture.open(query: "path=" + path)
    await second.settle()
    let said = try #require(await second.notes.all.first?.text)
    #expect(said.hasPrefix("canvas: no such file or directory") && said.contains(path))
    _ = await first.close()
    _ = await second.close()
  }

  @Test(arguments: [
    "ctx.fillRect.call({}, 1, 2, 3, 4)", "ctx.arc(0, 0, -1, 0, 1)", "ctx.getImageData(0, 0, 0, 1)",
    "ctx.getImageData(0, 0, 4096, 4096)", "ctx.createImageData(1e9, 1)",
    "ctx.putImageData({}, 0, 0)",
    "ctx.putImageData({ width: 2, height: 2, data: new Uint8Array(3) }, 0, 0)",
    "canvas.requestAnimationFrame(5)", "ctx.createLinearGradient(0, 0, 0, NaN)",
    "ctx.createLinearGradient(0, 0, 0, 1).addColorStop(2, 'red')",
  ])
  func `nothing that is wrong, and is told`(_ script: String) async throws {
    let lines = try await modern("try { \(script); } catch (error) { show('thrown'); }")
    #expect(lines.last == "thrown")
  }

  @Test func `as if numbers that are none were never given`() async throws {
    let lines = try await modern(
      """
      ctx.fillRect(NaN, 0, 10, 10); ctx.lineTo(Infinity, 1); ctx.translate('x', 1); ctx.scale();
      ctx.lineWidth = -1; ctx.globalAlpha = 7; ctx.fillStyle = {}; ctx.textAlign = 'up';
      ctx.drawImage(null, 0, 0); ctx.drawImage({}, 0, 0); ctx.setLineDash([-1]); ctx.restore();
      show(at(1, 1), ctx.lineWidth, ctx.globalAlpha, ctx.fillStyle, ctx.textAlign);
      ctx.fillRect(0, 0, 10, 10); show(at(1, 1));
      """)
    #expect(lines == ["0,0,0,0 1 1 #000000 start", "0,0,0,255"])
  }
}
