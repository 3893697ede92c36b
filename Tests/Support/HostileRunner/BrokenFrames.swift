import Wire

extension HostileRunner {
  /// What is no valid frame (H122, H123, H129).
  static let brokenFrames: [String: Behaviour] = [
    "garbage": { host in
      var state: UInt32 = 12345
      let bytes = (0..<4096).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(truncatingIfNeeded: state >> 24)
      }
      host.send(bytes: bytes)
    },
    "length-huge": { host in host.send(bytes: [0xFF, 0xFF, 0xFF, 0xFF]) },
    "length-zero": { host in host.send(bytes: [0, 0, 0, 0]) },
    "length-over": { host in
      host.send(bytes: HostSocket.bytes(of: UInt32(WireLimits.runnerFrameBytes) + 1))
    },
    "unknown-kind": { host in host.send(kind: 200, payload: []) },
    "host-kind": { host in host.send(bytes: HostMessage.advance(1).frame) },
    "short-field": { host in
      host.send(kind: patches, payload: [0] + HostSocket.bytes(of: 100) + [91, 93])
    },
    "huge-field": { host in
      host.send(kind: patches, payload: [0, 0xFF, 0xFF, 0xFF, 0xFF])
    },
    "trailing": { host in host.send(kind: busy, payload: [1, 2, 3]) },
    "bad-encoding": { host in host.send(kind: patches, payload: [7, 0, 0, 0, 0]) },
    "bad-ascii": { host in host.send(kind: patches, payload: [0, 2, 0, 0, 0, 0xC3, 0x28]) },
    "odd-utf16": { host in host.send(kind: patches, payload: [1, 3, 0, 0, 0, 91, 0, 93]) },
    "deep": { host in host.send(.patches(Text(String(repeating: "[", count: 100_000)))) },
    "no-json": { host in host.send(.patches("[1,")) },
    "bad-number": { host in host.send(.patches("[1e]")) },
    "long-name": { host in
      let name = String(repeating: "n", count: WireLimits.nameBytes + 1)
      host.send(.call(id: 1, sync: false, name: name, "{}", attachments: []))
    },
    "attachments": { host in
      let many = [[UInt8]](repeating: [1], count: WireLimits.attachments + 1)
      host.send(.call(id: 1, sync: false, name: "showToast", "{}", attachments: many))
    },
    "source-no-path": { host in
      host.send(.call(id: 1, sync: true, name: "#source", "{}", attachments: []))
    },
    "source-long-path": { host in
      let path = JSON.string(String(repeating: "a", count: WireLimits.nameBytes + 1))
      host.send(.call(id: 1, sync: true, name: "#source", path.text, attachments: []))
    },
    "unknown-node": { host in host.send(.patches(#"[["t",9,"x"]]"#)) },
    "node-in-itself": { host in
      host.show("x")
      host.send(.patches(#"[["m",2,3,0]]"#))
    },
    "unknown-patch": { host in host.send(.patches(#"[["zz"]]"#)) },
  ]

  private static let patches: UInt8 = 67
  private static let busy: UInt8 = 69
}
