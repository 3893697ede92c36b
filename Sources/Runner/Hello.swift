import Wire

/// The part of the host's `hello` that is for the runner itself; the prelude reads the rest.
struct Hello {
  /// Processor time that one turn may take, in milliseconds.
  var turnMilliseconds = 5_000.0
  /// Private memory that a guest may add, in bytes.
  var memoryBytes = 256 << 20
  /// Processors that host and runner may use.
  var processors = 1
  /// The time of a virtual clock; nil for a real one.
  var virtualNow: Double?
  /// What to launch before lock-down; see `Rehearsal`.
  var rehearsal: Rehearsal?
  /// The whole text, for the prelude.
  let text: Text

  init(_ text: Text) throws(JSONError) {
    self.text = text
    let value = try JSON(text)
    if let given = value["limits"]?["turnMilliseconds"]?.number, given > 0 {
      turnMilliseconds = given
    }
    if let given = value["limits"]?["memoryBytes"]?.int, given > 0 { memoryBytes = given }
    if let given = value["processors"]?.int { processors = given }
    rehearsal = value["rehearsal"].flatMap(Rehearsal.init)
    if value["clock"]?["virtual"]?.bool == true {
      virtualNow = value["clock"]?["now"]?.number ?? 0
    }
  }
}
