import Bridge
import Loader
import Services
import Transform
import Wire

/// What a session needs to start runners beside its own.
struct SideLauncher: Sendable {
  let pool: RunnerPool
  let permissions: Permissions
  let limits: HostLimits
  /// Whether no script may run unless every layer of the sandbox holds.
  let isSealed: Bool
  let cacheFolder: String
}

/// A script that was found, and how its runner is told of it.
struct SideOpening {
  let program: Program
  /// What people call it.
  let label: String
  /// Whether its clock is the session's, or one of its own that starts there.
  let sharesTime: Bool
  let message: JSON

  init(
    _ program: Program, label: String, sharesTime: Bool, role: String, path: String,
    isVirtual: Bool, setup: JSON
  ) {
    self.program = program
    self.label = label
    self.sharesTime = sharesTime
    var message = setup.object ?? JSONObject()
    message["role"] = .string(role)
    message["path"] = .string(path)
    var launch = program.launchConfiguration(page: "")
    launch["clock"] = ["virtual": .bool(isVirtual)]
    message["launch"] = .object(launch)
    self.message = .object(message)
  }
}

/// Finding scripts.
extension Session {
  nonisolated func opening(of script: SideScript) throws(CallError) -> SideOpening {
    switch script.place {
    case .worker(let path): try openingOfWorker(path, script.setup)
    case .cloudFunction(let name): try openingOfFunction(name, script.setup)
    }
  }

  /// A worker's script lies in the folder that app.json names (`reference/app-and-config.md 1.2`).
  private nonisolated func openingOfWorker(
    _ written: String, _ setup: JSON
  ) throws(CallError) -> SideOpening {
    guard let folder = program.miniProgram.workersFolder else {
      throw CallError(
        "app.json names no folder of workers; write for example \"workers\": \"workers\"",
        errno: 1001)
    }
    let path = String(written.drop { $0 == "/" })
    guard path.hasPrefix(folder + "/"), !path.utf8.contains(0) else {
      throw CallError(
        "'\(written.prefix(200))' is not in the folder of workers, which app.json calls '\(folder)'",
        errno: 1001)
    }
    let module = path.hasSuffix(".js") ? path : path + ".js"
    guard program.miniProgram.scriptFile(forModule: module) != nil else {
      throw CallError("module '\(module.prefix(200))' is not defined", errno: 1001)
    }
    var setup = setup.object ?? JSONObject()
    setup["folder"] = .string(folder + "/")
    return SideOpening(
      program, label: "worker", sharesTime: true, role: "worker", path: module,
      isVirtual: clock != .real, setup: .object(setup))
  }

  private nonisolated func openingOfFunction(
    _ name: String, _ setup: JSON
  ) throws(CallError) -> SideOpening {
    guard let folder = program.miniProgram.cloudFunctionFolder(name),
      let scripts = PackageLoader.loadScripts(folder: folder, without: ["wx-server-sdk"]).program,
      scripts.scriptFile(forModule: "index.js") != nil
    else {
      throw CallError(
        "Error: errCode: -501000 | errMsg: FunctionName parameter could not be found; expected "
          + program.miniProgram.cloudFunctionHint(name), code: -501000)
    }
    let program = Program(
      scripts, transformed: [:], lateTransform: ScriptTransform(cacheFolder: launcher.cacheFolder))
    return SideOpening(
      program, label: "cloud function \(name)", sharesTime: false, role: "cloudFunction",
      path: "index.js", isVirtual: clock != .real, setup: setup)
  }
}
