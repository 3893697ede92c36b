import Host
import Server
import Synchronization
import Wire

/// Serves the automation protocol for one mini-program (`reference/automation-protocol.md`).
///
/// Any number of clients may talk at once. What they ask is done at once and concurrently; what
/// happens in the mini-program is told to all of them.
public final class AutomationServer: Sendable {
  private let server: HTTPServer
  private let stage: Stage
  private let clients: ClientTable
  private let closing: AsyncStream<Void>

  /// The port that is listened to.
  public var port: Int { server.port }

  /// Opens a program and listens.
  ///
  /// - Parameters:
  ///   - port: 0 takes a free one.
  ///   - hear: is told what the clients are told, and when the mini-program ends.
  /// - Throws: `SessionError`, or `ServerError`, when the program was closed again.
  public static func start(
    _ program: Program, _ request: LaunchRequest, on host: MiniProgramHost, port: Int = 9420,
    layout: any ScreenLayout = NoLayout(), limits: AutomationLimits = AutomationLimits(),
    hear: @escaping @Sendable (SessionSaying) -> Void = { _ in }
  ) async throws -> AutomationServer {
    let (closing, teller) = AsyncStream.makeStream(of: Void.self)
    let clients = ClientTable(limits: limits, close: { teller.finish() })
    let stage = Stage(
      host: host, program: program, request: request, layout: layout, limits: limits,
      hear: {
        clients.tell($0)
        hear($0)
      })
    var serverLimits = ServerLimits()
    serverLimits.connections = limits.clients
    serverLimits.messageBytes = limits.requestBytes
    // Whoever connects finds the first page.
    try await stage.launch()
    let server: HTTPServer
    do {
      server = try await HTTPServer.start(
        port: port, limits: serverLimits,
        upgrade: { _ in { socket in await clients.serve(socket, stage) } },
        respond: { _ in
          .text("Sampan's automation port; connect with a WebSocket\n", status: 426)
        })
    } catch {
      await stage.close()
      throw error
    }
    return AutomationServer(server, stage, clients, closing)
  }

  private init(
    _ server: HTTPServer, _ stage: Stage, _ clients: ClientTable, _ closing: AsyncStream<Void>
  ) {
    self.server = server
    self.stage = stage
    self.clients = clients
    self.closing = closing
  }

  /// Waits until a client has closed the tool.
  public func wait() async { for await _ in closing {} }

  /// Stops listening, lets the clients go and ends the mini-program.
  public func stop() async {
    await server.stop()
    await stage.close()
  }
}
