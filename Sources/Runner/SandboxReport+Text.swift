import Sandbox
import Wire

extension SandboxReport {
  /// The report as the JSON of `ready`.
  var text: Text {
    let value: JSON = [
      "namespaces": .array(namespaces.map { .string($0.rawValue) }),
      "nobody": .bool(isNobody),
      "root": hasEmptyRoot ? "empty" : "shared",
      "landlock": landlock.map { .number(Double($0)) } ?? false,
      "eventCounters": .number(Double(eventCounters)),
      "threads": .number(Double(threads)),
      "seccomp": .bool(filtersSystemCalls),
      "newCode": .bool(!refusesNewCode),
      "taskLimit": limitsTasks ? .number(Double(SandboxLimits.tasks)) : .null,
      "dataBytes": .number(Double(dataBytes)),
    ]
    return value.text
  }
}
