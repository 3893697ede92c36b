import Bridge
import Foundation
import Host
import Testing
import Wire

/// `wx.cloud.callFunction`: the project's own functions, each call in a runner of its own.
@Suite struct `A cloud function` {
  /// What a call of `main` shows to the mini-program.
  private static func result(
    of main: String, calling: String = "wx.cloud.callFunction({ name: 'f', data: { a: 2 } })",
    others: [String: String] = [:], setUp: String = "wx.cloud.init({ env: 'test-1' });",
    limits: HostLimits = HostLimits()
  ) async throws -> (result: JSON, notes: [String], unsupported: [String]) {
    let page = """
      Page({ data: {}, onLoad() {
        \(setUp)
        (async () => \(calling))().then(
          (r) => this.setData({ ok: r.result, errMsg: r.errMsg, id: r.requestID.length }),
          (e) => this.setData({ failed: e.errMsg, errCode: e.errCode }));
      } })
      """
    let files = [
      "project.config.json":
        #"{"appid":"wx12","miniprogramRoot":"app/","cloudfunctionRoot":"cloud/"}"#,
      "app/app.json": #"{"pages":["index"]}"#, "app/app.js": "App({})",
      "app/index.js": page, "app/index.wxml": "<view/>", "cloud/f/index.js": main,
    ]
    let fixture = try Fixture(files.merging(others) { $1 })
    let session = try await fixture.open(limits: limits)
    await session.settle(within: 1_000)
    let data = try await session.pageData()
    let notes = await session.notes.all.filter { $0.kind != .unsupported }.map(\.text)
    let unsupported = await session.unsupported.keys.sorted()
    #expect(await session.close() == .normal)
    return (data, notes, unsupported)
  }

  @Test func `gets the event and who called, and answers what it returns`() async throws {
    let (result, notes, _) = try await Self.result(
      of: """
        const cloud = require('wx-server-sdk');
        const { twice } = require('./lib/twice');
        cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
        exports.main = async (event, context) => {
          console.log('running');
          const { OPENID, APPID, ENV } = cloud.getWXContext();
          await new Promise((done) => setTimeout(done, 1500));
          return { twice: twice(event.a), same: OPENID === event.userInfo.openId, openid: OPENID.length,
            APPID, ENV, name: context.function_name, wx: typeof wx, env: process.env.TCB_ENV };
        };
        """, others: ["cloud/f/lib/twice.js": "exports.twice = (n) => n * 2"])
    #expect(
      result["ok"]?.jsonText
        == #"{"twice":4,"same":true,"openid":28,"APPID":"wx12","ENV":"test-1","name":"f","#
        + #""wx":"undefined","env":"test-1"}"#)
    #expect(result["errMsg"]?.string == "cloud.callFunction:ok")
    #expect(result["id"]?.int == 32)
    #expect(notes == ["[cloud function f] running"])
  }

  @Test func `keeps nothing from one call to the next`() async throws {
    let (result, _, _) = try await Self.result(
      of: "let n = 0; exports.main = () => { n += 1; return n; }",
      calling: """
        { const call = () => wx.cloud.callFunction({ name: 'f' });
          await call(); return call(); }
        """)
    #expect(result["ok"]?.int == 1)
  }

  @Test(arguments: [
    (
      "exports.main = () => { throw new Error('no luck') }",
      "cloud.callFunction:fail Error: errCode: -504002 functions execute fail | errMsg: Error: no luck",
      -504_002
    ),
    (
      "exports.main = async () => { throw new TypeError('later') }",
      "cloud.callFunction:fail Error: errCode: -504002 functions execute fail | errMsg: TypeError: later",
      -504_002
    ),
    ("exports.handler = 1", "index.js has no function exports.main; found Undefined", -504_002),
    ("exports.main = () => new Promise(() => {})", "timed out after 20 seconds", -504_003),
    (
      "exports.main = () => new Promise((done) => setTimeout(done, 20001))",
      "timed out after 20 seconds", -504_003
    ),
    ("exports.main = () => { for (;;); }", "one turn ran for more than", -504_002),
  ])
  func `that fails tells why`(_ main: String, _ sentence: String, _ code: Int) async throws {
    var limits = HostLimits()
    limits.turnMilliseconds = 300
    let (result, _, _) = try await Self.result(of: main, limits: limits)
    #expect(result["failed"]?.string?.contains(sentence) == true, "\(result.jsonText)")
    #expect(result["errCode"]?.int == code)
  }

  @Test func `may take its whole time, of its own clock`() async throws {
    let (result, _, _) = try await Self.result(
      of: "exports.main = () => new Promise((done) => setTimeout(() => done('in time'), 20000))")
    #expect(result["ok"]?.string == "in time")
  }

  @Test(arguments: [
    "none", "../f", "f/../f", "", "f/index.js", ".", "a b", String(repeating: "f", count: 61),
  ])
  func `that is not there is refused, with the place where it should be`(
    _ name: String
  ) async throws {
    let (result, _, _) = try await Self.result(
      of: "exports.main = () => 1", calling: "wx.cloud.callFunction({ name: '\(name)' })")
    let message = result["failed"]?.string ?? ""
    #expect(message.contains("FunctionName parameter could not be found"), "\(result.jsonText)")
    #expect(message.contains("expected cloud/\(name.prefix(60))/index.js"))
    #expect(result["errCode"]?.int == -501_000)
  }

  @Test func `is out of reach before the cloud was opened`() async throws {
    let (result, _, _) = try await Self.result(of: "exports.main = () => 1", setUp: "")
    #expect(
      result["failed"]?.string
        == "cloud.callFunction:fail Error: Cloud API isn't enabled, please call wx.cloud.init first"
    )
    #expect(result["errCode"]?.int == -1)
  }

  @Test(arguments: [(3, #""0""#), (4, nil as String?)])
  func `calls others, to a limit of depth`(_ depth: Int, _ expected: String?) async throws {
    let (result, _, _) = try await Self.result(
      of: """
        const cloud = require('wx-server-sdk');
        exports.main = async ({ a }) => a === 0 ? '0'
          : (await cloud.callFunction({ name: 'f', data: { a: a - 1 } })).result;
        """, calling: "wx.cloud.callFunction({ name: 'f', data: { a: \(depth) } })")
    #expect(result["ok"]?.jsonText == expected)
    if expected == nil {
      #expect(
        result["failed"]?.string?.contains("functions call functions more than 4 deep") == true)
    }
  }

  @Test func `meets what is missing softly, and it is counted`() async throws {
    let (result, _, unsupported) = try await Self.result(
      of: """
        const cloud = require('wx-server-sdk');
        exports.main = () => cloud.openapi.subscribeMessage.send({}).then(() => 'sent', (e) => e.errMsg);
        """)
    #expect(
      result["ok"]?.string
        == "wx-server-sdk.openapi.subscribeMessage.send:fail not supported")
    #expect(unsupported == ["wx-server-sdk.openapi.subscribeMessage.send"])
  }
}
