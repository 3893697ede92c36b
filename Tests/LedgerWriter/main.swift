// Does a fixed round of business with every kind of movement of money, and kills itself with
// SIGKILL before the SQL statement of a given number. Each step that was acknowledged is told on
// standard output. A step that was done in an earlier life is done again by the same numbers and
// keys, and must change nothing. LedgerCrashTests starts it.
import Glibc
import Platform
import Synchronization

let arguments = CommandLine.arguments
guard arguments.count == 3, let last = Int(arguments[2]) else {
  print("usage: ledger-writer FOLDER STATEMENTS (0 runs to the end)")
  exit(2)
}

let statements = Atomic<Int>(0)
let store = PlatformStore(
  folder: arguments[1], durability: .process,
  traced: {
    if statements.wrappingAdd(1, ordering: .relaxed).newValue == last { kill(getpid(), SIGKILL) }
  })

let round = Round(store: store)
do {
  try round.run()
} catch {
  print("failed \(error)")
  exit(1)
}
tell("statements \(statements.load(ordering: .relaxed))")

/// One write, so that a line that is there was acknowledged.
func tell(_ line: String) {
  let line = line + "\n"
  guard line.withCString({ write(STDOUT_FILENO, $0, strlen($0)) }) > 0 else { exit(0) }
}
