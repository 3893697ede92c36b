import Testing
import Wire

@testable import View

@Suite struct `The screen as text` {
  struct Sample: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let spec: String
    let lines: [String]

    init(_ title: String, _ spec: String, _ lines: String...) {
      testDescription = title
      self.spec = spec
      self.lines = lines
    }
  }

  static let samples = [
    Sample(
      "blocks break lines, texts flow",
      #"[2,"view",0,0,[[3," a\n "],[4,"text",0,0,[[5,"b"]]]]],[6,"view",0,0,[[7,"c"]]]"#, "a b", "c"
    ),
    Sample("a text keeps its lines", #"[2,"text",0,0,[[3,"one\ntwo"]]]"#, "one", "two"),
    Sample(
      "a button", #"[2,"button",0,0,[[3,"Go"]]]"#, "[ Go ]"),
    Sample(
      "fields",
      #"[2,"input",{"value":"Ada"}],[3,"input",{"placeholder":"Name"}],"#
        + #"[4,"input",{"value":"x","password":true}]"#,
      "[Ada]", "[Name__]", "[•]"),
    Sample(
      "choices",
      #"[2,"checkbox",{"checked":true},0,[[3,"Tea"]]],[4,"radio",{},0,[[5,"Milk"]]],[6,"switch",{"checked":false}]"#,
      "[x] Tea ( ) Milk", "[off]"),
    Sample(
      "hidden nodes",
      #"[2,"view",{"hidden":true},0,[[3,"a"]]],[4,"view",{"style":"display: none"},0,[[5,"b"]]],[6,"c"]"#,
      "c"),
    Sample("an image", #"[2,"image",{"src":"/a/logo.png?x"}]"#, "<image: logo.png>"),
    Sample("wide characters", #"[2,"一二三四五六七八九十"]"#, "一二三四五六七八九", "十"),
    Sample("long lines", #"[2,"alpha beta gamma delta"]"#, "alpha beta gamma", "delta"),
    Sample(
      "control characters do not reach the terminal",
      #"[2,"a\u001b[2Jb\u202ec"]"#, "a[2Jbc"),
    Sample("a slider", #"[2,"slider",{"value":50}]"#, "─────●───── 50"),
  ]

  @Test(arguments: samples)
  func `shows`(_ sample: Sample) throws {
    var tree = try ViewTree.page()
    let nodes = try JSON(parsing: "[\(sample.spec)]").array ?? []
    for node in nodes { try tree.apply([["+", 1, 0, node.completed]]) }
    var content = ContentText(tree, columns: 18)
    #expect(content.lines(of: 1) == sample.lines)
  }

  @Test func `shows a question of any key`() throws {
    var tree = ViewTree()
    try tree.apply(#"[["page",1,{"path":"a"}],["stack",[1]],["+",1,0,[2,"Bread"]]]"#)
    tree.setOverlay("album", ["title": "Album", "choices": ["a.png", "b.png"], "most": 1])
    tree.setOverlay("phoneCall", ["title": "10086", "content": "", "confirmText": "Call"])
    let lines = ScreenText(tree, columns: 28).text.split(separator: "\n").map { line in
      line.filter { !"│ ".contains($0) }
    }
    #expect(lines.contains("Album"))
    #expect(lines.contains("[b.png]"))
    #expect(lines.contains("[Call]"))
  }

  @Test func `frames title, content, dialogs and tabs`() throws {
    var tree = ViewTree()
    try tree.apply(
      """
      [["page",1,{"path":"a","config":{"navigationBarTitleText":"Shop"}}],["stack",[1]],
       ["+",1,0,[2,"Bread"]],
       ["ui","tabBar",{"visible":true,"list":[{"pagePath":"a","text":"Home"},{"pagePath":"b","text":"Me","badge":"3"}]}]]
      """)
    tree.setOverlay("toast", ["title": "Saved", "icon": "success"])
    #expect(
      ScreenText(tree, columns: 28).text == """
        ┌──────────────────────────┐
        │           Shop           │
        ├──────────────────────────┤
        │ Bread                    │
        │       ╭─────────╮        │
        │       │ ✓ Saved │        │
        │       ╰─────────╯        │
        ├──────────────────────────┤
        │     [Home]    Me(3)      │
        └──────────────────────────┘
        """)
  }

  @Test func `says that nothing is open`() {
    #expect(ScreenText(ViewTree()).text == "(no page is open)")
  }

  @Test func `fits every line into its columns`() throws {
    let tree = try ViewTree.page(#"["+",1,0,[2,"\#(String(repeating: "宽a ", count: 80))"]]"#)
    for columns in [1, 20, 33, 80] {
      let widths = ScreenText(tree, columns: columns).text.split(separator: "\n")
        .map { TextColumns.width($0) }
      #expect(Set(widths) == [max(columns, 20)])
    }
  }
}

extension JSON {
  /// The spec with the fields that a sample left out.
  fileprivate var completed: JSON {
    guard let fields = array, fields.count != 2 || fields[1].string == nil || fields.count > 2
    else {
      return self
    }
    return .array(fields + [JSON](repeating: 0, count: max(0, 5 - fields.count)))
  }
}
