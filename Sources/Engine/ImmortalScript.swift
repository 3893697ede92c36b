import CJavaScriptCore

/// A script whose ASCII text is part of the program. It is parsed once and its text is not copied;
/// realms of one machine that run it share its compiled code.
public final class ImmortalScript {
  private let heap: Heap
  let reference: JSScriptRef

  init(owning reference: JSScriptRef, in heap: Heap) {
    self.heap = heap
    self.reference = reference
  }

  deinit { JSScriptRelease(reference) }
}

@available(*, unavailable)
extension ImmortalScript: Sendable {}

extension VirtualMachine {
  /// Parses a script.
  ///
  /// - Throws: where it is no script, with the line.
  public func script(
    immortal text: StaticString, name: String, firstLine: Int = 1
  ) throws(ScriptError) -> ImmortalScript {
    heap.checkUse()
    let name = EngineString(name)
    var message: JSStringRef?
    var line: Int32 = 0
    let script = text.withUTF8Buffer { utf8 in
      JSScriptCreateReferencingImmortalASCIIText(
        heap.group, name.reference, Int32(clamping: firstLine), utf8.baseAddress, utf8.count,
        &message, &line)
    }
    guard let script else {
      let reason = message.map { EngineString(owning: $0).text } ?? "it is not ASCII text"
      // The engine counts the lines of the text alone here.
      throw ScriptError(message: "\(name.text):\(firstLine + Int(line) - 1): \(reason)")
    }
    return ImmortalScript(owning: script, in: heap)
  }
}

extension Realm {
  /// Runs a script.
  public func run(_ script: ImmortalScript) -> Completion {
    attempt { exception in JSScriptEvaluate(context, script.reference, nil, exception) }
  }
}
