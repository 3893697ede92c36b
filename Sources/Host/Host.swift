import Bridge
import Foundation
import Platform
import Services
import Wire

/// How a host is set up. All of it is fixed for the host's life.
public struct HostConfiguration: Sendable {
  /// The folder of all lasting state; made when something is first written.
  public var dataFolder: String
  /// The folder of compiled and transformed sources; may be deleted at any time.
  public var cacheFolder: String
  /// The runner's executable; nil takes the one beside this program.
  public var runnerPath: String?
  public var limits: HostLimits
  /// Runners that are kept ready; see `RunnerPool`.
  public var spares: Int
  /// Start the first runner when the host is made, so that it gets ready while the program is loaded.
  public var hasHeadStart: Bool
  /// Whether programs run for moments, as in tests: nothing is spent on what pays off later, so runners
  /// do not rehearse and their engines compile only what runs very often.
  public var livesAreBrief = false
  /// Refuse to run a program unless every layer of the sandbox holds.
  public var requireSandbox: Bool
  /// What `getSystemInfoSync` answers (`reference/api-core.md 9.6`).
  public var profile: DeviceProfile
  /// What mini-programs reach of the network. Without a choice that is nothing: `.live()` is the
  /// real one, a `ScriptedTransport` answers from a test.
  public var network: NetworkSettings
  /// The appids of programs that may look into their user's wallet (`wx.getWallet`).
  public var walletPrograms: Set<String> = ["sampan.wallet"]
  /// Services of an integrator, beside the built-in ones.
  public var services: [any Service]
  /// Folders of plug-ins: services that are processes of their own (`PlugInService`).
  public var plugIns: [String]
  /// Answers every call with the fake that it declares, so that nothing outside is touched.
  public var pretends = false

  public init(
    dataFolder: String, cacheFolder: String? = nil, runnerPath: String? = nil,
    limits: HostLimits = HostLimits(), spares: Int = 0, hasHeadStart: Bool = false,
    requireSandbox: Bool = false, profile: DeviceProfile = DeviceProfile(),
    network: NetworkSettings = .offline, services: [any Service] = [], plugIns: [String] = []
  ) {
    self.network = network
    self.services = services
    self.plugIns = plugIns
    self.dataFolder = dataFolder
    self.cacheFolder = cacheFolder ?? dataFolder + "/cache"
    self.runnerPath = runnerPath
    self.limits = limits
    self.spares = spares
    self.hasHeadStart = hasHeadStart
    self.requireSandbox = requireSandbox
    self.profile = profile
  }
}

/// Runs mini-programs: each in a runner of its own, with the services of this host.
///
/// Safe to use from any thread. One host may run many programs for many users at once.
public final class MiniProgramHost: Sendable {
  public let configuration: HostConfiguration
  let services: ServiceTable
  let pool: RunnerPool
  private let ownsPool: Bool
  private let reuse: RunnerReuse?
  let storage: StorageService
  /// Users, programs, sessions and money of this host.
  public let platform: PlatformStore
  private let permissions: Permissions

  /// - Throws: `SessionError.noRunner` when the runner's executable is not where it should be.
  public convenience init(_ configuration: HostConfiguration) throws {
    try self.init(configuration, runnersOf: nil)
  }

  /// - Parameters:
  ///   - other: a host of the same services, profile and limits whose runners are taken
  ///   and whose spares are shared, so that a host with state of its own costs no more than that.
  ///   - reuse: whose runners serve one launch after the other; nil gives each its own.
  public init(
    _ configuration: HostConfiguration, runnersOf other: MiniProgramHost?,
    reuse: RunnerReuse? = nil
  ) throws {
    self.configuration = configuration
    self.reuse = reuse
    storage = StorageService(folder: configuration.dataFolder + "/storage")
    permissions = Permissions(folder: configuration.dataFolder)
    let temporaryFiles = TemporaryFiles(folder: configuration.dataFolder + "/temporary")
    platform = PlatformStore(folder: configuration.dataFolder + "/platform")
    let files = FileStore(
      folder: configuration.dataFolder + "/files", temporary: temporaryFiles)
    let network = NetworkService(configuration.network, files: files)
    services = try ServiceTable(
      [
        storage, InterfaceService(), PermissionService(permissions),
        CanvasService(files: files), IdentityService(platform: platform),
        FileSystemService(files), network,
        PaymentService(platform: platform),
        WalletService(platform: platform, programs: configuration.walletPrograms),
        WorkerService(),
        CloudService(platform: platform, folder: configuration.dataFolder + "/cloud", files: files),
      ] + DeviceServices.all(configuration, files, network)
        + configuration.plugIns.map { try PlugInService(folder: $0) } + configuration.services,
      pretending: configuration.pretends, like: other?.services)
    ownsPool = other == nil
    if let other {
      pool = other.pool
      return
    }
    let hello = Hello(services: services, configuration: configuration)
    pool = RunnerPool(
      launcher: RunnerLauncher(
        path: try Self.runnerPath(configuration), hello: hello,
        memoryBytes: configuration.limits.memoryBytes, isBrief: configuration.livesAreBrief),
      size: configuration.spares, hasHeadStart: configuration.hasHeadStart)
  }

  deinit { if ownsPool { pool.close() } }

  /// Milliseconds since 1970.
  public var now: Double { (Date().timeIntervalSince1970 * 1000).rounded(.down) }

  /// Starts a program for a user and sends it the launch; the first screen comes a little later
  /// (`Session.settle`).
  ///
  /// - Parameter stack: pages to open again above the first, as `Session.stack` told them.
  public func open(
    _ program: Program, _ request: LaunchRequest, restoring stack: [String] = []
  ) async throws(SessionError) -> Session {
    let visitor = Visitor(user: request.user, app: program.identity)
    let launch = try Launch(program: program, request: request, stack: stack)
    let session = try startSession(program, visitor, request)
    let stored: String
    do throws(CallError) {
      stored = try storage.snapshot(for: visitor)
    } catch {
      await close(session)
      throw .refused(error.reason)
    }
    do throws(SessionError) {
      try await session.begin(launch, storage: stored, sealed: configuration.requireSandbox)
    } catch {
      await close(session)
      throw error
    }
    refillSpares(after: session)
    return session
  }

  /// A session with a runner of its own that has no program yet.
  func startSession(
    _ program: Program, _ visitor: Visitor, _ request: LaunchRequest
  ) throws(SessionError) -> Session {
    let runner = try pool.take(for: reuse, visitor)
    do throws(SessionError) {
      return try Session(
        runner: runner, program: program, visitor: visitor, services: services,
        request: request, profile: request.device ?? configuration.profile,
        launcher: SideLauncher(
          pool: pool, permissions: permissions, limits: configuration.limits,
          isSealed: configuration.requireSandbox, cacheFolder: configuration.cacheFolder))
    } catch {
      runner.discard()
      if let reuse { pool.lose(of: reuse) }
      throw error
    }
  }

  /// Ends a session. Where runners are used again (`RunnerReuse`) its runner is kept, when it rests.
  public func close(_ session: Session) async {
    guard let reuse else {
      _ = await session.close()
      return
    }
    guard let runner = await session.closeKeepingRunner() else {
      pool.lose(of: reuse)
      return
    }
    pool.keep(
      runner, of: reuse, session.visitor, memoryBytes: configuration.limits.memoryBytes / 3)
  }

  /// Ends the runners that are kept.
  public func endKept(of reuse: RunnerReuse) { pool.endKept(of: reuse) }

  func refillSpares(after session: Session) {
    guard configuration.spares > 0 else { return }
    Task { [pool] in
      await session.launched()
      pool.refill()
    }
  }

  /// What the services of this host declare, by their words for themselves.
  public var declared: [(service: String, calls: [Call])] { services.declared }

  /// Runners that have put their program away and wait for its next launch.
  public var keptCount: Int { pool.keptCount }

  /// Runners that wait to be used.
  public var spareCount: Int { pool.count }

  /// The runner that was asked for, or the one that `SAMPAN_RUNNER` names, or that lies beside this
  /// program.
  private static func runnerPath(_ configuration: HostConfiguration) throws -> String {
    let path =
      configuration.runnerPath ?? ProcessInfo.processInfo.environment["SAMPAN_RUNNER"]
      ?? (Executable.path as NSString).deletingLastPathComponent + "/sampan-runner"
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw SessionError.noRunner(
        "\(path) is missing; build it with `swift build --product sampan-runner`, or let "
          + "SAMPAN_RUNNER name one")
    }
    return path
  }
}
