import Host
import Wire

/// Methods of the tool that shows a mini-program.
enum ToolMethods {
  typealias Method = @Sendable (Stage, Parameters) async throws(AutomationError) -> JSON

  static let all: [String: Method] = [
    "Tool.getInfo": getInfo, "Tool.close": close, "Tool.native": native,
    "Tool.getTestAccounts": getTestAccounts, "Tool.clearAuth": clearAuth,
    "Tool.stopAudits": stopAudits, "Tool.enableRemoteDebug": noDevice,
    "Tool.resetRemoteDebug": nothing, "Tool.getTicket": ticket, "Tool.setTicket": ticket,
    "Tool.refreshTicket": ticket, "Tool.compile": compile, "Tool.clearCache": nothing,
  ]

  /// At least what lets minium ask `Tool.native` for dialogs instead of replacing them (10).
  private static let toolVersion = "1.06.2409140"
  /// Told when no mini-program is there to ask.
  private static let libraryVersion = "3.8.0"

  @Sendable private static func getInfo(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let info = try? await stage.scene().ask(
      "callWX", ["method": "getSystemInfoSync", "args": []])
    return [
      "SDKVersion": info?["value"]?["SDKVersion"] ?? .string(libraryVersion),
      "version": .string(toolVersion),
    ]
  }

  /// The server closes when this was answered.
  @Sendable private static func close(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON { [:] }

  @Sendable private static func nothing(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON { [:] }

  @Sendable private static func getTestAccounts(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let user = await stage.user
    return ["accounts": [["openid": .string(user), "nickName": .string(user)]]]
  }

  @Sendable private static func clearAuth(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let session = try await stage.scene().session
    do { try await session.forgetPermissions() } catch { throw AutomationError(error) }
    return [:]
  }

  @Sendable private static func stopAudits(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    throw AutomationError("no audits are running")
  }

  @Sendable private static func noDevice(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    throw AutomationError("remote debugging needs a phone; mini-programs run on this machine here")
  }

  @Sendable private static func ticket(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    ["ticket": parameters["ticket"] ?? "", "expiredTime": 0]
  }

  @Sendable private static func compile(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    do { try await stage.launch() } catch { throw AutomationError(error) }
    return [:]
  }

  @Sendable private static func native(
    _ stage: Stage, _ parameters: Parameters
  ) async throws(AutomationError) -> JSON {
    let name = try parameters.text("method")
    guard let act = NativeActs.all[name] else {
      return failure("can not find in protocol: \(name)")
    }
    let scene = try await stage.scene()
    return try await act(scene, parameters["data"] ?? [:]).map(failure) ?? [:]
  }

  /// What cannot be done is told inside the result.
  private static func failure(_ message: String) -> JSON {
    ["error": ["message": .string(message)]]
  }
}
