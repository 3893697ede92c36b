import Glibc

/// Ends the process when the host is gone, whatever the guest is doing.
///
/// The main thread sees the end of the channel only when it reads. A guest that never gives up
/// its turn would keep it from that, and without a host nobody else ends a runner.
enum HostWatch {
  /// The thread calls `poll` and `_exit`, nothing else.
  private static let stackBytes = 64 << 10

  /// Starts the thread that watches. Call before lock-down, which confines every thread that is
  /// there, and after the namespaces are entered, which a process with threads may not.
  static func start(channel: Int32) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackBytes)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, &attributes, watch, UnsafeMutableRawPointer(bitPattern: Int(channel)))
    pthread_attr_destroy(&attributes)
    guard failure == 0 else { fail(.badStart, "no thread to watch the host with") }
  }

  private static let watch: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
    { context in
      // Without events to wait for, only a hang-up or an error ends the wait.
      var entry = pollfd(fd: Int32(Int(bitPattern: context)), events: 0, revents: 0)
      while poll(&entry, 1, -1) <= 0 {}
      end(.closed)
    }
}
