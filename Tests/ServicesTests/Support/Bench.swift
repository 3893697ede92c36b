import Bridge
import Foundation
import Synchronization
import Testing
import Wire

@testable import Services

/// One visitor with a device, a screen that notes what it is asked, and a clock on paper; calls
/// services as a dispatcher would.
final class Bench: Sendable {
  let device: Device
  let paper = PaperSession()
  let screen = AskedScreen()
  let album: Album
  let store: FileStore
  var temporary: TemporaryFiles { store.temporary }
  let files: ListedFiles
  private let session = SessionID()
  private let folder = NSTemporaryDirectory() + "sampan-bench-\(UUID().uuidString)"
  private let services: [any Service]

  init(
    _ profile: DeviceProfile = DeviceProfile(), files: [String: [UInt8]] = [:],
    network: NetworkSettings = .offline
  ) {
    device = Device(profile)
    album = Album(folder: folder + "/albums")
    store = FileStore(
      folder: folder + "/files", temporary: TemporaryFiles(folder: folder + "/temporary"))
    self.files = ListedFiles(files: files)
    services = [
      StateService(), ClipboardService(), PhoneService(), SensorsService(), LocationService(),
      PapersService(), ShareService(), DestinationsService(), SubscribeService(),
      BluetoothService(), WifiService(), NearbyService(), AdsService(),
      ScanService(album: album), RecorderService(temporaryFiles: store.temporary),
      CameraService(album: album, temporaryFiles: store.temporary),
      MediaService(
        album: album, files: store, network: NetworkService(network, files: store)),
      FileSystemService(store),
    ]
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var calls: [Call] { services.flatMap(\.calls).flatMap(\.withMembers) }

  var context: CallContext {
    CallContext(
      visitor: Visitor(user: "u", app: "a"), session: session, screen: screen, files: files,
      device: device, port: paper)
  }

  /// Begins a call; its outcome is there at once or after the screen's question is answered.
  func start(_ name: String, _ request: JSON = [:], attachments: [[UInt8]] = []) throws -> Outcome {
    let call = try #require(calls.first { $0.name == name }, "\(name) is not served")
    let outcome = Outcome()
    var request = request
    if name.contains("."), var fields = request.object {
      // The only object of its class.
      fields["$id"] = 0
      request = .object(fields)
    }
    call.start(request.text, attachments: attachments, context) { outcome.take($0) }
    return outcome
  }

  /// A call that answers at once, or after its one question got this answer.
  func result(
    _ name: String, _ request: JSON = [:], attachments: [[UInt8]] = [], answering given: JSON? = nil
  ) throws -> JSON {
    let outcome = try start(name, request, attachments: attachments)
    screen.answer(given)
    return try outcome.value
  }

  /// What a call that takes its time ends with.
  func outcome(_ name: String, _ request: JSON = [:]) async throws -> Result<JSON, CallError> {
    let call = try #require(calls.first { $0.name == name }, "\(name) is not served")
    let context = context
    return await paper.settle(
      Task {
        do throws(CallError) {
          return .success(try await call.invoke(request, context).value)
        } catch {
          return .failure(error)
        }
      })
  }

  /// The sentence with which a call fails.
  func failure(
    _ name: String, _ request: JSON = [:], answering given: JSON? = nil
  ) throws -> CallError {
    let outcome = try start(name, request)
    screen.answer(given)
    return try #require(outcome.error, "\(name) did not fail")
  }

  /// What a change of the device tells the mini-program.
  func events(_ body: @escaping (inout DeviceProfile) -> Void) -> [DeviceEvent] {
    let before = device.profile
    device.change(body)
    let change = DeviceChange(before: before, after: device.profile, running: device.running)
    return services.flatMap { $0.events(after: change) }
  }

  /// What the start of a sensor tells.
  func events(ofStarting sensor: String) -> [DeviceEvent] {
    let profile = device.profile
    let change = DeviceChange(
      before: profile, after: profile, running: device.running, started: sensor)
    return services.flatMap { $0.events(after: change) }
  }

  final class Outcome: Sendable {
    private let state = Mutex<[Result<CallReply, CallError>]>([])

    func take(_ result: Result<CallReply, CallError>) { state.withLock { $0.append(result) } }
    var count: Int { state.withLock { $0.count } }
    var error: CallError? {
      if case .failure(let error) = state.withLock({ $0.first }) { error } else { nil }
    }
    var value: JSON {
      get throws {
        let first = try #require(state.withLock { $0.first }, "the call has not answered")
        return try JSON(try first.get().text)
      }
    }
  }
}

/// Keeps questions until they are answered.
final class AskedScreen: Screen {
  typealias Question = (key: String, value: JSON, answer: @Sendable (JSON?) -> Void)
  private let state = Mutex<(questions: [Question], shown: [String: JSON])>(([], [:]))

  var question: (key: String, value: JSON)? {
    state.withLock { $0.questions.first.map { ($0.key, $0.value) } }
  }
  var shown: [String: JSON] { state.withLock { $0.shown } }

  func show(_ key: String, _ value: JSON?, for milliseconds: Double?) {
    state.withLock { $0.shown[key] = value }
  }

  func ask(_ key: String, _ value: JSON, answer: @escaping @Sendable (JSON?) -> Void) {
    state.withLock { $0.questions.append((key, value, answer)) }
  }

  func answer(_ value: JSON?) {
    let question = state.withLock { $0.questions.isEmpty ? nil : $0.questions.removeFirst() }
    question?.answer(value)
  }
}

/// A package of a few files.
struct ListedFiles: PackageFiles {
  let files: [String: [UInt8]]

  func bytes(at path: String, limit: Int) -> [UInt8]? {
    files[path].flatMap { $0.count <= limit ? $0 : nil }
  }
}
