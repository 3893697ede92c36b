// How a runner is started and signalled.

#define _GNU_SOURCE
#include "CSpawn.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

int sampan_spawn(
    const char *path, int channel, struct sampan_engine engine, struct sampan_spawned *result) {
  char zone[256] = "";
  const char *name = getenv("TZ");
  if (name) snprintf(zone, sizeof zone, "TZ=%s", name);
  // The engine collects the more eagerly the more of the machine's memory it uses; a runner may use
  // what its limit says, not the gigabytes that the machine has, and would be ended with its garbage.
  char memory[64];
  snprintf(memory, sizeof memory, "JSC_forceRAMSize=%zu", engine.memory_bytes);
  // The engine reads all of its options from the environment, so nothing else may be in it.
  const char *environment[] = {
    // The system's allocator, whose memory RLIMIT_DATA bounds.
    "Malloc=1",
    // WebAssembly code is not stopped by the engine's time limit.
    "JSC_useWasm=0",
    memory,
    // A crash is reported by the host; the runner could not start a program to print a trace.
    "SWIFT_BACKTRACE=enable=no",
    // What may be missing comes last: the first NULL ends the list.
    NULL, NULL, NULL, NULL, NULL, NULL,
  };
  size_t count = 0;
  while (environment[count]) count++;
  if (name) environment[count++] = zone;
  if (engine.is_brief) {
    // Compiled code of a realm goes with it. These are ten and twenty times the engine's own.
    environment[count++] = "JSC_thresholdForJITAfterWarmUp=5000";
    environment[count++] = "JSC_thresholdForOptimizeAfterWarmUp=20000";
    environment[count++] = "JSC_thresholdForOptimizeAfterLongWarmUp=20000";
    environment[count++] = "JSC_thresholdForOptimizeSoon=20000";
  }
  const char *arguments[] = {"sampan-runner", NULL};
  struct sampan_spawn request = {
    .path = path,
    .arguments = (char *const *)arguments,
    .environment = (char *const *)environment,
    .channel = channel,
    .diagnostics = STDERR_FILENO,
    .niceness = SAMPAN_RUNNER_NICENESS,
  };
  return sampan_spawn_program(&request, result);
}

int sampan_signal(int pidfd, int signal) {
  return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0);
}
