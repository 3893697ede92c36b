// Files, memory and limits.

#define _GNU_SOURCE
#include "CSandbox.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

int sampan_empty_root(void) {
  // Nothing that is mounted here may reach the host.
  if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return -errno;
  // Any directory can carry the new root; this one is there, because the threads are listed in it.
  const char *place = "/proc";
  unsigned long locked = MS_NOSUID | MS_NODEV | MS_NOEXEC;
  if (mount("empty", place, "tmpfs", locked, "size=4096,nr_inodes=1,mode=0555") != 0) {
    return -errno;
  }
  if (chdir(place) != 0) return -errno;
  // With both names the same, the old root ends up above the new one and can be let go.
  if (syscall(SYS_pivot_root, ".", ".") != 0) return -errno;
  if (umount2(".", MNT_DETACH) != 0) return -errno;
  if (chdir("/") != 0) return -errno;
  if (mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | locked, NULL) != 0) return -errno;
  return 0;
}

int64_t sampan_data_bytes(void) {
  int file = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
  if (file < 0) return -errno;
  char text[4096];
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  if (length < 0) return -errno;
  text[length] = 0;
  const char *line = strstr(text, "\nVmData:");
  if (!line) return -ENOENT;
  return strtoll(line + sizeof "\nVmData:" - 1, NULL, 10) * 1024;
}

int sampan_refuse_new_code(void) {
  // PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN; not in every header yet.
  return prctl(65, 1, 0, 0, 0) == 0 ? 0 : -errno;
}

int sampan_forbid_dumping(void) {
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : -errno;
}

static int limit(__rlimit_resource_t resource, uint64_t value) {
  struct rlimit now;
  if (getrlimit(resource, &now) != 0) return -errno;
  // An ordinary user may not raise the hard limit, and a stricter one holds anyway.
  if (value > now.rlim_max) value = now.rlim_max;
  struct rlimit wanted = {.rlim_cur = value, .rlim_max = value};
  return setrlimit(resource, &wanted) == 0 ? 0 : -errno;
}

int sampan_limit_core(void) { return limit(RLIMIT_CORE, 0); }
int sampan_limit_files(void) { return limit(RLIMIT_FSIZE, 0); }
int sampan_limit_descriptors(uint64_t count) { return limit(RLIMIT_NOFILE, count); }
int sampan_limit_locked_memory(void) { return limit(RLIMIT_MEMLOCK, 0); }
int sampan_limit_tasks(uint64_t count) { return limit(RLIMIT_NPROC, count); }
int sampan_limit_data(uint64_t bytes) { return limit(RLIMIT_DATA, bytes); }

/// Whether a descriptor is an event counter. Such a thing is known to this process alone.
static bool is_event_counter(int list, const char *name) {
  char target[32];
  ssize_t length = readlinkat(list, name, target, sizeof target - 1);
  if (length < 0) return false;
  target[length] = 0;
  return strncmp(target, "anon_inode:[eventfd", 19) == 0;
}

int sampan_close_all_but(int first, int second) {
  DIR *folder = opendir("/proc/self/fd");
  if (!folder) return -errno;
  int list = dirfd(folder);
  int kept = 0;
  const struct dirent *entry;
  while ((entry = readdir(folder))) {
    if (entry->d_name[0] == '.') continue;
    int descriptor = (int)strtol(entry->d_name, NULL, 10);
    if (descriptor == first || descriptor == second || descriptor == list) continue;
    // A thread whose counter is gone would wake from every wait at once, for ever.
    if (is_event_counter(list, entry->d_name)) kept++;
    else close(descriptor);
  }
  closedir(folder);
  return kept;
}
