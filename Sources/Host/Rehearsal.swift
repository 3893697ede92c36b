import Compiler
import Wire

/// A mini-program of one page that a spare runner launches before it is locked down.
///
/// Most of what a launch takes a new runner is the engine parsing, compiling and linking the
/// prelude's functions when each is first called. After a few rehearsals in the same realm the
/// launch of a real program finds all that done (7 ms become less than one). Only spares rehearse; a
/// runner that somebody waits for would lose time by it.
enum Rehearsal {
  /// The member `rehearsal` of `hello`: the launch as its text, and the modules by their paths.
  static var value: JSON {
    let template = Template.compile(source: markup, path: page + ".wxml") { _ in nil }
    return [
      "launch": .string(launch.jsonText),
      "sources": [
        "app.js": .string(Script.wrap("App({})").code),
        "\(page).js": .string(Script.wrap(script).code), "\(page).wxml": .string(template.code),
      ],
    ]
  }

  private static let page = "pages/index/index"

  private static let markup = """
    <view class="{{ a ? 'b' : 'c' }}" wx:if="{{ a }}">
      <text wx:for="{{ rows }}" wx:key="id" data-id="{{ item.id }}">{{ item.label }}</text>
      <button bindtap="tap" disabled="{{ !a }}">{{ title }}, and more</button>
    </view>
    <view wx:else></view>
    """

  private static let script = """
    Page({
      data: { a: true, title: 'A page', rows: [{ id: 1, label: 'one' }, { id: 2, label: 'two' }] },
      onLoad() { this.setData({ title: 'Another', 'rows[0].label': 'three' }); },
      onShow() {},
      tap() {},
    });
    """

  private static var launch: JSON {
    [
      "appId": "rehearsal", "appName": "rehearsal", "envVersion": "develop", "version": "",
      "scripts": ["app.js", .string(page + ".js")], "aliases": [:], "lazy": false,
      "appScript": "app.js",
      "appConfig": ["pages": [.string(page)], "window": ["navigationBarTitleText": "A"]],
      "globalComponents": [:], "globalPlaceholders": [:],
      "pages": [
        [
          "path": .string(page), "root": "", "tab": false,
          "config": ["navigationBarTitleText": "A"], "components": [:], "placeholders": [:],
          "component": false,
        ]
      ],
      "components": [:], "subpackages": [], "tabBar": .null, "order": [.string(page + ".js")],
      "ext": [:],
      "launch": ["path": .string(page), "query": [:], "scene": 1001, "referrerInfo": [:]],
      "storage": [:], "clock": ["virtual": false],
    ]
  }
}
