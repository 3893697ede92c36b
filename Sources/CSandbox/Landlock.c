// A Landlock rule set without a rule: everything the kernel can refuse is refused.

#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

// The numbers are the kernel's interface; headers of older systems do not have all of them.
enum {
  create_ruleset_call = 444,
  version_flag = 1,
  errata_flag = 2,
  /// Mended: threads of one process in different domains may signal each other.
  signal_erratum = 1 << 1,
};

struct ruleset {
  uint64_t files;
  uint64_t network;
  uint64_t scopes;
};

/// File rights by version: 1 has 13, then renaming across folders, truncating, device controls.
static uint64_t file_rights(int version) {
  int count = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
  return (UINT64_C(1) << count) - 1;
}

int sampan_make_landlock(int *version) {
  long found = syscall(create_ruleset_call, NULL, 0, version_flag);
  if (found < 0) return -errno;
  *version = (int)found;
  // Without the mend the scope of signals would keep the engine from stopping its own threads; the
  // system call filter confines signals as well.
  long errata = syscall(create_ruleset_call, NULL, 0, errata_flag);
  bool scope_signals = errata > 0 && (errata & signal_erratum);
  struct ruleset rules = {
    .files = file_rights(*version),
    // Binding and connecting TCP.
    .network = *version >= 4 ? 3 : 0,
    // Abstract sockets, and signals.
    .scopes = *version >= 6 ? (scope_signals ? 3 : 1) : 0,
  };
  long descriptor = syscall(create_ruleset_call, &rules, sizeof rules, 0);
  return descriptor < 0 ? -errno : (int)descriptor;
}
