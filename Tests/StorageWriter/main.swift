// Writes to storage until it is killed, and tells on standard output what is committed: one line
// `number<newline>` for each value. StorageDurabilityTests starts and kills it.
import Bridge
import Glibc
import Services
import Wire

struct NoScreen: Screen {
  func show(_ key: String, _ value: JSON?, for milliseconds: Double?) {}
  func ask(_ key: String, _ value: JSON, answer: @escaping @Sendable (JSON?) -> Void) {}
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let first = Int(arguments[2]) else {
  print("usage: storage-writer FOLDER FIRST-NUMBER")
  exit(2)
}

let service = StorageService(folder: arguments[1])
guard let set = service.calls.first(where: { $0.name == "storage.set" }) else { exit(2) }
let context = CallContext(visitor: Visitor(user: "writer", app: "durable"), screen: NoScreen())

for number in first... {
  let request = Text("[\"key\(number)\",\"Number\",\"\(number)\"]")
  guard case .success = set.serveNow(request, context) else { exit(1) }
  let line = "\(number)\n"
  guard line.withCString({ write(STDOUT_FILENO, $0, strlen($0)) }) > 0 else { exit(0) }
}
