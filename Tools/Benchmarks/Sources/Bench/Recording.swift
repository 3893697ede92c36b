import Foundation
import Host
import Prelude
import Wire

import class Host.MiniProgramHost

/// Writes down what a runner is told for a program, so that peers can run the same script.
///
/// A host is given this program in the place of a runner (`pose`); the files are `prelude.js`,
/// `hello.json`, `launch.json` and `sources.json`.
struct Recording {
  private let folder: URL

  init(folder: String) { self.folder = URL(filePath: folder) }

  func make(_ options: Options) async throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write(PreludeText.text.description, to: "prelude.js")
    let poser = folder.appending(path: "runner")
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    try write("#!/bin/sh\nexec '\(own)' pose '\(folder.path)'\n", to: "runner")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: poser.path)

    let host = try MiniProgramHost(
      HostConfiguration(dataFolder: options.data, runnerPath: poser.path))
    let program = try await Stage.program(options.program, on: host)
    // The poser ends once it has seen the launch, which is an error for everyone but us.
    if let session = try? await host.open(program, LaunchRequest()) { await session.quiet() }
    guard FileManager.default.fileExists(atPath: folder.appending(path: "launch.json").path) else {
      throw Stage.Unusable(folder: options.program, reasons: ["no launch was seen"])
    }
  }

  /// Stands in for a runner on descriptor 3 until the launch has come.
  func pose() throws {
    let channel = FileHandle(fileDescriptor: 3)
    var decoder = FrameDecoder(limit: WireLimits.hostFrameBytes)
    var sources = JSONObject()
    while true {
      guard let frame = try decoder.next() else {
        let bytes = channel.availableData
        if bytes.isEmpty { return }
        bytes.withUnsafeBytes { decoder.append($0) }
        continue
      }
      switch try HostMessage(frame) {
      case .hello(_, let text):
        try write(text.string, to: "hello.json")
        channel.write(Data(RunnerMessage.ready(version: WireLimits.version, "{}").frame))
      case .source(let path, let text): sources[path] = .string(text.string)
      case .event(_, "launch", let text, _):
        try write(JSON.object(sources).jsonText, to: "sources.json")
        try write(text.string, to: "launch.json")
        return
      default: continue
      }
    }
  }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }
}
