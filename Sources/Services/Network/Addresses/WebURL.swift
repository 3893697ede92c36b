/// An absolute URL of `http`, `https`, `ws` or `wss`, read strictly and written in one form.
///
/// The text that is sent on is built from the parts here, so that no other reader can see another
/// host in it than the one that was checked.
public struct WebURL: Hashable, Sendable {
  public enum Scheme: String, Sendable {
    case http, https, ws, wss

    var isSecure: Bool { self == .https || self == .wss }
    var standardPort: Int { isSecure ? 443 : 80 }
  }

  public let scheme: Scheme
  /// A name in lower case, or an address; of version 6 without brackets.
  public let host: String
  /// The address that the host names, in whatever form it was written.
  public let address: IPAddress?
  /// The port as it was written; nil when the scheme's own is meant.
  public let writtenPort: Int?
  /// Path and query, beginning with `/`, percent-encoded.
  public let target: String

  public var port: Int { writtenPort ?? scheme.standardPort }

  /// Nil for everything that a mini-program has no reason to write: other schemes, a user's name
  /// before the host, control characters, names outside ASCII (their `xn--` form is understood).
  public init?(_ text: String) {
    guard text.utf8.count <= NetworkLimits.urlBytes else { return nil }
    // As browsers do: blanks around it are not part of it.
    let text = text.trimmed
    guard let colon = text.range(ofText: "://"),
      let scheme = Scheme(rawValue: text[..<colon.lowerBound].lowercased())
    else { return nil }
    let rest = text[colon.upperBound...].prefix { $0 != "#" }
    // A backslash is a slash to some readers and a letter to others.
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "\\" }
    guard let place = Place(authority) else { return nil }
    guard let target = Self.target(rest[authority.endIndex...]) else { return nil }
    self.init(
      scheme: scheme, host: place.host, address: place.address, writtenPort: place.port,
      target: target)
  }

  private init(scheme: Scheme, host: String, address: IPAddress?, writtenPort: Int?, target: String)
  {
    self.scheme = scheme
    self.host = host
    self.address = address
    self.writtenPort = writtenPort
    self.target = target
  }

  /// The URL that a `location` header leads to from here.
  func redirected(to location: String) -> WebURL? {
    let location = location.trimmed
    if location.range(ofText: "://") != nil, let absolute = WebURL(location) { return absolute }
    let reference = location.prefix { $0 != "#" }
    if reference.hasPrefix("//") { return WebURL("\(scheme.rawValue):\(reference)") }
    guard !reference.prefix(while: { $0 != "/" && $0 != "?" }).contains(":") else { return nil }
    if reference.hasPrefix("/") { return WebURL(origin + reference) }
    let path = target.prefix { $0 != "?" }
    if reference.hasPrefix("?") || reference.isEmpty { return WebURL(origin + path + reference) }
    let folder = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
    return WebURL(origin + folder + reference)
  }

  /// Scheme, host and port.
  public var origin: String {
    let host = address?.isVersion4 == false ? "[\(host)]" : host
    return "\(scheme.rawValue)://\(host)" + (writtenPort.map { ":\($0)" } ?? "")
  }

  public var text: String { origin + target }

  /// Whether both lead to the same place, so that what is secret may go from one to the other.
  func sharesOrigin(with other: WebURL) -> Bool {
    scheme == other.scheme && host == other.host && port == other.port
  }

  /// Encodes what may not stand in a request line, and leaves what is encoded already.
  private static func target(_ text: Substring) -> String? {
    var encoded = ""
    if !text.hasPrefix("/") { encoded = text.hasPrefix("?") || text.isEmpty ? "/" : "" }
    var isPath = true
    for byte in text.utf8 {
      switch byte {
      case 0x00...0x1F, 0x7F: return nil
      case UInt8(ascii: "?"):
        isPath = false
        encoded.append("?")
      case UInt8(ascii: "\\") where isPath: encoded.append("/")
      case 0x20, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"),
        UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "^"),
        UInt8(ascii: "\\"), UInt8(ascii: "#"), 0x80...:
        encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      default: encoded.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return encoded
  }
}

/// Host and port of a URL.
private struct Place {
  let host: String
  let address: IPAddress?
  let port: Int?

  init?(_ authority: Substring) {
    guard !authority.isEmpty, !authority.contains("@") else { return nil }
    let hostText: Substring
    let rest: Substring
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      hostText = authority[authority.index(after: authority.startIndex)..<end]
      rest = authority[authority.index(after: end)...]
      guard let address = IPAddress(hostText), !address.isVersion4 else { return nil }
      self.address = address
      host = address.description
    } else {
      hostText = authority.prefix { $0 != ":" }
      rest = authority[hostText.endIndex...]
      guard let (name, address) = Self.name(hostText.lowercased()) else { return nil }
      self.address = address
      host = name
    }
    guard let port = Self.port(rest) else { return nil }
    self.port = port
  }

  /// - Returns: the port inside, nil inside when there is none; nil when it cannot be one.
  private static func port(_ text: Substring) -> Int?? {
    if text.isEmpty || text == ":" { return .some(nil) }
    let digits = text.dropFirst()
    guard text.hasPrefix(":"), digits.utf8.count <= 5,
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits),
      (1...65_535).contains(port)
    else { return nil }
    return port
  }

  private static func name(_ text: String) -> (String, IPAddress?)? {
    // A dot at the end is the root of all names; it changes nothing but comparisons.
    let name = text.hasSuffix(".") ? String(text.dropLast()) : text
    guard (1...253).contains(name.utf8.count), name.utf8.allSatisfy(isNameByte) else { return nil }
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.allSatisfy({ (1...63).contains($0.utf8.count) }) else { return nil }
    guard let last = labels.last, isNumber(last) else { return (name, nil) }
    guard let address = numbers(labels) else { return nil }
    return (address.description, address)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
    default: false
    }
  }

  /// Whether a host that ends like this is meant as an address, as browsers see it.
  private static func isNumber(_ label: Substring) -> Bool {
    label.utf8.allSatisfy { (0x30...0x39).contains($0) } || number(label) != nil
  }

  /// A number in decimal, octal (`0177`) or hexadecimal (`0x7f`).
  private static func number(_ label: Substring) -> UInt64? {
    if label.hasPrefix("0x") {
      let digits = label.dropFirst(2)
      if digits.isEmpty { return 0 }
      return digits.utf8.allSatisfy(IPAddress.isHexDigit) ? UInt64(digits, radix: 16) : nil
    }
    guard label.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return label.count > 1 && label.hasPrefix("0") ? UInt64(label, radix: 8) : UInt64(label)
  }

  /// `127.1`, `0x7f000001` and the like, of which the last number fills what is left.
  private static func numbers(_ labels: [Substring]) -> IPAddress? {
    guard labels.count <= 4 else { return nil }
    let values = labels.map(number)
    var address: UInt64 = 0
    for (index, value) in values.enumerated() {
      guard let value else { return nil }
      if index < values.count - 1 {
        guard value < 256 else { return nil }
        address |= value << UInt64(24 - 8 * index)
      } else {
        guard value < 1 << UInt64(32 - 8 * index) else { return nil }
        address |= value
      }
    }
    return IPAddress(version4: UInt32(address))
  }
}

extension String {
  fileprivate var trimmed: String {
    func isBlank(_ character: Character) -> Bool {
      character == " " || character == "\t" || character.isNewline
    }
    let text = drop(while: isBlank)
    guard let last = text.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(text[...last])
  }
}

extension StringProtocol {
  /// Where a text stands first. Foundation's own search compares by meaning, not by bytes.
  fileprivate func range(ofText text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
