import Testing

@testable import Services

@Suite struct `Addresses` {
  @Test(arguments: [
    "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.168.1.1", "198.18.0.1", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::ffff:0:10.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::10.0.0.1",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "fc00::1",
    "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "4000::1",
  ])
  func `of this machine and of private networks are not public`(_ text: String) throws {
    #expect(try #require(IPAddress(text)).isPublic == false)
  }

  @Test(arguments: [
    "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
    "192.167.1.1", "198.17.0.1", "223.255.255.255", "2606:4700::1111", "::ffff:1.1.1.1",
    "64:ff9b::8.8.8.8", "2002:0808:0808::1", "2a00::1",
  ])
  func `of everybody's internet are public`(_ text: String) throws {
    #expect(try #require(IPAddress(text)).isPublic)
  }

  @Test(arguments: [
    "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ", "0x7f.0.0.1", ":", ":::",
    "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "fe80::1%eth0", "::1.2.3", "::g",
    "1:2:3:4:5:6:7:1.2.3.4",
  ])
  func `in other forms are none`(_ text: String) {
    #expect(IPAddress(text) == nil)
  }
}

struct Destination: Sendable, CustomTestStringConvertible {
  let url: String
  let text: String?

  init(_ url: String, _ text: String?) {
    self.url = url
    self.text = text
  }

  var testDescription: String { url }
}

@Suite struct `URLs` {
  @Test(arguments: [
    Destination("https://Example.COM", "https://example.com/"),
    Destination("https://example.com:8443/a b?q=é#part", "https://example.com:8443/a%20b?q=%C3%A9"),
    Destination("https://example.com./a", "https://example.com/a"),
    Destination("https://example.com?x={1}", "https://example.com/?x=%7B1%7D"),
    Destination(" https://example.com/%2e%2e/a ", "https://example.com/%2e%2e/a"),
    Destination("wss://example.com/chat", "wss://example.com/chat"),
    // One address in every way in which browsers read it.
    Destination("http://127.1/", "http://127.0.0.1/"),
    Destination("http://2130706433/", "http://127.0.0.1/"),
    Destination("http://0x7f000001/", "http://127.0.0.1/"),
    Destination("http://0177.0.0.01/", "http://127.0.0.1/"),
    Destination("http://0x7f.0.0.1/", "http://127.0.0.1/"),
    Destination("http://[::1]:80/", "http://[0:0:0:0:0:0:0:1]:80/"),
    Destination("http://[::ffff:7f00:1]/", "http://[0:0:0:0:0:ffff:7f00:1]/"),
  ])
  func `are read and written in one form`(_ destination: Destination) {
    #expect(WebURL(destination.url)?.text == destination.text)
  }

  @Test(arguments: [
    "", "example.com", "/a", "ftp://example.com", "file:///etc/passwd", "http://", "http:///a",
    "http://user@example.com", "http://example.com@127.0.0.1/", "http://a:99999/",

    "http://256.256.256.256/", "http://1.2.3.4.5/", "http://0x/../", "http://例え.jp/",
    "http://exa mple.com/", "http://a%00b/", "http://%31%32%37.0.0.1/", "http://１２７.0.0.1/",
    "http://127。0。0。1/", "http://[::1/", "http://[1.2.3.4]/", "http://a..b/",
    "http://[fe80::1%25a]/",
    "http://example.com/\u{0}", "http://example.com/\r\nHost: x", "javascript:alert(1)",
  ])
  func `that a mini-program has no use for are refused`(_ text: String) {
    let url = WebURL(text)
    // Zero, however written, is an address: this machine's.
    #expect(url == nil || url?.address?.isPublic == false)
  }

  @Test func `end at a length`() {
    let start = "https://example.com/"
    let rest = NetworkLimits.urlBytes - start.utf8.count
    #expect(WebURL(start + String(repeating: "a", count: rest)) != nil)
    #expect(WebURL(start + String(repeating: "a", count: rest + 1)) == nil)
  }

  @Test(arguments: [
    Destination("/b", "https://example.com/b"), Destination("c?d=1", "https://example.com/a/c?d=1"),
    Destination("?x", "https://example.com/a/b?x"),
    Destination("//other.example/z", "https://other.example/z"),
    Destination("http://10.0.0.1/", "http://10.0.0.1/"),
    Destination(
      "/login?next=http://x.example/", "https://example.com/login?next=http://x.example/"),
    Destination("ftp://example.com/", nil), Destination("javascript:alert(1)", nil),
  ])
  func `lead on by a location`(_ location: Destination) throws {
    let url = try #require(WebURL("https://example.com/a/b?q#f"))
    #expect(url.redirected(to: location.url)?.text == location.text)
  }
}
