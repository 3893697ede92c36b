// Who the runner is: its user, its namespaces, its capabilities.

#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// The user and group that own nothing, by custom of every distribution.
static const unsigned nobody = 65534;

int sampan_forbid_new_privileges(void) {
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : -errno;
}

/// Makes every permitted capability effective again.
static int raise_capabilities(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[2] = {{0}};
  if (syscall(SYS_capget, &header, data) != 0) return -errno;
  for (int half = 0; half < 2; half++) data[half].effective = data[half].permitted;
  return syscall(SYS_capset, &header, data) == 0 ? 0 : -errno;
}

int sampan_become_nobody(void) {
  // Capabilities stay for now: where ordinary users get no namespaces, they are what gets them.
  if (prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) != 0) return -errno;
  if (setgroups(0, NULL) != 0) return -errno;
  if (setresgid(nobody, nobody, nobody) != 0) return -errno;
  if (setresuid(nobody, nobody, nobody) != 0) return -errno;
  int failure = raise_capabilities();
  if (failure < 0) return failure;
  // A change of user makes the process undumpable, and its own /proc entries unreadable to it,
  // which the engine needs to read while it starts.
  return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0 ? 0 : -errno;
}

static int write_file(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return -errno;
  size_t length = strlen(text);
  int result = write(file, text, length) == (ssize_t)length ? 0 : -errno;
  close(file);
  return result;
}

int sampan_enter_user_namespace(void) {
  unsigned user = geteuid(), group = getegid();
  if (unshare(CLONE_NEWUSER) != 0) return -errno;
  char map[32];
  snprintf(map, sizeof map, "0 %u 1", user);
  int failure = write_file("/proc/self/uid_map", map);
  if (failure < 0) return failure;
  // An unprivileged process may map its group only after giving up setgroups.
  failure = write_file("/proc/self/setgroups", "deny");
  if (failure < 0) return failure;
  snprintf(map, sizeof map, "0 %u 1", group);
  return write_file("/proc/self/gid_map", map);
}

int sampan_enter_namespace(int kind) {
  int flag;
  switch (kind) {
    case SAMPAN_NAMESPACE_MOUNT: flag = CLONE_NEWNS; break;
    case SAMPAN_NAMESPACE_NET: flag = CLONE_NEWNET; break;
    case SAMPAN_NAMESPACE_IPC: flag = CLONE_NEWIPC; break;
    case SAMPAN_NAMESPACE_UTS: flag = CLONE_NEWUTS; break;
    default: return -EINVAL;
  }
  return unshare(flag) == 0 ? 0 : -errno;
}

int sampan_clear_capability_bounds(void) {
  prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  for (unsigned long capability = 0; capability < 64; capability++) {
    if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0) continue;
    // The kernel answers EINVAL past its last capability, and EPERM to a process that has none:
    // then the bounds bound nothing.
    return errno == EINVAL || errno == EPERM ? 0 : -errno;
  }
  return 0;
}

bool sampan_has_capabilities(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[2] = {{0}};
  if (syscall(SYS_capget, &header, data) != 0) return true;
  return (data[0].permitted | data[1].permitted) != 0;
}
