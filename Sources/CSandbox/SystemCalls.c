// The system calls that a locked-down runner may make. Anything else ends the process.
//
// The list is what the engine needed under a mixed load of all compiler tiers, international text,
// time zones and collection (reference/engine-and-sandbox.md 2.3), with arguments bounded where the
// call can do more than is needed.

#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

/// Calls that do nothing beyond the process itself, and reading and writing what is open.
static const int allowed[] = {
  SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(poll), SCMP_SYS(ppoll),
  SCMP_SYS(futex), SCMP_SYS(madvise), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(brk),
  SCMP_SYS(close), SCMP_SYS(clock_gettime), SCMP_SYS(nanosleep), SCMP_SYS(clock_nanosleep),
  SCMP_SYS(sched_yield), SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(getppid),
  SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(getrandom), SCMP_SYS(rt_sigreturn),
  // rt_sigaction lets an abort end as an abort: the C library resets the signal's handler.
  SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigsuspend),
  SCMP_SYS(sigaltstack), SCMP_SYS(sysinfo), SCMP_SYS(membarrier), SCMP_SYS(sched_getaffinity),
  SCMP_SYS(pread64), SCMP_SYS(fstat), SCMP_SYS(exit), SCMP_SYS(exit_group),
  SCMP_SYS(restart_syscall),
};

/// Calls that libraries try and do without. They fail as on a poorer system.
static const struct {
  int call;
  int error;
} refused[] = {
  {SCMP_SYS(openat), EACCES}, {SCMP_SYS(open), EACCES}, {SCMP_SYS(newfstatat), EACCES},
  {SCMP_SYS(stat), EACCES}, {SCMP_SYS(statx), EACCES}, {SCMP_SYS(access), EACCES},
  {SCMP_SYS(faccessat), EACCES}, {SCMP_SYS(faccessat2), EACCES}, {SCMP_SYS(readlink), EACCES},
  {SCMP_SYS(readlinkat), EACCES}, {SCMP_SYS(prctl), EPERM},
  {SCMP_SYS(sched_setscheduler), EPERM}, {SCMP_SYS(ioctl), ENOTTY},
  // The C library then makes threads with clone, whose flags a filter can see.
  {SCMP_SYS(clone3), ENOSYS},
};

/// What the C library asks for when it makes a thread.
static const unsigned long thread_flags =
    CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM |
    CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;

static int add_rules(scmp_filter_ctx filter) {
  int failure = 0;
  for (size_t index = 0; index < sizeof allowed / sizeof *allowed; index++) {
    failure = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[index], 0);
    if (failure < 0) return failure;
  }
  for (size_t index = 0; index < sizeof refused / sizeof *refused; index++) {
    failure = seccomp_rule_add(
        filter, SCMP_ACT_ERRNO((unsigned)refused[index].error), refused[index].call, 0);
    // A call that this processor's kernel never had needs no rule.
    if (failure < 0 && failure != -EDOM) return failure;
  }
  failure = seccomp_rule_add(
      filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_EQ, thread_flags));
  if (failure < 0) return failure;
  // Signals reach the process's own threads only.
  failure = seccomp_rule_add(
      filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
      SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid()));
  if (failure < 0) return failure;
  // Memory may be mapped and protected, but not made executable.
  const int memory[] = {SCMP_SYS(mmap), SCMP_SYS(mprotect)};
  for (size_t index = 0; index < sizeof memory / sizeof *memory; index++) {
    failure = seccomp_rule_add(
        filter, SCMP_ACT_ALLOW, memory[index], 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    if (failure < 0) return failure;
    failure = seccomp_rule_add(
        filter, SCMP_ACT_ERRNO(EACCES), memory[index], 1,
        SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC));
    if (failure < 0) return failure;
  }
  return 0;
}

int sampan_filter_system_calls(void) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
  if (!filter) return -ENOMEM;
  // All threads at once; a call by another architecture's numbers ends the process, too.
  int failure = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
  if (failure == 0) {
    failure = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
  }
  if (failure == 0) failure = seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
  if (failure == 0) failure = add_rules(filter);
  if (failure == 0) failure = seccomp_load(filter);
  seccomp_release(filter);
  return failure;
}
