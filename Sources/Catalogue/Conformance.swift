import Bridge
import Foundation
import Host
import Services
import Wire

/// Holds every call that a host declares against the platform's conventions
/// (`reference/api-conventions.md 8.1` to `8.3`), in a real runner: exactly one of success and fail
/// and then complete, the form of errMsg, promises only without callbacks, refusals of wrong
/// arguments, aborts, what synchronous functions throw, and hostile values.
///
/// Give it a host that pretends (`HostConfiguration.pretends`): then no service is asked and every
/// call has its declared reply.
public struct Conformance: Sendable {
  public struct Finding: Sendable, Hashable, CustomStringConvertible {
    public let call: String
    public let text: String
    public var description: String { "\(call): \(text)" }
  }

  public let findings: [Finding]
  /// Names that were held against the conventions.
  public let checked: [String]

  /// - Parameter services: only the calls of these; nil takes all.
  public static func check(
    _ host: MiniProgramHost, services: Set<String>? = nil
  ) async throws -> Conformance {
    let declared = host.declared.filter { services?.contains($0.service) ?? true }
    var byName: [String: Call] = [:]
    // The last service that declares a name is the one that serves it.
    for call in declared.flatMap(\.calls) where call.kind != .local { byName[call.name] = call }
    let calls = byName.values.sorted { $0.name < $1.name }
    let folder = NSTemporaryDirectory() + "sampan-conformance-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let session = try await host.openBlank(in: folder, page: script)
    var findings: [Finding] = []
    for call in calls { findings += try await check(call, session) }
    _ = await session.close()
    return Conformance(
      findings: findings + calls.flatMap(Self.findingsOfDeclaration), checked: calls.map(\.name))
  }

  /// Holds services of an integrator against the conventions, on a host of their own that pretends.
  ///
  /// - Parameter runnerPath: the runner's executable; nil takes the one that `SAMPAN_RUNNER` names, or
  ///   that lies beside this program.
  public static func check(
    _ services: [any Service], runnerPath: String? = nil
  ) async throws -> Conformance {
    let folder = NSTemporaryDirectory() + "sampan-conformance-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var configuration = HostConfiguration(
      dataFolder: folder, runnerPath: runnerPath, services: services)
    configuration.pretends = true
    return try await check(
      try MiniProgramHost(configuration), services: Set(services.map { type(of: $0).name }))
  }

  private static func check(
    _ call: Call, _ session: Session
  ) async throws -> [Finding] {
    // A call may need a tap, and a second one must not come too often.
    await session.advance(to: await session.time + 2_000)
    try await session.tap("view")
    let arguments: JSON = [
      "name": .string(call.name), "kind": .string(call.kind.rawValue),
      "request": call.example.request, "template": call.request.template ?? [:],
      "sync": call.twin == nil
        ? .null : .string(call.kind == .sync ? call.name : call.name + "Sync"),
    ]
    do {
      _ = try await session.ask("invoke", ["method": "begin", "args": [arguments]])
      await session.settle(within: 60_000)
    } catch {
      return [Finding(call: call.name, text: "\(error)")]
    }
    if let ending = await session.ending { return [Finding(call: call.name, text: "\(ending)")] }
    let answer = try await session.ask("invoke", ["method": "outcome", "args": []])
    let problems = answer["value"]?.array?.compactMap(\.string) ?? ["no answer"]
    return problems.map { Finding(call: call.name, text: $0) }
  }

  private static func findingsOfDeclaration(_ call: Call) -> [Finding] {
    var texts: [String] = []
    let request = call.request.sentences(about: call.example.request)
    if !request.isEmpty { texts.append("its example is refused: \(request)") }
    let reply = call.reply.sentences(about: call.example.reply)
    if call.kind != .event, !reply.isEmpty { texts.append("its example's reply: \(reply)") }
    if let fake = call.terms.fake, call.kind != .event {
      let sentences = call.reply.sentences(about: fake)
      if !sentences.isEmpty {
        texts.append("its fake does not have the reply's shape: \(sentences)")
      }
    }
    return texts.map { Finding(call: call.name, text: $0) }
  }
}
