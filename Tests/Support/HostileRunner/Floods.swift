import Glibc
import Wire

extension HostileRunner {
  /// More than anyone wants (H126, H134, H042).
  static let floods: [String: Behaviour] = [
    "flood-of-notes": { host in
      let line = RunnerMessage.note(kind: "console", #"{"level":"log","text":"again"}"#).frame
      let many = [UInt8]((0..<100).map { _ in line }.joined())
      while true { host.send(bytes: many) }
    },
    "flood-of-turns": { host in
      let turn =
        RunnerMessage.busy.frame + RunnerMessage.idle(handled: 0, nextTimer: .nan).frame
        + RunnerMessage.idle(handled: host.framesTakenIn, nextTimer: .nan).frame
      let many = [UInt8]((0..<100).map { _ in turn }.joined())
      host.show("turns")
      while true { host.send(bytes: many) }
    },
    "flood-of-calls": { host in
      // Each is refused, and nobody reads the refusals.
      let call = RunnerMessage.call(id: 1, sync: false, name: "nothing", "{}", attachments: [])
      let many = [UInt8]((0..<100).map { _ in call.frame }.joined())
      while true { host.send(bytes: many) }
    },
    "flood-of-questions": { host in
      let content = String(repeating: "x", count: 8192)
      let request: JSON = ["title": "?", "content": .string(content)]
      var refused = 0
      for id: UInt32 in 1...64 {
        host.send(.call(id: id, sync: false, name: "showModal", request.text, attachments: []))
      }
      // Those that fit wait for a person; the others are answered at once.
      while refused < 57, let message = host.receive() {
        if case .reply(_, false, _, _) = message { refused += 1 }
      }
      host.show("refused \(refused)")
      host.rest()
    },
    "flood-of-states": { host in
      for key in 0..<1_000 { host.send(.patches(Text("[[\"ui\",\"k\(key)\",1]]"))) }
      host.rest()
    },
    "flood-of-names": { host in
      host.show("names")
      for name in 0..<3_000 {
        let note: JSON = ["name": .string("api\(name)")]
        host.send(.note(kind: "unsupported", note.text))
      }
      host.rest()
    },
    "flood-of-paths": { host in
      host.show("paths")
      for path in 0..<500 {
        let request = JSON.string("nowhere/\(path).js").text
        host.send(.call(id: 1, sync: true, name: "#source", request, attachments: []))
        while let message = host.receive() { if case .reply = message { break } }
      }
      host.rest()
    },
  ]
}
