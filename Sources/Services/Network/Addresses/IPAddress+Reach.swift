/// Whether an address belongs to everybody's internet.
extension IPAddress {
  /// False for this machine, private networks, links, multicast, documentation and everything else
  /// that the registries of special addresses (RFC 6890 and its followers) do not call global. An
  /// address that carries one of version 4 is judged by that.
  public var isPublic: Bool {
    if isVersion4 { return Self.isPublic(version4: value(0..<4)) }
    if let inner = carried { return inner.isPublic }
    // 2000::/3 is all that has been given out.
    guard bytes[0] & 0xE0 == 0x20 else { return false }
    return !Self.special6.contains { matches($0.bytes, bits: $0.bits) }
  }

  /// The version 4 address inside a mapped, translated or tunnelled one.
  private var carried: IPAddress? {
    // ::a.b.c.d, ::ffff:a.b.c.d, ::ffff:0:a.b.c.d: a local stack may take each as version 4.
    if bytes[0..<8].allSatisfy({ $0 == 0 }) {
      return IPAddress(version4: value(12..<16))
    }
    // 64:ff9b::/96 (translated).
    if matches([0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0], bits: 96) {
      return IPAddress(version4: value(12..<16))
    }
    // 2002::/16 (6to4).
    if matches([0x20, 0x02], bits: 16) { return IPAddress(version4: value(2..<6)) }
    return nil
  }

  private func value(_ range: Range<Int>) -> UInt32 {
    bytes[range].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private func matches(_ prefix: [UInt8], bits: Int) -> Bool {
    (0..<bits).allSatisfy { bit in
      let mask = UInt8(0x80) >> UInt8(bit % 8)
      return bytes[bit / 8] & mask == prefix[bit / 8] & mask
    }
  }

  private static func isPublic(version4 value: UInt32) -> Bool {
    !special4.contains { network in
      value >> (32 - network.bits) == network.value >> (32 - network.bits)
    }
  }

  private static let special4: [(value: UInt32, bits: UInt32)] = [
    (0x0000_0000, 8),  // 0.0.0.0/8: this network; 0.0.0.0 reaches this machine
    (0x0A00_0000, 8),  // 10.0.0.0/8: private
    (0x6440_0000, 10),  // 100.64.0.0/10: shared by a carrier
    (0x7F00_0000, 8),  // 127.0.0.0/8: this machine
    (0xA9FE_0000, 16),  // 169.254.0.0/16: this link, and the metadata of clouds
    (0xAC10_0000, 12),  // 172.16.0.0/12: private
    (0xC000_0000, 24),  // 192.0.0.0/24: protocols, and metadata of a cloud
    (0xC000_0200, 24),  // 192.0.2.0/24: documentation
    (0xC058_6300, 24),  // 192.88.99.0/24: old relays
    (0xC0A8_0000, 16),  // 192.168.0.0/16: private
    (0xC612_0000, 15),  // 198.18.0.0/15: benchmarks
    (0xC633_6400, 24),  // 198.51.100.0/24: documentation
    (0xCB00_7100, 24),  // 203.0.113.0/24: documentation
    (0xE000_0000, 4),  // 224.0.0.0/4: multicast
    (0xF000_0000, 4),  // 240.0.0.0/4: reserved, and broadcast
  ]

  /// What 2000::/3 holds besides.
  private static let special6: [(bytes: [UInt8], bits: Int)] = [
    ([0x20, 0x01, 0x00], 23),  // 2001::/23: tunnels and protocols, Teredo among them
    ([0x20, 0x01, 0x0D, 0xB8], 32),  // 2001:db8::/32: documentation
    ([0x3F, 0xFF, 0x00], 20),  // 3fff::/20: documentation
  ]
}
