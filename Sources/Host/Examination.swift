import Foundation
import Services
import Transform
import Wire

/// What `doctor` finds out about a machine.
public struct Examination: Sendable {
  public struct Finding: Sendable, CustomStringConvertible {
    public enum State: String, Sendable {
      case fine
      /// Works, with less than there could be.
      case weaker
      /// Does not work.
      case broken
    }

    public let state: State
    public let text: String
    /// The command that mends it.
    public let remedy: String?

    public var description: String {
      let mark = [.fine: "✓", .weaker: "!", .broken: "✗"][state] ?? ""
      return "\(mark) \(text)" + (remedy.map { "\n    mend it with: \($0)" } ?? "")
    }
  }

  public let findings: [Finding]

  /// Starts a runner on an empty program and looks at what it reports.
  public static func make() async -> Examination {
    var findings: [Finding] = []
    let folder = NSTemporaryDirectory() + "sampan-doctor-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      let host = try MiniProgramHost(HostConfiguration(dataFolder: folder + "/data"))
      let report = try await host.probe(in: folder + "/program")
      findings.append(.init(state: .fine, text: "a runner starts and answers", remedy: nil))
      let missing = Sandbox.missing(in: report)
      findings.append(Finding(missing: missing))
    } catch {
      findings.append(
        .init(state: .broken, text: "no runner starts: \(error)", remedy: "Tools/bootstrap"))
    }
    for tool in TransformTools.state {
      findings.append(
        tool.isThere
          ? .init(state: .fine, text: "\(tool.package) is there", remedy: nil)
          : .init(
            state: .weaker, text: "\(tool.package) is missing, which some mini-programs need",
            remedy: "apt install \(tool.package)"))
    }
    return Examination(findings: findings)
  }

  public var value: JSON {
    .array(
      findings.map { finding in
        [
          "state": .string(finding.state.rawValue), "text": .string(finding.text),
          "remedy": finding.remedy.map { .string($0) } ?? .null,
        ]
      })
  }
}

extension Examination.Finding {
  /// What to say of the layers of the sandbox that a runner does without.
  init(missing: [String]) {
    guard !missing.isEmpty else {
      self.init(state: .fine, text: "every layer of the sandbox holds", remedy: nil)
      return
    }
    let lacksNamespace = missing.contains { $0.hasSuffix("namespace") }
    self.init(
      state: .weaker,
      text: "this kernel does not give runners \(missing.joined(separator: ", "))",
      remedy: lacksNamespace
        ? "sysctl -w kernel.unprivileged_userns_clone=1 (or run where namespaces are allowed)"
        : "apt full-upgrade (Linux 6.3 or later, with Landlock, has all layers)")
  }
}

extension MiniProgramHost {
  /// What a runner of this host says of its sandbox, tried with a program of one empty page.
  fileprivate func probe(in folder: String) async throws -> JSON {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in [
      ("app.json", #"{"pages":["index"]}"#), ("app.js", "App({})"), ("index.js", "Page({})"),
      ("index.wxml", "<view>ready</view>"),
    ] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    guard let program = await load(folder).program else {
      throw SessionError.noRunner("the program for the test cannot be read")
    }
    let session = try await open(program, LaunchRequest(clock: .virtual(start: now)))
    await session.settle()
    if let ending = await session.ending { throw SessionError.ended(ending) }
    let report = await session.sandbox
    _ = await session.close()
    return report
  }
}
