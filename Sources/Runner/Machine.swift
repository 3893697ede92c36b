import Engine
import Glibc
import Wire

/// A host that is gone shows as an error of `write`, not as a signal.
func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

extension VirtualMachine {
  /// Stops the guest for good when a turn takes too long: says where it was and ends the process.
  /// Returning into the engine would let a guest that is nested in our calls go on.
  func limitTime(milliseconds: Double, reportingTo channel: Channel) {
    limitTime(seconds: milliseconds / 1000) { script in
      let report: JSON = [
        "milliseconds": .number(milliseconds), "stack": .string(script.stack),
      ]
      // A stack has a bounded number of frames, but a guest chooses how long their names are.
      do { try channel.send(.stopped(report.text)) } catch {
        _ = try? channel.send(.stopped("{}"))
      }
      channel.flush()
      end(.stopped)
    }
  }

  /// Reads the time zone, which the engine looks up in the file system when it is first needed.
  ///
  /// Formatters need no file later: their data is part of a library that is in memory. Making the
  /// first one takes the engine about 10 ms, which only guests that use one should pay.
  func warmTimeZone() throws(ScriptError) {
    _ = try realm.evaluate("new Date(0).getTimezoneOffset()", name: "sampan:warm")
  }

  /// The function that the prelude's text is, in one realm.
  func evaluate(_ script: ImmortalScript, in realm: Realm) throws(ScriptError) -> Function {
    guard let function = try realm.run(script).get().function else {
      throw ScriptError(message: "the prelude is no function")
    }
    return function
  }
}
