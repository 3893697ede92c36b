import Foundation
import TestSupport
import Testing

/// `sampan run DIR` with a person at the other end of a pipe.
@Suite(.ownThreads) struct `A live run` {
  private static let programs = SampanProcess.programs

  @Test func `prints the first screen and ends with its input`() throws {
    let run = try SampanProcess(["run", Self.programs + "/hello"])
    #expect(run.code == 0)
    #expect(run.output.contains("Hello, world!"))
  }

  /// Reading went on for ever at the end when something had interrupted it before.
  @Test func `ends when a person's input does, after it was stopped and continued`() throws {
    let live = try LiveProcess(["run", Self.programs + "/hello"], isInterruptible: true)
    defer { live.end() }
    #expect(live.readUntil("Hello, world!"))
    live.stopAndContinue()
    live.endInput()
    try #require(live.ends(within: 60))
    #expect(live.exitCode == 0)
  }

  @Test(arguments: [0, 1])
  func `takes lines of some length, and longer ones in pieces`(_ more: Int) throws {
    let line = String(repeating: "x", count: 64 << 10) + String(repeating: "y", count: more)
    let run = try SampanProcess(["run", Self.programs + "/hello"], input: line + "\n")
    #expect(run.code == 0)
    #expect(run.remarks.components(separatedBy: "unknown command").count == 2 + more)
  }

  @Test func `acts on lines and prints what changed`() throws {
    let run = try SampanProcess(
      ["run", Self.programs + "/notes"],
      input: "tap navigator\ninput input Buy bread and milk\ntap .save\nquit\ntap .delete\n")
    #expect(run.code == 0, "\(run.remarks)")
    #expect(run.output.contains("• Buy bread and milk"))
    #expect(run.output.contains("One note"))
    let last = try #require(run.output.components(separatedBy: "┌").last)
    #expect(last.contains("One note"), "what comes after quit is not done")
  }

  @Test func `goes to tabs and back`() throws {
    let run = try SampanProcess(
      ["run", Self.programs + "/tabs"], input: "tab 3\ntap navigator\nback\ntab 2\n")
    #expect(run.code == 0)
    #expect(run.output.contains("looked at this page 2 times"))
    #expect(run.output.contains("Nothing ordered yet"))
  }

  @Test(arguments: [
    ("dance", "unknown command 'dance'; known are: tap SELECTOR"),
    ("tab 0", "unknown command 'tab 0'"),
    ("tap .none", "nothing on the page matches '.none'"),
    ("answer ok", "no dialog is open"),
  ])
  func `says what it cannot do`(_ line: String, _ sentence: String) throws {
    let run = try SampanProcess(["run", Self.programs + "/hello"], input: line + "\n")
    #expect(run.code == 0)
    #expect(run.remarks.contains(sentence), "\(run.remarks)")
  }

  private static let asking = [
    "pages/index/index.js": """
    Page({
      data: { text: '' },
      ask() { wx.showModal({ title: 'Sure?', success: (r) => this.setData({ text: 'said ' + r.confirm }) }); },
      name() { wx.showModal({ title: 'Name?', editable: true, success: (r) => this.setData({ text: 'is ' + r.content }) }); },
      choose() { wx.showActionSheet({ itemList: ['a', 'b'], success: (r) => this.setData({ text: 'took ' + r.tapIndex }), fail: (r) => this.setData({ text: r.errMsg }) }); },
      spin() { for (;;); },
      scan() { wx.scanCode({ success: (r) => this.setData({ text: 'code ' + r.result }) }); },
      album() { wx.chooseMedia({ success: (r) => this.setData({ text: 'width ' + r.tempFiles.map((f) => f.width) }) }); },
      call() { wx.makePhoneCall({ phoneNumber: '1', complete: (r) => this.setData({ text: r.errMsg }) }); },
    });
    """,
    "pages/index/index.wxml":
      "<button id=\"ask\" bindtap=\"ask\"/><button id=\"name\" bindtap=\"name\"/>"
      + "<button id=\"choose\" bindtap=\"choose\"/><button id=\"spin\" bindtap=\"spin\"/>"
      + "<button id=\"scan\" bindtap=\"scan\"/><button id=\"album\" bindtap=\"album\"/>"
      + "<button id=\"call\" bindtap=\"call\"/>{{text}}",
    "app.json": #"{"pages":["pages/index/index"]}"#, "app.js": "App({})",
  ]

  @Test(arguments: [
    ("tap #ask\nanswer ok\n", "said true"), ("tap #ask\nanswer cancel\n", "said false"),
    ("tap #name\nanswer Ada Lovelace\n", "is Ada Lovelace"),
    ("tap #choose\nanswer 2\n", "took 1"),
    ("tap #choose\nanswer cancel\n", "showActionSheet:fail cancel"),
    ("tap #scan\nanswer A-7\n", "code A-7"), ("tap #album\nanswer 2,1\n", "width 480,960"),
    ("tap #call\nanswer ok\n", "makePhoneCall:ok"),
    ("tap #call\nanswer cancel\n", "makePhoneCall:fail cancel"),
  ])
  func `answers dialogs`(_ input: String, _ text: String) throws {
    let folder = try ProgramFolder(Self.asking)
    let run = try SampanProcess(["run", folder.path], input: input)
    #expect(run.code == 0, "\(run.remarks)")
    #expect(run.output.contains(text), "\(run.output) \(run.remarks)")
  }

  @Test(arguments: [
    ("tap #ask\nanswer maybe\n", "the dialog takes 'answer ok' or 'answer cancel'"),
    ("tap #choose\nanswer 3\n", "the choices take 'answer 1' to 'answer 2' or 'answer cancel'"),
    ("tap #album\nanswer 4\n", "the choices take 'answer 1' to 'answer 3', several as '1,2'"),
    ("tap #call\nanswer maybe\n", "the question takes 'answer ok' or 'answer cancel'"),
  ])
  func `says what a dialog takes`(_ input: String, _ sentence: String) throws {
    let folder = try ProgramFolder(Self.asking)
    let run = try SampanProcess(["run", folder.path], input: input)
    #expect(run.remarks.contains(sentence), "\(run.remarks)")
  }

  @Test(arguments: [
    (#"{"network": {"type": "5g"}}"#, 0, "on 5g"),
    (#"{"network": {"kind": "5g"}}"#, 2, "a device has no 'network.kind'; there are type"),
  ])
  func `runs on the device that a file describes`(
    _ device: String, _ code: Int32, _ words: String
  ) throws {
    let folder = try ProgramFolder([
      "app.json": #"{"pages":["a"]}"#, "app.js": "App({})", "a.wxml": "{{text}}",
      "a.js":
        "Page({ onLoad() { wx.getNetworkType({ success: (r) => this.setData({ text: 'on ' + r.networkType }) }); } })",
      "device.json": device,
    ])
    let run = try SampanProcess(["run", folder.path, "--device", folder.path + "/device.json"])
    #expect(run.code == code, "\(run.remarks)")
    #expect((run.output + run.remarks).contains(words), "\(run.output) \(run.remarks)")
  }

  @Test func `says when the program has ended`() throws {
    let folder = try ProgramFolder(Self.asking)
    let run = try SampanProcess(
      ["run", folder.path, "--turn-limit", "50"], input: "tap #spin\n")
    #expect(run.code == 1)
    // The engine counts processor time; on a busy machine the host's deadline may come first.
    #expect(run.remarks.contains("one turn ran for more than "))
    #expect(run.remarks.contains("and was stopped"))
  }

  @Test func `loads changed files again and keeps the pages`() throws {
    let folder = try ProgramFolder([
      "app.json": #"{"pages":["a","b"]}"#, "app.js": "App({})", "b.js": "Page({})",
      "a.js": "Page({ go() { wx.navigateTo({ url: '/b?id=1' }); } })",
      "a.wxml": "<button bindtap=\"go\">first</button>", "b.wxml": "<view>before</view>",
    ])
    let live = try LiveProcess(["run", folder.path])
    defer { live.end() }
    #expect(live.readUntil("first"))
    live.type("tap button")
    #expect(live.readUntil("before"))
    try folder.write("<view>after</view>", to: "b.wxml")
    #expect(live.readUntil("after"))
    live.type("back")
    #expect(live.readUntil("first"))
    live.type("quit")
    #expect(live.exitCode == 0)
  }
}
