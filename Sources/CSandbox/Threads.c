// What the kernel keeps per thread is changed in every thread: each is interrupted by a signal
// and does the same calls (the way of libpsx and of the C library's own setuid).

#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum {
  landlock_restrict_call = 446,
  /// More threads than an engine has when it has only started.
  most_threads = 64,
  /// How long one thread may take to answer, in steps of 50 microseconds: one second.
  most_steps = 20000,
};

// Shared with the signal handler; one confinement runs in a process, and only once.
static _Atomic int ruleset;
static _Atomic int answer;

static int confine_self(void) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -errno;
  int rules = atomic_load(&ruleset);
  if (rules >= 0 && syscall(landlock_restrict_call, rules, 0) != 0) return -errno;
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct none[2] = {{0}};
  return syscall(SYS_capset, &header, none) == 0 ? 0 : -errno;
}

static void interrupted(int signal) {
  (void)signal;
  int saved = errno;
  int result = confine_self();
  // 1 says done, so that it differs from the 0 of waiting.
  atomic_store(&answer, result == 0 ? 1 : result);
  errno = saved;
}

static int confine_thread(pid_t thread, int signal) {
  atomic_store(&answer, 0);
  if (syscall(SYS_tgkill, getpid(), thread, signal) != 0) return errno == ESRCH ? 0 : -errno;
  for (int step = 0; step < most_steps; step++) {
    int result = atomic_load(&answer);
    if (result != 0) return result == 1 ? 0 : result;
    struct timespec pause = {.tv_nsec = 50000};
    if (step > 0) nanosleep(&pause, NULL);
    else sched_yield();
    // A thread that ended meanwhile will not answer.
    if (step % 100 == 99 && syscall(SYS_tgkill, getpid(), thread, 0) != 0) return 0;
  }
  return -ETIMEDOUT;
}

int sampan_open_threads(void) {
  int list = open("/proc/self/task", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return list < 0 ? -errno : list;
}

/// A thread's id as this process's own PID namespace counts. `list` may come from a mount of an
/// outer namespace, which counts otherwise.
static pid_t inner_id(int list, const char *name) {
  char path[32];
  snprintf(path, sizeof path, "%.20s/status", name);
  int file = openat(list, path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -errno;
  char text[4096];
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  if (length < 0) return -errno;
  text[length] = 0;
  // One id for each namespace, the innermost last.
  char *ids = strstr(text, "\nNSpid:");
  if (!ids) return -ENOENT;
  ids += sizeof "\nNSpid:" - 1;
  pid_t id = -ENOENT;
  while (*ids == '\t') id = (pid_t)strtol(ids, &ids, 10);
  return id;
}

/// Reads the ids of the process's threads and returns how many there are.
static int list_threads(int list, pid_t *threads) {
  struct entry {
    uint64_t inode;
    int64_t offset;
    unsigned short length;
    unsigned char type;
    char name[];
  };
  if (lseek(list, 0, SEEK_SET) != 0) return -errno;
  _Alignas(8) char buffer[4096];
  int count = 0;
  for (;;) {
    long size = syscall(SYS_getdents64, list, buffer, sizeof buffer);
    if (size < 0) return -errno;
    if (size == 0) return count;
    for (long at = 0; at < size;) {
      const struct entry *entry = (const struct entry *)(buffer + at);
      at += entry->length;
      if (entry->name[0] == '.') continue;
      pid_t thread = inner_id(list, entry->name);
      // It ended after it was listed.
      if (thread == -ENOENT || thread == -ESRCH) continue;
      if (thread < 0) return thread;
      if (count == most_threads) return -E2BIG;
      threads[count++] = thread;
    }
  }
}

static bool contains(const pid_t *threads, int count, pid_t thread) {
  for (int index = 0; index < count; index++) {
    if (threads[index] == thread) return true;
  }
  return false;
}

int sampan_confine_threads(int list, int landlock) {
  atomic_store(&ruleset, landlock);
  int signal = SIGRTMAX - 1;
  struct sigaction action = {.sa_handler = interrupted, .sa_flags = SA_RESTART};
  sigfillset(&action.sa_mask);
  if (sigaction(signal, &action, NULL) != 0) return -errno;

  pid_t self = (pid_t)syscall(SYS_gettid);
  pid_t done[most_threads];
  int done_count = 0;
  // A thread that is not confined yet may start another, so look until none is new. The calling
  // thread goes last: it needs its right to signal the others.
  for (bool found_new = true; found_new;) {
    found_new = false;
    pid_t threads[most_threads];
    int count = list_threads(list, threads);
    if (count < 0) return count;
    for (int index = 0; index < count; index++) {
      if (threads[index] == self || contains(done, done_count, threads[index])) continue;
      int failure = confine_thread(threads[index], signal);
      if (failure < 0) return failure;
      if (done_count == most_threads) return -E2BIG;
      done[done_count++] = threads[index];
      found_new = true;
    }
  }
  int failure = confine_self();
  if (failure < 0) return failure;
  action.sa_handler = SIG_IGN;
  if (sigaction(signal, &action, NULL) != 0) return -errno;
  return done_count + 1;
}

int sampan_limit_thread_stacks(size_t bytes) {
  pthread_attr_t attributes;
  int failure = pthread_attr_init(&attributes);
  if (failure != 0) return -failure;
  failure = pthread_attr_setstacksize(&attributes, bytes);
  if (failure == 0) failure = pthread_setattr_default_np(&attributes);
  pthread_attr_destroy(&attributes);
  return -failure;
}
