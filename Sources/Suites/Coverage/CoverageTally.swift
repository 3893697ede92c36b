import Host
import Synchronization
import Wire

/// Adds up what counters of many runners say. Safe to use from any thread.
final class CoverageTally: Sendable {
  private struct Entry {
    let program: Program
    /// What leads to the package from where the tests were run; ends with a slash or is empty.
    let prefix: String
    /// Whether what no test touched is told, too.
    let isWhole: Bool
    var hits: [String: [Int: Int]] = [:]
    var rules: [String: [Int: Int]] = [:]
  }

  private let entries = Mutex<[ObjectIdentifier: Entry]>([:])

  func add(_ program: Program, prefix: String, isWhole: Bool) {
    entries.withLock {
      $0[ObjectIdentifier(program)] = Entry(program: program, prefix: prefix, isWhole: isWhole)
    }
  }

  /// Takes what a runner counted since it was last asked. One that is gone has nothing to say.
  func collect(from session: Session) async {
    func ask() async -> JSON? {
      guard await session.ending == nil else { return nil }
      return try? await session.ask("coverage")
    }
    await Self.eachAnswer(of: ask) { take($0, of: session.program) }
  }

  /// Asks again as long as there is more to tell, but only so often: a runner may always say so.
  static func eachAnswer(of ask: () async -> JSON?, take: (JSON) -> Void) async {
    for _ in 0..<SuiteLimits.coverageAnswers {
      guard let answer = await ask() else { return }
      take(answer)
      guard answer["more"]?.bool == true else { return }
    }
  }

  /// Takes the rules that select something on the screen now.
  func collectRules(from session: Session) async {
    let matched = await session.matchedRules()
    entries.withLock { entries in
      for (sheet, rules) in matched {
        for rule in rules {
          entries[ObjectIdentifier(session.program)]?.rules[sheet, default: [:]][
            rule, default: 0] += 1
        }
      }
    }
  }

  private func take(_ answer: JSON, of program: Program) {
    entries.withLock { entries in
      for file in answer["files"]?.object?.members ?? [] {
        let pairs = file.value.array ?? []
        for index in stride(from: 0, to: pairs.count - 1, by: 2) {
          // A guest that counts for itself can say any number.
          guard let counter = pairs[index].int, let count = pairs[index + 1].number, count > 0
          else { continue }
          let hits = entries[ObjectIdentifier(program)]?.hits[file.name]?[counter] ?? 0
          entries[ObjectIdentifier(program)]?.hits[file.name, default: [:]][counter] =
            min(hits + Int(min(count, Self.most)), Int(Self.most))
        }
      }
    }
  }

  private static let most = 1e12

  /// What all of it comes to.
  func report() -> Coverage {
    var files = CoverageFiles()
    var problems: [String: String] = [:]
    let entries = entries.withLock { Array($0.values) }
    for entry in entries {
      let touched = Set(entry.hits.keys)
      let modules = entry.isWhole ? Set(entry.program.coveredModules()).union(touched) : touched
      for module in modules.sorted() {
        files.add(
          entry.program.coveredPlaces(of: module), entry.hits[module] ?? [:], of: module,
          entry.program, entry.prefix)
      }
      let sheets = entry.isWhole ? entry.program.coveredSheets() : []
      for sheet in sheets {
        files.add(
          entry.program.coveredRules(of: sheet), entry.rules[sheet] ?? [:], of: sheet,
          entry.program, entry.prefix)
      }
      for (file, reason) in entry.program.uncounted { problems[entry.prefix + file] = reason }
    }
    return Coverage(files: files.all, problems: problems)
  }
}

/// Brings together what several modules, and several runs of one, count at the same place.
private struct CoverageFiles {
  private struct Key: Hashable {
    let kind: CoveredPlace.Kind
    let start: [Int]
    let end: [Int]
  }

  private struct Found {
    var place: CoveredPlace
    var hits: Int
    var branch: String?
  }

  private var found: [String: [Key: Found]] = [:]
  private var sources: [String: (program: Program, file: String)] = [:]

  mutating func add(
    _ places: [CoveredPlace?], _ hits: [Int: Int], of module: String, _ program: Program,
    _ prefix: String
  ) {
    for (number, place) in places.enumerated() {
      guard let place else { continue }
      let path = prefix + place.file
      sources[path] = sources[path] ?? (program, place.file)
      let key = Key(
        kind: place.kind, start: [place.line, place.column], end: [place.endLine, place.endColumn])
      let branch = place.group >= 0 ? "\(module)#\(place.group)" : nil
      found[path, default: [:]][key, default: Found(place: place, hits: 0, branch: branch)].hits +=
        hits[number] ?? 0
    }
  }

  var all: [Coverage.File] {
    found.sorted { $0.key < $1.key }.map { path, items in
      Coverage.File(path: path, items: Self.numbered(Array(items.values)), source: source(path))
    }
  }

  private static func numbered(_ found: [Found]) -> [Coverage.Item] {
    var numbers: [String: Int] = [:]
    return found.sorted { left, right in
      let (one, other) = (left.place, right.place)
      return (one.line, one.column, one.endLine, one.endColumn, one.kind.rawValue)
        < (other.line, other.column, other.endLine, other.endColumn, other.kind.rawValue)
    }.map { item in
      let branch = item.branch.map { key in
        numbers[key] = numbers[key] ?? numbers.count
        return numbers[key] ?? 0
      }
      return Coverage.Item(place: item.place, hits: item.hits, branch: branch)
    }
  }

  private func source(_ path: String) -> String {
    guard let (program, file) = sources[path],
      let bytes = program.bytes(at: file, limit: SuiteLimits.shownSourceBytes)
    else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }
}
