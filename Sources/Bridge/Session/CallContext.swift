import Wire

/// Who calls, the session that this visitor is in, its screen, and the files of the mini-program.
public struct CallContext: Sendable {
  public let visitor: Visitor
  public let session: SessionID
  public let screen: any Screen
  public let files: any PackageFiles
  /// What the visitor holds in hand.
  public let device: Device
  public let port: any SessionPort
  /// What app.json says of the user's data.
  public let declared: ProgramDeclarations
  /// Starts workers and cloud functions.
  public let scripts: any SideScripts
  /// The host's number of the call; 0 for calls that are served at once.
  public let call: UInt64
  /// The task that the call made (`Call(task:)`), or that a method was called on.
  public internal(set) var task: TaskHandle
  /// The object that a method was called on (`Manager`).
  public internal(set) var object: ObjectHandle

  public init(
    visitor: Visitor, session: SessionID = SessionID(), screen: any Screen,
    files: any PackageFiles = NoFiles(), device: Device = Device(),
    port: any SessionPort = PaperSession(), declared: ProgramDeclarations = .nothing,
    scripts: any SideScripts = NoSideScripts(), call: UInt64 = 0, guestCall: UInt32 = 0
  ) {
    self.visitor = visitor
    self.session = session
    self.screen = screen
    self.files = files
    self.device = device
    self.port = port
    self.declared = declared
    self.scripts = scripts
    self.call = call
    task = TaskHandle(port: port, number: guestCall)
    object = ObjectHandle(port: port, className: "", number: 0)
  }

  /// Sends `onX` events, now and at any later time.
  public var events: ServiceEvents { ServiceEvents(port) }
  /// The session's time, virtual or real, and a way to be called back at one.
  public var clock: ServiceClock { ServiceClock(port, call: call == 0 ? nil : call) }
  /// The session's random sequence, repeatable by seed.
  public var random: ServiceRandom { ServiceRandom(port) }
}
