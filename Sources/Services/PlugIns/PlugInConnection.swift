import Foundation
import Glibc
import Synchronization
import Wire

/// A started process and the socket that is its standard input and output.
final class PlugInConnection: Sendable {
  private let socket: Int32
  private let process: ProcessHandle
  private let writer = DispatchQueue(label: "sampan.plug-in.write")
  private let outbound = Atomic(0)

  /// A process that is ended from one thread and waited for on another: it is asked whether it runs
  /// and ended under one lock, so that no other process with its number is hit.
  private final class ProcessHandle: Sendable {
    private let process: Process
    private let lock = Mutex(())

    init(_ process: Process) { self.process = process }

    func end() {
      lock.withLock { _ in
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      }
    }

    func waited() -> String {
      process.waitUntilExit()
      return lock.withLock { _ in
        process.terminationReason == .exit
          ? "exit code \(process.terminationStatus)" : "signal \(process.terminationStatus)"
      }
    }
  }

  init(command: [String], folder: String) throws {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0
    else { throw CocoaError(.fileReadUnknown) }
    socket = ends[0]
    let theirs = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(filePath: folder)
    let environment = ProcessInfo.processInfo.environment
    process.environment = environment.filter {
      ["PATH", "HOME", "LANG", "TMPDIR"].contains($0.key)
    }
    process.standardInput = theirs
    process.standardOutput = theirs
    self.process = ProcessHandle(process)
    do {
      try process.run()
    } catch {
      close(ends[0])
      throw error
    }
    try? theirs.close()
  }

  /// Sends one message; false when too much waits already.
  @discardableResult
  func send(_ message: JSON) -> Bool {
    let bytes = Array(message.jsonText.utf8) + [0x0A]
    guard outbound.load(ordering: .relaxed) + bytes.count <= PlugInLimits.outboundBytes else {
      return false
    }
    outbound.add(bytes.count, ordering: .relaxed)
    writer.async { [self] in
      var start = 0
      while start < bytes.count {
        // A process that is gone must not end this one by a signal.
        let sent = bytes.withUnsafeBytes { all in
          let rest = UnsafeRawBufferPointer(rebasing: all[start...])
          return Glibc.send(socket, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        }
        guard sent > 0 else { break }
        start += sent
      }
      outbound.subtract(bytes.count, ordering: .relaxed)
    }
    return true
  }

  func end() { process.end() }

  /// Reads messages on a thread of its own until the process closes its output; then tells why.
  func listen(
    message: @escaping @Sendable (JSON) -> Void, ended: @escaping @Sendable (String) -> Void
  ) {
    let thread = Thread { [self] in
      let fault = read(message)
      process.end()
      shutdown(socket, Int32(SHUT_RDWR))
      let status = process.waited()
      ended(fault ?? status)
      // What still waits to be written goes first, so that no other file gets the number meanwhile.
      writer.sync {}
      close(socket)
    }
    thread.name = "sampan plug-in"
    thread.start()
  }

  /// - Returns: what the process did wrong; nil when it only closed its end.
  private func read(_ message: (JSON) -> Void) -> String? {
    var line: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      for byte in buffer[..<count] {
        guard byte == 0x0A else {
          line.append(byte)
          guard line.count <= PlugInLimits.messageBytes else {
            return "it wrote a line of more than \(PlugInLimits.messageBytes) bytes"
          }
          continue
        }
        do {
          if !line.isEmpty { message(try JSON(parsing: String(decoding: line, as: UTF8.self))) }
        } catch {
          return "it wrote a line that is no JSON: \(error)"
        }
        line.removeAll(keepingCapacity: true)
      }
    }
  }
}
