import TestSupport
import Testing

@testable import Compiler

@Suite(.ownThreads) struct `WXML parses` {
  struct Sample: CustomTestStringConvertible {
    let source: String
    let tree: String
    var testDescription: String { source }

    init(_ source: String, _ tree: String) {
      self.source = source
      self.tree = tree
    }
  }

  @Test(arguments: [
    Sample("<view/>", "view 1:1"),
    Sample("<view></view>", "view 1:1"),
    Sample("<view >\n</view >", "view 1:1"),
    Sample("<view><text>a</text>b</view>", "view 1:1\n  text 1:7\n    \"a\"\n  \"b\""),
    Sample("a<view/>b", "\"a\"\nview 1:2\n\"b\""),
    Sample("\n  <view/>\n", "view 2:3"),
    Sample("<a/>\n<b/>\r\n<c/>", "a 1:1\nb 2:1\nc 3:1"),
    Sample("<view>\n  {{ a }}\n</view>", "view 1:1\n  \"\\n  {{ a }}\\n\""),
    Sample("<view><!-- <text> --></view>", "view 1:1"),
    Sample("\u{FEFF}<view/>", "view 1:2"),
    Sample("你好<view/>😀<text/>", "\"你好\"\nview 1:3\n\"😀\"\ntext 1:12"),
    Sample("1 < 2 and 2 <3", "\"1 < 2 and 2 <3\""),
  ])
  func `into a tree`(_ sample: Sample) {
    let (tree, remarks) = parse(sample.source)
    #expect(tree == sample.tree)
    #expect(remarks.isEmpty)
  }

  @Test(arguments: [
    Sample(#"<v a="1" b='2' c/>"#, #"v 1:1 a="1" b="2" c"#),
    Sample(#"<v a="1"b="2"/>"#, #"v 1:1 a="1" b="2""#),
    Sample(#"<v a=""/>"#, #"v 1:1 a="""#),
    Sample("<v\n  a\n  b='x'\n></v>", #"v 1:1 a b="x""#),
    Sample(#"<v a="\"x\""/>"#, #"v 1:1 a="\"x\"""#),
    Sample(#"<v a='it"s'/>"#, #"v 1:1 a="it"s""#),
    Sample(
      #"<v wx:if="{{a}}" bind:tap="b" data-x-y="1"/>"#,
      #"v 1:1 wx:if="{{a}}" bind:tap="b" data-x-y="1""#),
    Sample(#"<v a="{{b == "x"}}" c/>"#, #"v 1:1 a="{{b == "x"}}" c"#),
    Sample(#"<v a="{{ '}}' }}" c/>"#, #"v 1:1 a="{{ '}}' }}" c"#),
    Sample(#"<v a="{{ '"' }}" c/>"#, #"v 1:1 a="{{ '"' }}" c"#),
    Sample(#"<v a="{{ {b:{c:1}}.b.c }}" d/>"#, #"v 1:1 a="{{ {b:{c:1}}.b.c }}" d"#),
    Sample(#"<v a="{{{b:1}}}" c/>"#, #"v 1:1 a="{{{b:1}}}" c"#),
    Sample(#"<v a="{{b == \"x\"}}" c/>"#, #"v 1:1 a="{{b == \"x\"}}" c"#),
    Sample(#"<v a="{{b > 1}}">{{c < 2}}</v>"#, #"v 1:1 a="{{b > 1}}""# + "\n  \"{{c < 2}}\""),
  ])
  func `with attributes`(_ sample: Sample) {
    let (tree, remarks) = parse(sample.source)
    #expect(tree == sample.tree)
    #expect(remarks.isEmpty)
  }

  @Test func `with wxs left as it is`() {
    let (tree, remarks) = parse("<wxs module=\"m\">if (a < b) '{{</view>'</wxs><view/>")
    #expect(tree == "wxs 1:1 module=\"m\" script \"if (a < b) '{{</view>'\"\nview 1:45")
    #expect(remarks.isEmpty)
  }
}

@Suite(.ownThreads) struct `WXML goes on after mistakes` {
  struct Sample: CustomTestStringConvertible {
    let source: String
    let tree: String
    let remarks: [String]
    var testDescription: String { source }

    init(_ source: String, _ tree: String, _ remarks: String...) {
      self.source = source
      self.tree = tree
      self.remarks = remarks
    }
  }

  @Test(arguments: [
    Sample("<view><text>a</text>", "view 1:1\n  text 1:7\n    \"a\"", "error unclosedTag 1:2"),
    Sample(
      "<view><text></view></text><b/>", "view 1:1\n  text 1:7\nb 1:27",
      "error mismatchedEndTag 1:13"),
    Sample("a</view>b", "\"a\"\n\"b\"", "error strayEndTag 1:2"),
    Sample(
      "<view><a b=\"1\" <c/></a></view>", "view 1:1\n  a 1:7 b=\"1\"\n    c 1:16",
      "error malformedTag 1:7"),
    Sample(
      "<view a=\"1", "view 1:1 a=\"1\"", "error unclosedAttribute 1:9", "error malformedTag 1:1"),
    Sample("<view", "view 1:1", "error malformedTag 1:1"),
    Sample("<view>{{a</view>", "view 1:1\n  \"{{a\"", "error unclosedExpression 1:7"),
    Sample("<v a=\"{{b\" c=\"d\"/>", "v 1:1 a=\"{{b\" c=\"d\"", "error unclosedExpression 1:7"),
    Sample("<wxs module=\"m\">a", "wxs 1:1 module=\"m\" script \"a\"", "error unclosedTag 1:17"),
    Sample("<view/><!-- x", "view 1:1", "warning unclosedComment 1:8"),
    Sample("<!doctype html><view/>", "view 1:16", "warning ignoredMarkup 1:1"),
    Sample("<?xml?><view/>", "view 1:8", "warning ignoredMarkup 1:1"),
    Sample(
      "<View></view><b></B>", "view 1:1\nb 1:14", "warning upperCaseTag 1:2",
      "warning upperCaseTag 1:19"),
    Sample(
      "<v a=b c=d/>", "v 1:1 a=\"b\" c=\"d\"", "warning unquotedValue 1:6",
      "warning unquotedValue 1:10"),
    Sample("<v a={{b c}}/>", "v 1:1 a=\"{{b c}}\""),
    Sample("<v a= ></v>", "v 1:1 a", "warning malformedAttribute 1:5"),
    Sample(
      "<v a = \"1\"/>", "v 1:1 a=\"1\"", "warning malformedAttribute 1:5",
      "warning malformedAttribute 1:7"),
    Sample("<v a=\"1\"\" b/>", "v 1:1 a=\"1\" b", "warning malformedAttribute 1:9"),
    Sample(
      "<v a=\"x\n><b c=\"/>", "v 1:1 a=\"x\\n><b c=\"",
      "warning malformedAttribute 1:6"),
  ])
  func `and says where`(_ sample: Sample) {
    let (tree, remarks) = parse(sample.source)
    #expect(tree == sample.tree)
    #expect(remarks == sample.remarks)
  }

  @Test func `in sentences that teach`() {
    let result = compile("<view>\n  <text>a</view>")
    #expect(
      result.diagnostics.map(\.description) == [
        "pages/a/a.wxml:2:10  expected </text> for the tag at 2:3, found </view>; "
          + "add </text> before it"
      ])
  }
}
