import Wire

/// A script that runs beside a mini-program, in a sealed runner of its own without a screen: a
/// worker, or a cloud function.
public struct SideScript: Sendable {
  public enum Place: Sendable, Hashable {
    /// In the folder of workers that app.json names; the path begins at the package's root.
    case worker(path: String)
    /// The cloud function of a name, in the project's `cloudfunctionRoot`.
    case cloudFunction(name: String)
  }

  public var place: Place
  /// What the script is told with its start, for the prelude.
  public var setup: JSON
  /// All that it may call of the host; a service never sees it as the mini-program.
  public var calls: [Call]
  /// Called once when it ends without being asked to, with a sentence that says why.
  public var ended: @Sendable (String) -> Void

  public init(
    _ place: Place, setup: JSON = [:], calls: [Call] = [],
    ended: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.place = place
    self.setup = setup
    self.calls = calls
    self.ended = ended
  }
}

/// A script that runs. It ends with the session that it belongs to, or by `end`.
public protocol SideRun: AnyObject, Sendable {
  /// Sends an event to the script; events arrive in the order in which they are sent.
  func send(_ name: String, _ payload: CallRequest)

  /// Asks the script something and waits for its answer.
  ///
  /// - Parameter milliseconds: of the script's time and, for one that computes, of the machine's.
  /// - Throws: `CallError.timedOut` past that, `.refused` by what the script threw.
  func ask(
    _ name: String, _ value: JSON, within milliseconds: Double
  ) async throws(SideFailure) -> JSON

  /// Ends it at once; `SideScript.ended` is not called.
  func end()
}

/// Why a script did not answer.
public enum SideFailure: Error, Hashable, Sendable {
  case timedOut
  /// It threw: what a person would read of it.
  case threw(String)
  /// Its runner ended, for this reason.
  case ended(String)
}

/// Starts scripts beside a mini-program. A session offers it to its services (`CallContext.scripts`).
public protocol SideScripts: Sendable {
  /// - Throws: the refusal that the mini-program gets, when there is no such script or too many run.
  func start(_ script: SideScript) throws(CallError) -> any SideRun
}

/// Where nothing can be started, such as in tests of services.
public struct NoSideScripts: SideScripts {
  public init() {}

  public func start(_ script: SideScript) throws(CallError) -> any SideRun {
    throw .notSupported
  }
}
