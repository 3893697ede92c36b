import Host
import View
import Wire

/// The mini-program that the clients drive, opened again when one of them asks for it, and the
/// finger that they hold on it.
public actor Stage {
  private let host: MiniProgramHost
  private let program: Program
  private let request: LaunchRequest
  private let layout: any ScreenLayout
  private let limits: AutomationLimits
  private let hear: @Sendable (SessionSaying) -> Void
  private var session: Session?
  private var press: Press?
  private var pressCount = 0
  /// Made for the last search, for the next one on an unchanged page.
  private var keptIndex: ElementIndex?

  /// A finger that is down.
  private struct Press {
    var number: Int
    var node: Int
    var start: Touches
    var hasMoved = false
    var wasLong = false
    var hold: Task<Void, Never>?
  }

  init(
    host: MiniProgramHost, program: Program, request: LaunchRequest, layout: any ScreenLayout,
    limits: AutomationLimits, hear: @escaping @Sendable (SessionSaying) -> Void
  ) {
    self.host = host
    self.program = program
    self.request = request
    self.layout = layout
    self.limits = limits
    self.hear = hear
  }

  /// Opens the mini-program, after what ran before was closed, and waits for what it does at once.
  func launch() async throws(SessionError) {
    _ = await session?.close()
    release()
    keptIndex = nil
    let session = try await host.open(program, request)
    await session.listen(hear)
    let isAgain = self.session != nil
    self.session = session
    await session.launched()
    if isAgain { hear(.started) }
  }

  /// The scene of the mini-program that runs now.
  func scene() async throws(AutomationError) -> Scene {
    guard let session, await session.ending == nil else { throw .connectionLost }
    return Scene(stage: self, session: session, layout: layout, limits: limits)
  }

  /// A page of the view made ready for searches; nil when there is no such page.
  func index(of page: Int, in view: ViewTree) -> ElementIndex? {
    if let keptIndex, keptIndex.page == page, keptIndex.generation == view.generation {
      return keptIndex
    }
    let index = ElementIndex(view, page: page)
    keptIndex = index
    return index
  }

  func tellLogs() async { await session?.tellConsoleArguments() }

  func close() async {
    release()
    _ = await session?.close()
  }

  var user: String { request.user }
  var entryPage: String { program.entryPage }
}

/// The finger.
extension Stage {
  /// How long a finger has to stay for a long press (`reference/automation-protocol.md 7`).
  private static let holdMilliseconds = 350
  /// How far a finger may slip, in px, and still press.
  private static let slip = 10.0

  func press(_ finger: Finger, at touches: Touches) {
    press?.hold?.cancel()
    pressCount += 1
    let number = pressCount
    var press = Press(number: number, node: finger.node, start: touches)
    press.hold = Task {
      try? await Task.sleep(for: .milliseconds(Self.holdMilliseconds))
      guard !Task.isCancelled, isHeld(number) else { return }
      if await finger.session.view.listens(to: "longpress", at: finger.node) { becomeLong(number) }
      // A mini-program that ends meanwhile has nobody to tell.
      _ = try? await finger.session.hold(at: finger.node, touches)
    }
    self.press = press
  }

  private func isHeld(_ number: Int) -> Bool { press?.number == number && press?.hasMoved == false }

  private func becomeLong(_ number: Int) {
    if press?.number == number { press?.wasLong = true }
  }

  func move(to touches: Touches) {
    guard let start = press?.start else { return }
    if max(abs(touches.x - start.x), abs(touches.y - start.y)) > Self.slip {
      press?.hasMoved = true
    }
  }

  /// Lifts the finger; whether that makes a tap.
  @discardableResult
  func release(_ node: Int? = nil) -> Bool {
    defer { press = nil }
    press?.hold?.cancel()
    guard let press, press.node == node else { return false }
    return !press.hasMoved && !press.wasLong
  }
}
