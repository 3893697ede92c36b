import Bridge
import CSpawn
import Services
import Wire

/// The first thing that every runner is told: what it needs to build `wx` before it is locked
/// down and before it knows which program it will serve.
struct Hello {
  let text: Text
  /// The same for a spare, which has the time for a rehearsal.
  let spareText: Text

  init(services: ServiceTable, configuration: HostConfiguration) {
    let limits = configuration.limits
    let value: JSON = [
      "manifest": .array(services.manifest),
      "unsupported": .array(services.unsupportedNames.map { .string($0) }),
      "profile": configuration.profile.systemInfo,
      "clock": ["virtual": false, "now": 0], "seed": .null, "dev": true,
      "processors": .number(Double(sampan_processors())),
      "limits": [
        "timers": .number(Double(limits.timers)),
        "pendingCalls": .number(Double(limits.pendingCalls)),
        "listeners": .number(Double(limits.listeners)),
        "setDataBytes": .number(Double(limits.setDataBytes)),
        "nodes": .number(Double(limits.renderNodes)), "stack": .number(Double(limits.pageStack)),
        "turnMilliseconds": .number(Double(limits.turnMilliseconds)),
        "memoryBytes": .number(Double(limits.memoryBytes)),
      ],
    ]
    text = value.text
    var spare = value.object ?? JSONObject()
    spare["rehearsal"] = Rehearsal.value
    spareText = JSON.object(spare).text
  }
}
