import Host
import Wire

/// A line that a person types while a mini-program runs.
enum TerminalCommand {
  case tap(String)
  case input(String, text: String)
  case back
  case tab(Int)
  /// Answers the dialog that is open.
  case answer(String)

  struct Unknown: Error, CustomStringConvertible {
    let line: String
    var description: String {
      "unknown command '\(line)'; known are: tap SELECTOR, input SELECTOR TEXT, back, tab NUMBER, "
        + "answer ok|cancel|NUMBER|TEXT, quit"
    }
  }

  init(_ line: String) throws(Unknown) {
    let words = line.split(separator: " ", maxSplits: 2).map(String.init)
    switch (words.first, words.count) {
    case ("tap", 2...): self = .tap(words.dropFirst().joined(separator: " "))
    case ("input", 2): self = .input(words[1], text: "")
    case ("input", 3): self = .input(words[1], text: words[2])
    case ("back", 1): self = .back
    case ("tab", 2):
      guard let number = Int(words[1]), number > 0 else { throw Unknown(line: line) }
      self = .tab(number - 1)
    case ("answer", 2...): self = .answer(words.dropFirst().joined(separator: " "))
    default: throw Unknown(line: line)
    }
  }

  func run(on session: Session) async throws {
    switch self {
    case .tap(let target): try await session.tap(target)
    case .input(let selector, let text): try await session.input(selector, text: text)
    case .back: try await session.send("back")
    case .tab(let index): try await session.send("tab", ["index": .number(Double(index))])
    case .answer(let words):
      let answer = try DialogAnswer(words, to: await session.view.overlays)
      await session.answer(answer.key, answer.value)
      await session.quiet()
    }
  }
}
