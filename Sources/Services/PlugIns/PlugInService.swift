import Bridge
import Foundation
import Wire

/// Calls that a process of its own serves, in any language, by JSON-RPC 2.0 over its standard input
/// and output, a message in a line.
///
/// A folder with `plugin.json` says what is served, in the words of `Call(schema:)`, and the command
/// that serves it: `{"name": "weather", "command": ["python3", "weather.py"], "calls": […]}`. All
/// terms hold as for any other service: the process sees only calls that were authorised.
///
/// The host asks `{"id": 1, "method": "weather.current", "params": {"request": …, "user": …, "app": …,
/// "session": …}}` and is answered `{"id": 1, "result": …}` or `{"id": 1, "error": {"code": 7,
/// "message": "no such city"}}`. When nobody waits any more it says `{"method": "cancel", "params":
/// {"id": 1}}`. The process may say `{"method": "event", "params": {"session": …, "name": "onStorm",
/// "payload": …}}` for sessions that have called it.
public struct PlugInService: Service {
  public static let name = "plug-in"
  public let calls: [Call]
  private let process: PlugInProcess

  /// - Parameter folder: where plugin.json lies; the command runs there.
  public init(folder: String) throws(SchemaError) {
    let file = folder + "/plugin.json"
    guard let handle = FileHandle(forReadingAtPath: file),
      let data = try? handle.read(upToCount: PlugInLimits.manifestBytes + 1)
    else { throw SchemaError("\(file) cannot be read") }
    guard data.count <= PlugInLimits.manifestBytes else {
      throw SchemaError("\(file) has more than \(PlugInLimits.manifestBytes) bytes")
    }
    let manifest: JSON
    do {
      manifest = try JSON(parsing: String(decoding: data, as: UTF8.self))
    } catch {
      throw SchemaError("\(file): \(error)")
    }
    guard let name = manifest["name"]?.string,
      let command = manifest["command"]?.array?.compactMap(\.string), !command.isEmpty
    else {
      throw SchemaError("\(file) needs a name and a command, such as [\"python3\", \"a.py\"]")
    }
    let process = PlugInProcess(name: name, command: command, folder: folder)
    var calls: [Call] = []
    for schema in manifest["calls"]?.array ?? [] {
      do throws(SchemaError) {
        calls.append(
          try Call(schema: schema) {
            [method = schema["name"]?.string ?? ""]
            request, context async throws(CallError) in
            try await process.call(method, request, context)
          })
      } catch {
        throw SchemaError("\(file): \(error)")
      }
    }
    self.process = process
    self.calls = calls
  }

  public func sessionEnded(_ session: SessionID) { process.sessionEnded(session) }
}
