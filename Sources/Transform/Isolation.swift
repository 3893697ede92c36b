import Foundation

/// How far a tool is kept from the machine that it runs on.
enum Isolation: Sendable, CaseIterable {
  /// It sees `/usr`, read-only, and the folder of its run, has no network and no capabilities, and
  /// ends with whatever it started.
  case sealed
  /// It has no network.
  case offline
  case none

  /// The strongest that this kernel lets us have. Tried once.
  static let strongest: Isolation =
    allCases.first { isolation in
      guard let staging = try? Staging() else { return false }
      defer { staging.remove() }
      let toolbox = Toolbox(isolation: isolation)
      return (try? toolbox.run(["true"], in: staging))?.status == 0
    } ?? .none

  /// The words before the tool's own.
  func command(in staging: Staging) -> [String] {
    switch self {
    case .sealed:
      [
        "unshare", "--map-root-user", "--net", "--mount", "--pid", "--fork", "--kill-child", "sh",
        "-c", Self.limits + Self.seal, "sh", staging.folder,
      ]
    case .offline:
      ["unshare", "--map-root-user", "--net", "sh", "-c", Self.limits + Self.plain, "sh"]
    case .none: ["sh", "-c", Self.limits + Self.plain, "sh"]
    }
  }

  /// A file has 512 bytes to the block here.
  private static let limits = """
    set -e
    ulimit -t \(TransformLimits.processorSeconds)
    ulimit -f \(TransformLimits.resultBytes / 512 * 2)

    """

  private static let plain = #"exec "$@""#

  /// A root of its own in memory. Without capabilities there is no way out of it, and no new user
  /// namespace either, because the kernel gives none to a process with a changed root.
  private static let seal = #"""
    folder=$1
    shift
    mount -t tmpfs -o mode=755,size=64k tmpfs "$folder/root"
    cd "$folder/root"
    mkdir usr work
    for name in usr bin lib lib64; do
      if [ -L "/$name" ]; then
        cp -P "/$name" "$name"
      elif [ -d "/$name" ]; then
        mkdir -p "$name"
        mount --rbind "/$name" "$name"
        mount -o remount,bind,ro "$name"
      fi
    done
    mount --rbind "$folder/work" work
    exec chroot . /usr/bin/setpriv --bounding-set=-all --inh-caps=-all --no-new-privs \
      /usr/bin/env -C /work -- "$@"
    """#
}
