import Foundation

// The vendor's tool, as far as test suites call it. Standard output stays empty: `minium` takes
// every word there for an error (`reference/automation-protocol.md 2`).
do {
  switch try ToolRequest(Array(CommandLine.arguments.dropFirst())) {
  case .open: break
  case .auto(let launch): try DetachedHost.start(launch)
  case .close(let project): DetachedHost.stop(project: project)
  case .quit: DetachedHost.stop(project: nil)
  case .help: FileHandle.standardError.write(Data((ToolRequest.usage + "\n").utf8))
  }
} catch {
  if error.isForClient {
    print(error.message)
  } else {
    FileHandle.standardError.write(Data((error.message + "\n").utf8))
  }
  exit(error.code)
}
