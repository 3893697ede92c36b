// clone with shared memory, like vfork, and exec.
//
// Between the two the child runs in the caller's memory on a stack of its own, while the calling
// thread waits. It makes system calls only, touches nothing but what it was handed, and runs no
// signal handler of the caller's.

#define _GNU_SOURCE
#include "CSpawn.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
  stack_bytes = 64 << 10,
  /// Above every descriptor that the child sets up.
  first_spare = SAMPAN_CHANNEL + 1,
};

/// What parent and child share.
struct handover {
  const struct sampan_spawn *request;
  /// Lines for the child's id maps; empty if it has no user namespace.
  char user_map[32];
  char group_map[32];
  /// A negated errno if the child did not get as far as the program.
  int failure;
};

static int write_map(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return -errno;
  size_t length = strlen(text);
  int result = write(file, text, length) == (ssize_t)length ? 0 : -errno;
  close(file);
  return result;
}

/// Makes the child user and group 0 of its user namespace. Without the maps it would be nobody
/// there, and lose its capabilities with exec.
static int write_maps(const struct handover *handover) {
  if (!handover->user_map[0]) return 0;
  int failure = write_map("/proc/self/uid_map", handover->user_map);
  if (failure == 0) failure = write_map("/proc/self/setgroups", "deny");
  if (failure == 0) failure = write_map("/proc/self/gid_map", handover->group_map);
  return failure;
}

static void reset_signals(void) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  for (int signal = 1; signal < NSIG; signal++) sigaction(signal, &action, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

/// Lets the program yield to others. Nothing depends on it, so it may fail.
static void yield_to_others(int niceness) {
  if (niceness == 0) return;
  setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + niceness);
}

static int place_descriptors(const struct sampan_spawn *request) {
  // Out of the way first, so that no target is overwritten while it is still needed.
  int channel = fcntl(request->channel, F_DUPFD_CLOEXEC, first_spare);
  if (channel < 0) return -errno;
  int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nowhere < 0) return -errno;
  nowhere = fcntl(nowhere, F_DUPFD_CLOEXEC, first_spare);
  if (nowhere < 0) return -errno;
  int diagnostics = nowhere;
  if (request->diagnostics >= 0) {
    diagnostics = fcntl(request->diagnostics, F_DUPFD_CLOEXEC, first_spare);
    if (diagnostics < 0) return -errno;
  }
  if (dup2(nowhere, 0) < 0 || dup2(nowhere, 1) < 0) return -errno;
  if (dup2(diagnostics, 2) < 0 || dup2(channel, SAMPAN_CHANNEL) < 0) return -errno;
  return close_range(first_spare, ~0U, 0) == 0 ? 0 : -errno;
}

static int run_child(void *data) {
  struct handover *handover = data;
  const struct sampan_spawn *request = handover->request;
  handover->failure = write_maps(handover);
  if (handover->failure < 0) _exit(127);
  reset_signals();
  // A session of its own keeps the terminal's signals away.
  setsid();
  yield_to_others(request->niceness);
  handover->failure = place_descriptors(request);
  if (handover->failure < 0) _exit(127);
  execve(request->path, request->arguments, request->environment);
  handover->failure = -errno;
  _exit(127);
}

/// One attempt with these namespaces.
static int spawn(
    struct handover *handover, int namespaces, void *stack, struct sampan_spawned *result) {
  if (namespaces & CLONE_NEWUSER) {
    snprintf(handover->user_map, sizeof handover->user_map, "0 %u 1", geteuid());
    snprintf(handover->group_map, sizeof handover->group_map, "0 %u 1", getegid());
  } else {
    handover->user_map[0] = 0;
  }
  handover->failure = 0;
  int pidfd = -1;
  int flags = CLONE_VM | CLONE_VFORK | CLONE_PIDFD | namespaces | SIGCHLD;
  pid_t pid = clone(run_child, (char *)stack + stack_bytes, flags, handover, &pidfd);
  if (pid < 0) return -errno;
  if (handover->failure < 0) {
    close(pidfd);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {}
    return handover->failure;
  }
  *result = (struct sampan_spawned){
    .pid = pid,
    .pidfd = pidfd,
    .pid_namespace = namespaces & CLONE_NEWPID,
    .user_namespace = namespaces & CLONE_NEWUSER,
  };
  return 0;
}

int sampan_spawn_program(const struct sampan_spawn *request, struct sampan_spawned *result) {
  void *stack = mmap(
      NULL, stack_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (stack == MAP_FAILED) return -1;
  // No handler of the caller may run in the child, and the wait must not be cancelled.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  int cancellation;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cancellation);

  struct handover handover = {.request = request};
  // From the best to the plainest that the kernel grants.
  static const int attempts[] = {CLONE_NEWPID, CLONE_NEWUSER | CLONE_NEWPID, 0};
  int failure = 0;
  for (size_t index = 0; index < sizeof attempts / sizeof *attempts; index++) {
    failure = spawn(&handover, attempts[index], stack, result);
    // These say that the kernel does not grant namespaces; anything else would not get better.
    bool refused = failure == -EPERM || failure == -ENOSPC || failure == -EINVAL ||
                   failure == -EUSERS || failure == -EACCES || failure == -ENOENT;
    if (failure == 0 || !refused) break;
  }

  pthread_setcancelstate(cancellation, NULL);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  munmap(stack, stack_bytes);
  if (failure == 0) return 0;
  errno = -failure;
  return -1;
}

int sampan_processors(void) {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}
