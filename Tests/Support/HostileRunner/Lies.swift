import Glibc
import Wire

extension HostileRunner {
  /// Valid frames that are not true, and frames at odd times (H125, H128, H132, H135).
  static let lies: [String: Behaviour] = [
    "drip": { host in
      let rest = RunnerMessage.idle(handled: host.framesTakenIn, nextTimer: .nan)
      for byte in RunnerMessage.patches(HostSocket.page("dripped")).frame + rest.frame {
        host.send(bytes: [byte])
      }
    },
    "two-in-one": { host in
      let rest = RunnerMessage.idle(handled: host.framesTakenIn, nextTimer: .nan)
      host.send(bytes: RunnerMessage.patches(HostSocket.page("both")).frame + rest.frame)
    },
    "unasked-answers": { host in
      for id: UInt32 in [0, 1, 7, .max] { host.send(.answer(event: id, ok: true, "1")) }
      host.show("ignored")
      host.rest()
    },
    "odd-answers": { host in
      host.show("answers")
      host.rest()
      // Every question is answered twice, then one that was never asked.
      while let message = host.receive() {
        guard case .event(let id, _, _, _) = message else { continue }
        host.send(.answer(event: id, ok: true, #"["first"]"#))
        host.send(.answer(event: id, ok: true, #"["second"]"#))
        host.send(.answer(event: id &+ 1000, ok: true, #"["stolen"]"#))
        host.rest()
      }
    },
    "same-call-ids": { host in
      for _ in 0..<3 {
        host.send(.call(id: 5, sync: false, name: "nothing", "{}", attachments: []))
      }
      var replies = 0
      while replies < 3, let message = host.receive() {
        if case .reply(5, false, _, _) = message { replies += 1 }
      }
      host.show("answered \(replies)")
      host.rest()
    },
    "call-no-json": { host in
      host.send(.call(id: 1, sync: false, name: "showToast", "{", attachments: []))
      while let message = host.receive() { if case .reply(1, false, _, _) = message { break } }
      host.show("refused")
      host.rest()
    },
    "paths": { host in
      let paths = [
        "../../../../etc/passwd", "/etc/passwd", "..", "", "index.js\u{0}.wxml", "%2e%2e/app.json",
        "INDEX.JS", "./index.js", "file:///etc/passwd", "pages/../index.js", "index.wxml#none",
      ]
      let found = paths.filter { path in
        host.send(
          .call(id: 9, sync: true, name: "#source", JSON.string(path).text, attachments: []))
        while let message = host.receive() {
          if case .reply(9, let ok, let text, _) = message { return ok && text.unitCount > 0 }
        }
        return true
      }
      host.show("found \(found.count)")
      host.rest()
    },
    "forged-visitor": { host in
      let request: JSON = ["k", "s", "mine"]
      host.send(.call(id: 1, sync: true, name: "storage.set", request.text, attachments: []))
      let forged: JSON = ["user": "victim", "app": "other", "key": "k", "data": "forged"]
      for name in ["storage.set", "storage.remove", "storage.clear", "setStorage"] {
        host.send(.call(id: 2, sync: false, name: name, forged.text, attachments: []))
      }
      var replies = 0
      while replies < 5, let message = host.receive() {
        if case .reply = message { replies += 1 }
      }
      host.show("answered \(replies)")
      host.rest()
    },
    "forged-objects": { host in
      let calls: [(name: String, text: Text)] = [
        ("#abort", "{\"$id\":1}"), ("#abort", "{\"$id\":-1}"), ("#abort", "{\"$id\":1e300}"),
        ("#abort", "{\"$id\":\"1\"}"), ("#abort", "{"), ("#abort", ""),
        ("privacy.answer", "{\"id\":1,\"agree\":true}"), ("privacy.answer", "{\"id\":1e300}"),
        ("privacy.listen", "[]"), ("getRecorderManager", "{}"), ("#new", "{}"),
      ]
      for (index, call) in calls.enumerated() {
        host.send(
          .call(id: UInt32(index), sync: false, name: call.name, call.text, attachments: []))
      }
      var replies = 0
      while replies < calls.count, let message = host.receive() {
        if case .reply = message { replies += 1 }
      }
      host.show("forged \(replies)")
      host.rest()
    },
    "odd-stack": { host in
      for position in ["-9223372036854775808", "9223372036854775807", "0", "1e9", "-1"] {
        let stack = "f@index.js:1:\(position)\nf@index.js:\(position):1"
        let note: JSON = ["message": "x", "stack": .string(stack)]
        host.send(.note(kind: "error", note.text))
      }
      host.show("noted")
      host.rest()
    },
    "renewed-unasked": { host in host.send(.renewed) },
    "second-ready": { host in host.send(.ready(version: WireLimits.version, "{}")) },
    "two-sync": { host in
      for id: UInt32 in [1, 2] {
        host.send(.call(id: id, sync: true, name: "showModal", "{}", attachments: []))
      }
    },
    "half-close": { host in
      shutdown(host.descriptor, Int32(SHUT_WR))
      while true { pause() }
    },
    "closes": { host in
      host.send(.call(id: 1, sync: false, name: "showModal", "{}", attachments: []))
      close(host.descriptor)
      while true { pause() }
    },
    "exits": { host in
      host.send(.call(id: 1, sync: true, name: "showModal", "{}", attachments: []))
      _exit(0)
    },
    "past-timers": { host in
      host.show("timers")
      host.rest(nextTimer: -.infinity)
      while host.receive() != nil { host.rest(nextTimer: 0) }
    },
    "silent": { _ in },
    "deaf-to-signals": { host in
      var all = sigset_t()
      sigfillset(&all)
      sigprocmask(SIG_SETMASK, &all, nil)
      host.show("deaf")
      host.rest()
      while true { pause() }
    },
  ]
}
