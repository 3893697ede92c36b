/// Memory for what one read brings, kept for the next: a piece of this size that is taken and given
/// back for every frame makes the C library tidy its heap each time.
public final class ReadBuffer {
  public let bytes: UnsafeMutableRawBufferPointer

  public init(byteCount: Int) {
    bytes = .allocate(byteCount: byteCount, alignment: 16)
  }

  deinit { bytes.deallocate() }
}
