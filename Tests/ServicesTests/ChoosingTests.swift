import Bridge
import Testing
import Wire

@testable import Services

/// What is asked on the screen: choices, and yes or no.
@Suite struct `What a person is asked` {
  @Test(
    arguments: [
      ("chooseAddress", "address", "userName", "张三"),
      ("chooseInvoiceTitle", "invoiceTitle", "title", "张三"),
      ("chooseContact", "contact", "phoneNumber", "13800138000"),
      ("chooseLocation", "place", "name", "腾讯微信总部"),
      ("choosePoi", "place", "type", 2),
      (
        "chooseInvoice", "invoice", "invoiceInfo",
        #"[{"card_id":"invoice-card","encrypt_code":"invoice-code","app_id":"invoice-app"}]"#
      ),
    ] as [(String, String, String, JSON)])
  func `is a choice`(_ name: String, _ key: String, _ field: String, _ value: JSON) throws {
    let bench = Bench()
    let outcome = try bench.start(name)
    #expect(outcome.count == 0)
    #expect(bench.screen.question?.key == key)
    bench.screen.answer(["index": 0])
    #expect(try outcome.value[field] == value)
    for refusal in [nil, ["index": 9], ["index": -1], ["indexes": []], ["indexes": ["a"]]]
      as [JSON?]
    {
      #expect(try bench.failure(name, answering: refusal) == .cancelled)
    }
  }

  @Test func `may be answered with what the device does not know`() throws {
    let bench = Bench()
    var address = try JSONCoding.encode(DeviceProfile.Address()).value.object ?? JSONObject()
    address["userName"] = "Ada"
    #expect(
      try bench.result("chooseAddress", answering: .object(address))["userName"] == "Ada")
    #expect(try bench.failure("chooseAddress", answering: ["userName": "Ada"]) == .cancelled)
    let place: JSON = ["latitude": 1, "longitude": 2, "name": "Here"]
    #expect(try bench.result("chooseLocation", answering: place)["name"] == "Here")
  }

  @Test(
    arguments: [
      ("makePhoneCall", ["phoneNumber": "10086"]), ("addPhoneContact", ["firstName": "Ada"]),
      ("addPhoneCalendar", ["title": "Tea", "startTime": 1]),
      ("navigateToMiniProgram", ["appId": "wx1"]),
      ("addCard", ["cardList": [["cardId": "a", "cardExt": "{}"]]]),
    ] as [(String, JSON)])
  func `is done after a yes only, and kept as a deed`(_ name: String, _ request: JSON) throws {
    let bench = Bench()
    for refusal in [nil, ["confirm": false], ["confirm": "yes"]] as [JSON?] {
      #expect(try bench.failure(name, request, answering: refusal) == .cancelled)
    }
    #expect(bench.device.deeds.isEmpty)
    _ = try bench.result(name, request, answering: ["confirm": true])
    #expect(bench.device.deeds.map(\.name) == [name])
  }

  @Test(
    arguments: [
      ("shareAppMessage", ["title": "Look"]), ("showShareMenu", [:]),
      ("exitMiniProgram", [:]), ("vibrateLong", [:]), ("sendSms", [:]),
      ("previewImage", ["urls": ["https://a.example/1.png"], "current": 3]),
      ("openLocation", ["latitude": 1, "longitude": 2]),
      ("openChannelsActivity", ["finderUserName": "a", "feedId": "b"]),
      ("openCustomerServiceChat", ["corpId": "a", "extInfo": ["url": "https://a.example"]]),
    ] as [(String, JSON)])
  func `is not asked for what only opens something`(_ name: String, _ request: JSON) throws {
    let bench = Bench()
    _ = try bench.result(name, request)
    #expect(bench.device.deeds.map(\.name) == [name])
  }

  @Test(
    arguments: [
      ("navigateToMiniProgram", [:], "parameter.appId should be String instead of Undefined;"),
      ("navigateToMiniProgram", ["appId": "a", "envVersion": "x"], "invalid envVersion 'x'"),
      (
        "openChannelsActivity", ["finderUserName": 1],
        "parameter.finderUserName should be String instead of Number;"
      ),
      ("previewImage", ["urls": []], "parameter.urls should have at least 1 item;"),
      ("openCard", ["cardList": []], "parameter.cardList should have at least 1 item;"),
    ] as [(String, JSON, String)])
  func `is refused when it lacks what it needs`(
    _ name: String, _ request: JSON, _ words: String
  ) throws {
    let bench = Bench()
    #expect(try bench.failure(name, request).reason.contains(words))
    #expect(bench.device.deeds.isEmpty)
  }

  @Test func `about messages gets a word for each template`() throws {
    let bench = Bench()
    let request: JSON = ["tmplIds": ["a", "b", "a"]]
    let said: JSON = ["results": ["a": "ban", "b": "nonsense"]]
    for (answer, a, b) in [
      (["index": 1], "reject", "accept"), (nil, "reject", "reject"), (said, "ban", "reject"),
    ] as [(JSON?, JSON, JSON)] {
      let words = try bench.result("requestSubscribeMessage", request, answering: answer)
      #expect(words.object?.members.count == 2)
      #expect(words["a"] == a)
      #expect(words["b"] == b)
    }
    let five: JSON = ["tmplIds": ["1", "2", "3", "4", "5"]]
    #expect(try bench.result("requestSubscribeMessage", five).object?.members.count == 5)
    for (ids, code) in [([], 10_001), (["1", "2", "3", "4", "5", "6"], 20_003), ([1], 10_004)]
      as [(JSON, Int)]
    {
      #expect(try bench.failure("requestSubscribeMessage", ["tmplIds": ids]).code == code)
    }
  }
}
