import ArgumentParser
import Bridge
import Foundation
import Host

/// The options that every verb that runs a mini-program takes.
struct ProgramOptions: ParsableArguments {
  @Argument(help: "The folder of the mini-program.", completion: .directory)
  var folder: String

  @Option(help: "Open this page first, for example pages/cart/cart.")
  var page: String?

  @Option(help: "The query of the first page, for example id=3&from=list.")
  var query: String?

  @Option(help: "Who uses the mini-program; every user has storage of their own.")
  var user = "developer"

  @Option(
    help: "Where lasting state is kept (default: $XDG_DATA_HOME/sampan).", completion: .directory)
  var data: String?

  @Option(
    help: "A JSON file that says what is different about the device, for example its network.",
    completion: .file(extensions: ["json"]))
  var device: String?

  @Option(help: "Makes random numbers repeat.")
  var seed: UInt32?

  @Option(help: "Memory that the mini-program may use, in MiB.")
  var memoryLimit = 256

  @Option(help: "CPU time that one turn may take, in milliseconds.")
  var turnLimit = 5_000

  @Option(
    help: ArgumentHelp(
      "What is answered when the user is asked for a permission: ask, accept or reject "
        + "(default: ask when a person watches, else accept).", valueName: "answer"))
  var permissions: PermissionPolicy.Answer?

  @Option(
    name: .customLong("plug-in"),
    help: "A folder with plugin.json: a service in a process of its own. May be given again.",
    completion: .directory)
  var plugIns: [String] = []

  @Flag(help: "Refuse to run unless every layer of the sandbox holds.")
  var requireSandbox = false

  @Option(
    help: """
      live: requests go out; offline: every request fails, as without a network; record:FILE and \
      replay:FILE: live with the answers kept in a file, and answers from it. Without it, inspect \
      is offline and the others are live.
      """)
  var network: NetworkChoice?

  @Option(
    name: .customLong("allow-host"),
    help: """
      Let requests reach this host of this machine or of a private network, for example \
      localhost:8080. May be given several times.
      """)
  var allowedHosts: [String] = []

  func validate() throws {
    try Folder.validate(folder)
    guard memoryLimit >= 32, memoryLimit <= 65_536 else {
      throw ValidationError("--memory-limit is \(memoryLimit); it takes 32 to 65536 MiB")
    }
    guard turnLimit >= 10, turnLimit <= 3_600_000 else {
      throw ValidationError("--turn-limit is \(turnLimit); it takes 10 to 3600000 ms")
    }
    guard LaunchRequest.isValid(user: user) else {
      throw ValidationError(
        "--user takes 1 to 64 letters, digits, '-', '_' or '.', found '\(user)'")
    }
  }

  /// A host that keeps no spare runners, since one program is run; its runner starts at once.
  ///
  /// - Parameter usual: the network when none was chosen.
  func makeHost(spares: Int = 0, network usual: NetworkChoice) throws -> MiniProgramHost {
    var limits = HostLimits()
    limits.memoryBytes = memoryLimit << 20
    limits.turnMilliseconds = turnLimit
    return try MiniProgramHost(
      HostConfiguration(
        dataFolder: data ?? Self.defaultDataFolder, limits: limits, spares: spares,
        hasHeadStart: true, requireSandbox: requireSandbox,
        profile: try profile(),
        network: try (network ?? usual).settings(allowing: allowedHosts), plugIns: plugIns))
  }

  private func profile() throws -> DeviceProfile {
    guard let device else { return DeviceProfile() }
    guard let data = FileManager.default.contents(atPath: device), data.count <= 1 << 20 else {
      throw ValidationError("--device names '\(device)', which cannot be read or is over 1 MiB")
    }
    do {
      return try DeviceProfile(changing: String(decoding: data, as: UTF8.self))
    } catch {
      throw ValidationError("--device \(device): \(error)")
    }
  }

  func request(clock: SessionClock) -> LaunchRequest {
    LaunchRequest(
      page: page, query: query ?? "", user: user, clock: clock, seed: seed,
      permissions: PermissionPolicy(permissions ?? (clock == .real ? .ask : .accept)))
  }

  static var defaultDataFolder: String {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["XDG_DATA_HOME"], folder.hasPrefix("/") {
      return folder + "/sampan"
    }
    return NSHomeDirectory() + "/.local/share/sampan"
  }
}

extension PermissionPolicy.Answer: ExpressibleByArgument {}
