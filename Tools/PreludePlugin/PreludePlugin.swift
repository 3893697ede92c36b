import Foundation
import PackagePlugin

/// Embeds the JavaScript of a target in the program, as one Swift string of its type `<Target>Text`.
@main
struct PreludePlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let folder = context.package.directoryURL.appending(path: "Sources/\(target.name)/JavaScript")
    let list = folder.appending(path: "parts.txt")
    let output = context.pluginWorkDirectoryURL.appending(path: "\(target.name)Script.swift")
    return [
      .buildCommand(
        displayName: "Joining the prelude",
        executable: try context.tool(named: "EmbedPrelude").url,
        arguments: [list.path, output.path, "\(target.name)Text"],
        inputFiles: [list] + parts(in: folder), outputFiles: [output])
    ]
  }

  /// Every script of the folder, so that a change to one makes the prelude anew.
  private func parts(in folder: URL) -> [URL] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "js" }
      .sorted { $0.path < $1.path }
  }
}
