import Bridge
import Foundation
import Host
import Services
import Wire

/// Every name of `wx` and the truth about it, as a runner sees it.
public struct Surface: Sendable {
  public enum Standing: String, Sendable, CaseIterable {
    /// Does what it says.
    case real
    /// Succeeds and does nothing, for want of a device.
    case fake
    /// Answers "not supported".
    case missing = "not supported"
  }

  public struct Entry: Sendable {
    public var name: String
    public var standing: Standing
    /// Whether a mini-program may put something else in its place.
    public var isReplaceable: Bool
    /// Nil where the prelude serves it.
    public var call: Call?
  }

  /// By name.
  public let entries: [Entry]

  /// Starts an empty mini-program on the host and asks it.
  public static func read(from host: MiniProgramHost) async throws -> Surface {
    let folder = NSTemporaryDirectory() + "sampan-surface-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let session = try await host.openBlank(in: folder)
    let answer = try await session.ask("surface")
    _ = await session.close()
    return Surface(answer["names"]?.object ?? [:], host.declared.flatMap(\.calls))
  }

  init(_ names: JSONObject, _ calls: [Call]) {
    let byName = Dictionary(calls.map { ($0.name, $0) }) { $1 }
    entries = names.members.map { member in
      let standing: Standing =
        switch member.value["standing"]?.string {
        case "real": .real
        case "pretends": .fake
        default: .missing
        }
      return Entry(
        name: member.name, standing: standing,
        isReplaceable: member.value["replaceable"]?.bool ?? false, call: byName[member.name])
    }.sorted { $0.name < $1.name }
  }

  public func count(_ standing: Standing) -> Int { entries.count { $0.standing == standing } }

  /// Names of the platform that are not there at all.
  public var absent: [String] {
    let present = Set(entries.map(\.name))
    return Surface.platformNames.filter { !present.contains($0) }
  }

  /// What the platform has on `wx`: functions, objects and `env`.
  public static let platformNames = PlatformNames.all + PlatformNames.objects + ["env"]

  /// The part of all references in public mini-programs that meets something real.
  public var coveredShare: Double {
    let real = Set(entries.filter { $0.standing == .real }.map(\.name))
    let known = Set(Self.platformNames)
    let relevant = Census.references.filter { known.contains($0.name) }
    let all = relevant.reduce(0) { $0 + $1.count }
    let covered = relevant.reduce(0) { $0 + (real.contains($1.name) ? $1.count : 0) }
    return all == 0 ? 0 : Double(covered) / Double(all)
  }
}

extension Surface {
  public var value: JSON {
    let references = Dictionary(Census.references.map { ($0.name, $0.count) }) { $1 }
    let names = entries.map { entry -> JSON in
      var object: JSONObject = [
        "name": .string(entry.name), "standing": .string(entry.standing.rawValue),
        "references": .number(Double(references[entry.name] ?? 0)),
      ]
      if let call = entry.call { describe(call, &object) }
      return .object(object)
    }
    return [
      "platformNames": .number(Double(Self.platformNames.count)),
      "present": .number(Double(Self.platformNames.count - absent.count)),
      "absent": .array(absent.map { .string($0) }),
      "real": .number(Double(count(.real))), "fake": .number(Double(count(.fake))),
      "notSupported": .number(Double(count(.missing))),
      "coveredShare": .number((coveredShare * 10_000).rounded() / 10_000),
      "names": .array(names),
    ]
  }

  private func describe(_ call: Call, _ object: inout JSONObject) {
    let terms = call.terms
    object["kind"] = .string(call.kind.rawValue)
    if !terms.category.isEmpty { object["category"] = .string(terms.category) }
    object["since"] = .string(terms.since)
    if let scope = terms.scope { object["scope"] = .string(scope.name) }
    if let privacy = terms.privacy { object["privacy"] = .string(privacy.name) }
  }

  public var text: String {
    let width = entries.map(\.name.count).max() ?? 0
    let lines = entries.map { entry in
      entry.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + entry.standing.rawValue
    }
    let share = String(format: "%.1f %%", coveredShare * 100)
    return
      (lines + [
        "",
        "\(Self.platformNames.count - absent.count) of \(Self.platformNames.count) names of the platform "
          + "are there: \(count(.real)) real, \(count(.fake)) fake, \(count(.missing)) not supported",
        "\(share) of the references in public mini-programs meet a real one",
      ]).joined(separator: "\n")
  }
}

extension MiniProgramHost {
  /// Opens a mini-program of one empty page, whose files are written to a folder.
  func openBlank(in folder: String, page: String = "Page({})") async throws -> Session {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let files = [
      "app.json": #"{"pages":["index"],"permission":{"#
        + #""scope.userLocation":{"desc":"a check"},"scope.userFuzzyLocation":{"desc":"a check"},"#
        + #""scope.userLocationBackground":{"desc":"a check"}},"requiredPrivateInfos":["#
        + ProgramDeclarations.privateCalls.sorted().map { "\"\($0)\"" }.joined(separator: ",")
        + "]}",
      "app.js": "App({})", "index.js": page, "index.wxml": "<view/>",
    ]
    for (name, text) in files {
      try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
    }
    let (program, diagnostics) = await load(folder)
    guard let program else {
      throw SessionError.refused(diagnostics.map { "\($0)" }.joined(separator: "; "))
    }
    let session = try await open(
      program,
      LaunchRequest(
        clock: .virtual(start: 1_767_225_600_000), seed: 1,
        permissions: PermissionPolicy(.accept, privacy: .notRequired)))
    await session.settle()
    return session
  }
}
