// How a runner is started and signalled.

#define _GNU_SOURCE
#include "CSpawn.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

int sampan_spawn(const char *path, int channel, struct sampan_spawned *result) {
  char zone[256] = "";
  const char *name = getenv("TZ");
  if (name) snprintf(zone, sizeof zone, "TZ=%s", name);
  // The engine reads all of its options from the environment, so nothing else may be in it.
  const char *environment[] = {
    // The system's allocator, whose memory RLIMIT_DATA bounds.
    "Malloc=1",
    // WebAssembly code is not stopped by the engine's time limit.
    "JSC_useWasm=0",
    // The engine collects the more eagerly the more of the machine's memory it uses; a runner may use
    // 256 MiB, not the gigabytes that the machine has, and would be ended with its garbage.
    "JSC_forceRAMSize=268435456",
    // A crash is reported by the host; the runner could not start a program to print a trace.
    "SWIFT_BACKTRACE=enable=no",
    name ? zone : NULL,
    NULL,
  };
  const char *arguments[] = {"sampan-runner", NULL};
  struct sampan_spawn request = {
    .path = path,
    .arguments = (char *const *)arguments,
    .environment = (char *const *)environment,
    .channel = channel,
    .diagnostics = STDERR_FILENO,
  };
  return sampan_spawn_program(&request, result);
}

int sampan_signal(int pidfd, int signal) {
  return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0);
}
