import TestSupport
import Testing

@testable import Style

@Suite(.ownThreads) struct `Computed styles` {
  /// A page with a `view` of class `c` and a component with such a view inside.
  func page(
    app: String = "", page: String = "", component: String = "",
    pageIsolation: StyleIsolation? = nil, componentIsolation: StyleIsolation? = nil,
    inline: String = ""
  ) -> ComputedStyles {
    let scopes = [
      StyleScope(path: "p", isPage: true, isolation: pageIsolation),
      StyleScope(path: "k", isPage: false, isolation: componentIsolation),
    ]
    let elements = [
      StyledElement(tag: "page", hasContent: true),
      StyledElement(
        tag: "view", id: "i", classes: [.init(name: "c", scope: 0), .init(name: "d", scope: 0)],
        inlineStyle: inline, parent: 0),
      StyledElement(tag: "kid", component: "k", parent: 0, hasContent: true),
      StyledElement(tag: "view", classes: [.init(name: "c", scope: 1)], scope: 1, parent: 2),
    ]
    let isShared = componentIsolation == .shared
    return ComputedStyles(
      StyledPage(
        elements: elements, scopes: scopes,
        sheets: [
          .init(owner: .app, sheet: StyleParser.parse(app)),
          .init(
            owner: .component("k", isShared: isShared), sheet: StyleParser.parse(component)),
          .init(owner: .page, sheet: StyleParser.parse(page)),
        ], environment: StyleEnvironment()))
  }

  struct Reach: Sendable {
    var pageMode: StyleIsolation?
    var componentMode: StyleIsolation?
    /// Which nodes a class of app, page and component reaches: `p` on the page, `k` inside.
    var app: String
    var page: String
    var component: String
  }

  @Test(arguments: [
    Reach(app: "p", page: "p", component: "k"),
    Reach(componentMode: .isolated, app: "p", page: "p", component: "k"),
    Reach(componentMode: .applyShared, app: "pk", page: "pk", component: "k"),
    Reach(componentMode: .shared, app: "pk", page: "pk", component: "pk"),
    Reach(
      pageMode: .pageIsolated, componentMode: .shared, app: "", page: "p", component: "k"),
    Reach(
      pageMode: .pageApplyShared, componentMode: .shared, app: "", page: "p", component: "pk"),
    Reach(
      pageMode: .pageShared, componentMode: .shared, app: "", page: "pk", component: "pk"),
    Reach(
      pageMode: .pageShared, componentMode: .applyShared, app: "", page: "pk", component: "k"),
    Reach(pageMode: .pageShared, app: "", page: "p", component: "k"),
  ])
  func `reach as far as their isolation says`(_ reach: Reach) {
    func reached(app: String = "", page: String = "", component: String = "") -> String {
      var styles = self.page(
        app: app, page: page, component: component, pageIsolation: reach.pageMode,
        componentIsolation: reach.componentMode)
      return (styles.value("top", of: 1) == "1px" ? "p" : "")
        + (styles.value("top", of: 3) == "1px" ? "k" : "")
    }
    #expect(reached(app: ".c{top:1px}") == reach.app)
    #expect(reached(page: ".c{top:1px}") == reach.page)
    #expect(reached(component: ".c{top:1px}") == reach.component)
  }

  @Test(arguments: [
    (".c{top:1px}.c{top:2px}", "", "2px"), (".c.d{top:1px}.c{top:2px}", "", "1px"),
    ("#i{top:1px}.c.d{top:2px}", "", "1px"), (".c{top:1px!important}#i{top:2px}", "", "1px"),
    (".c{top:1px}", "top:2px", "2px"), (".c{top:1px!important}", "top:2px", "1px"),
    (".c{top:1px!important}", "top:2px !important", "2px"), ("page .c{top:1px}", "", "1px"),
    ("page>.c:first-child{top:1px}", "", "1px"), (".c:last-child{top:1px}", "", "auto"),
    (".c+kid{top:1px}", "", "auto"), (".c:not(.e){top:1px}", "", "1px"),
    ("@media (max-width:300px){.c{top:1px}}", "", "auto"),
    ("@media screen and (min-width:300px){.c{top:1px}}", "", "1px"),
    ("page{--a:3rpx}.c{top:var(--a)}", "", "1px"), (".c{top:var(--b,4px)}", "", "4px"),
    (".c{--a:var(--b);--b:var(--a);top:var(--a)}", "", "auto"), (".c{inset:1px 2px}", "", "1px"),
    (".c{top:20rpx}", "", "10px"), (".c::before{top:1px}", "", "auto"),
    (".c:hover{top:1px}", "", "auto"),
  ])
  func `follow the cascade`(_ source: String, _ inline: String, _ top: String) {
    var styles = page(page: source, inline: inline)
    #expect(styles.value("top", of: 1) == top)
  }

  @Test func `put the page over the app`() {
    var styles = page(app: ".c{top:1px}", page: ".c{top:2px}")
    #expect(styles.value("top", of: 1) == "2px")
  }

  @Test func `pass on what is inherited, into components as well`() {
    var styles = page(
      page: "page{color:red;top:1px;font-size:20px}", component: ".c{font-size:2em}")
    #expect(styles.value("color", of: 3) == "rgb(255, 0, 0)")
    #expect(styles.value("top", of: 3) == "auto")
    #expect(styles.value("font-size", of: 3) == "40px")
  }

  @Test func `reach the host of a component`() {
    var styles = page(component: ":host{color:blue;display:block}view{top:1px}")
    #expect(styles.value("display", of: 2) == "block")
    #expect(styles.value("color", of: 3) == "rgb(0, 0, 255)")
    #expect(styles.value("top", of: 3) == "1px")
    #expect(styles.value("top", of: 1) == "auto")
  }

  @Test func `write shorthands, colours and defaults as browsers do`() {
    var styles = page(
      page: ".c{margin:1rpx 2px;border:1px solid;color:#f00;background:rgba(0,0,0,.5)}")
    #expect(styles.value("margin-left", of: 1) == "2px")
    #expect(styles.value("margin", of: 1) == "1px 2px")
    #expect(styles.value("border-top-color", of: 1) == "rgb(255, 0, 0)")
    #expect(styles.value("background-color", of: 1) == "rgba(0, 0, 0, 0.5)")
    #expect(styles.value("display", of: 1) == "block")
    #expect(styles.value("display", of: 2) == "inline")
    #expect(styles.value("nothing", of: 1) == "")
    #expect(styles.value("top", of: 99) == "")
  }

  @Test func `end when variables would grow without end`() {
    let names = (1...12).map { "--v\($0):" + String(repeating: "var(--v\($0 + 1))", count: 10) }
    var styles = page(page: ".c{\(names.joined(separator: ";"));--v13:x;top:var(--v1)}")
    #expect(styles.value("top", of: 1) == "auto")
  }

  @Test func `end when selectors would be tried without end`() {
    let scopes = [StyleScope(path: "p", isPage: true, isolation: nil)]
    let elements = (0..<500).map { StyledElement(tag: "view", parent: $0 == 0 ? nil : $0 - 1) }
    let sheet = StyleParser.parse("text " + String(repeating: "* ", count: 20) + "view{top:1px}")
    var styles = ComputedStyles(
      StyledPage(
        elements: elements, scopes: scopes, sheets: [.init(owner: .page, sheet: sheet)],
        environment: StyleEnvironment()))
    #expect(styles.value("top", of: 499) == "auto")
  }
}
