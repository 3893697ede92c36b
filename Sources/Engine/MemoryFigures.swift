import CJavaScriptCore

/// How much the engine's heap holds.
public struct MemoryFigures: Hashable, Sendable {
  /// Bytes in use, with what objects hold outside the heap.
  public var heapBytes = 0
  /// Bytes set aside.
  public var capacityBytes = 0
  /// The part of `heapBytes` that lies outside the heap, as array buffers do.
  public var outsideBytes = 0
  public var objects = 0
  /// Objects that are kept by `Value`s, counted once each.
  public var keptObjects = 0
  /// Realms.
  public var globalObjects = 0
}

extension VirtualMachine {
  /// Figures of now. Walks the heap, so it takes a millisecond or more.
  public func memory() -> MemoryFigures {
    heap.checkUse()
    guard let statistics = JSGetMemoryUsageStatistics(realm.context) else {
      return MemoryFigures()
    }
    let object = Object(Value(statistics, in: realm))
    func figure(_ name: String) -> Int {
      (try? object.property(name))?.number.flatMap { Int(exactly: $0) } ?? 0
    }
    return MemoryFigures(
      heapBytes: figure("heapSize"), capacityBytes: figure("heapCapacity"),
      outsideBytes: figure("extraMemorySize"), objects: figure("objectCount"),
      keptObjects: figure("protectedObjectCount"), globalObjects: figure("globalObjectCount"))
  }
}
