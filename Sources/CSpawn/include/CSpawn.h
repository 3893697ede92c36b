// Starts a runner from a process that has many threads, without copying its memory.

#ifndef SAMPAN_CSPAWN_H
#define SAMPAN_CSPAWN_H

#include <stdbool.h>
#include <stddef.h>
// How the thread of a session is woken; the module map of the C library leaves it out.
#include <sys/eventfd.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The descriptor under which a runner finds its channel.
enum { SAMPAN_CHANNEL = 3 };

/// How much a runner yields: at equal weight a busy guest, or one that starts, would delay its host.
/// Not more than this, because a guest's deadline is one of real time. Where the kernel weighs sessions
/// against each other (CONFIG_SCHED_AUTOGROUP) it has no effect, as a runner has a session of its own.
enum { SAMPAN_RUNNER_NICENESS = 5 };

struct sampan_spawn {
  /// The program's absolute path.
  const char *path;
  /// Both end in NULL. Nothing of the caller's environment is passed on.
  char *const *arguments;
  char *const *environment;
  /// Becomes descriptor 3, a stream socket.
  int channel;
  /// Becomes descriptor 2; -1 for nowhere. Descriptors 0 and 1 lead nowhere.
  int diagnostics;
  /// Added to the niceness that the program inherits, 0 to 19.
  int niceness;
};

struct sampan_spawned {
  pid_t pid;
  /// Readable when the process has ended. The caller closes it.
  int pidfd;
  /// Whether the process is the first of a PID namespace of its own.
  bool pid_namespace;
  /// Whether it is user 0 of a user namespace of its own; only made when the PID namespace could
  /// not be had otherwise.
  bool user_namespace;
};

/// Starts a program. Returns 0, or -1 with `errno` set: to that of `execve` if the program could
/// not be run.
///
/// The process gets a PID namespace if the kernel allows it, as root or through a user namespace.
/// All other walls it builds itself. It is a child that ends with SIGCHLD and must be waited for;
/// no signal tells it of its parent's end, which it learns from its channel.
int sampan_spawn_program(const struct sampan_spawn *request, struct sampan_spawned *result);

/// What the engine of a runner is set to before it starts.
struct sampan_engine {
  /// The memory that it may use, by which it decides how eagerly it collects.
  size_t memory_bytes;
  /// Whether what it runs lives for moments: its compilers wait longer before they take up a function.
  bool is_brief;
};

/// Starts a runner as hosts do: no arguments, an environment of its own, diagnostics to the
/// caller's standard error.
int sampan_spawn(
    const char *path, int channel, struct sampan_engine engine, struct sampan_spawned *result);

/// Sends a signal to exactly the process that the descriptor stands for. Returns 0, or -1 with
/// `errno` set.
int sampan_signal(int pidfd, int signal);

/// The processors that this process, and what it starts, may use; at least 1.
int sampan_processors(void);

#ifdef __cplusplus
}
#endif

#endif
