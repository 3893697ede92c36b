import TestSupport
import Testing

/// Whoever moves between two pages all day must not run out of memory.
@Suite(.ownThreads) struct `A closed page` {
  @Test func `leaves nothing behind`() throws {
    let stage = try Stage(Scenario(name: "closed page", text: program))
    try stage.play()
    try stage.open(times: 20)
    let before = stage.keptObjects()
    try stage.open(times: 60)
    let growth = stage.keptObjects() - before
    // A page that stayed would cost more than a hundred objects each time.
    #expect(growth < 60 * 50, "\(growth) objects more after 60 pages")
    #expect(!stage.lines.contains { $0.hasPrefix("uncaught") }, "\(stage.lines)")
  }

  /// A page that uses what could keep it: components in a list, observers, queries, channels,
  /// animations, contexts of built-in tags, timers that end, listeners that are taken off again.
  private let program = """
    A page with all that could keep it.
    === pages/a/a.js
    Page({});
    === components/c/c.js
    Component({
      properties: { n: Number },
      observers: { n() {} },
      lifetimes: { attached() { this.createIntersectionObserver().relativeToViewport().observe('.x', () => {}); } },
    });
    === components/c/c.wxml
    (function (X) { return { path: 'components/c/c.wxml', wxs: {}, templates: {}, imports: [], main: [
      { e: 'view', p: '1:1', a: { class: 'x' }, v: [['bind', 'tap', 'tap']], c: [
        { t: { f: (D) => D.n, d: [['n']], p: '1:1', t: 'n' } } ] } ] }; })
    === pages/b/b.wxml
    (function (X) { return { path: 'pages/b/b.wxml', wxs: {}, templates: {}, imports: [], main: [
      { e: 'video', p: '1:1', a: { id: 'v' } },
      { l: { f: (D) => D.list, d: [['list']], p: '1:1', t: 'list' }, n: 0, k: '*this', p: '1:1', c: [
        { e: 'c-c', p: '1:1', b: [['n', { f: (D, S) => S[0], d: [[0]], p: '1:1', t: 'item' }]] } ] } ] }; })
    === pages/b/b.js
    Page({
      data: { list: [] },
      onLoad() {
        this.setData({ list: Array.from({ length: 20 }, (none, i) => i) });
        this.getOpenerEventChannel().on('told', () => this.data);
        this.createMediaQueryObserver().observe({ minWidth: 1 }, () => this.data);
        wx.createSelectorQuery().selectAll('.x').boundingClientRect(() => this.data).exec();
        const animation = wx.createAnimation({});
        animation.translate(1, 1).step();
        this.setData({ animation: animation.export(), list: [5, 4, 3] });
        this.video = wx.createVideoContext('v', this);
        setTimeout(() => this.data, 5);
        wx.nextTick(() => this.setData({ done: true }));
        const resized = () => this.data;
        wx.onWindowResize(resized);
        wx.offWindowResize(resized);
      },
      onUnload() {},
    });
    === launch
    {"components": {"components/c/c": {}},
     "pages": [{"path": "pages/a/a"}, {"path": "pages/b/b", "components": {"c-c": "components/c/c"}}]}
    === steps
    === expect
    """
}

extension Stage {
  /// Opens the second page and goes back, over and over.
  fileprivate func open(times: Int) throws {
    for _ in 0..<times {
      try play(#"ask route {"api": "navigateTo", "url": "/pages/b/b"}"#)
      try play("advance 20")
      try play(#"ask route {"api": "navigateBack"}"#)
      try play("advance 20")
    }
  }
}
