// The walls around a runner, one call each. Swift's `Sandbox` puts them in order.
//
// Every call returns 0 or a positive count on success and a negated errno on failure, and keeps
// no state. They serve a process that is still on its way in: none is safe against a guest that
// already runs.

#ifndef SAMPAN_CSANDBOX_H
#define SAMPAN_CSANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

// While the process has one thread: identity and namespaces.

/// Kernel namespaces, as bits of a set.
enum {
  SAMPAN_NAMESPACE_USER = 1 << 0,
  SAMPAN_NAMESPACE_MOUNT = 1 << 1,
  SAMPAN_NAMESPACE_NET = 1 << 2,
  SAMPAN_NAMESPACE_PID = 1 << 3,
  SAMPAN_NAMESPACE_IPC = 1 << 4,
  SAMPAN_NAMESPACE_UTS = 1 << 5,
};

/// Forbids gaining privileges by running a program. Inherited by threads made later.
int sampan_forbid_new_privileges(void);

/// Becomes user and group 65534 with no further groups, and keeps its capabilities. -EPERM when
/// not allowed to.
int sampan_become_nobody(void);

/// Enters a new user namespace in which the caller is user 0 with all capabilities over the
/// namespaces it makes next, and none over anything outside.
int sampan_enter_user_namespace(void);

/// Enters one new namespace of any other kind but PID, which only `clone` can give.
int sampan_enter_namespace(int kind);

/// Empties the bounding and ambient sets, so that no later step can add a capability.
int sampan_clear_capability_bounds(void);

/// Makes threads that are created later reserve this much address space for their stack.
int sampan_limit_thread_stacks(size_t bytes);

// Before the file system goes away: what can be read only now.

/// Bytes of private writable memory, the figure that RLIMIT_DATA bounds.
int64_t sampan_data_bytes(void);

/// A descriptor of the list of this process's threads.
int sampan_open_threads(void);

/// Closes every descriptor but two, and the event counters by which the engine wakes its own
/// threads. Returns how many of those there are.
int sampan_close_all_but(int first, int second);

// The lock-down proper.

/// Puts an empty read-only directory in the place of the root directory.
int sampan_empty_root(void);

/// A Landlock rule set that grants nothing: no file, no TCP port, no signal and no abstract
/// socket beyond the caller's own threads. Returns its descriptor and stores the version.
int sampan_make_landlock(int *version);

/// Lets every thread of the process enter the rule set (-1 for none), drop all capabilities and
/// forbid itself new privileges.
///
/// The kernel knows these per thread only, and the engine has threads already, so each is asked
/// by a signal. Returns the number of threads; -ETIMEDOUT if one did not answer.
int sampan_confine_threads(int threads, int landlock);

/// Whether the calling thread holds any capability.
bool sampan_has_capabilities(void);

/// Refuses to make memory executable that was not, for the whole process.
int sampan_refuse_new_code(void);

/// Keeps other processes of the user from reading this one's memory.
int sampan_forbid_dumping(void);

/// Bounds both the soft and the hard limit.
int sampan_limit_core(void);
int sampan_limit_files(void);
int sampan_limit_descriptors(uint64_t count);
int sampan_limit_locked_memory(void);
int sampan_limit_tasks(uint64_t count);
int sampan_limit_data(uint64_t bytes);

/// Loads the system call filter for all threads. Nothing after it may need more than the filter
/// lets through; see SystemCalls.c.
int sampan_filter_system_calls(void);

#ifdef __cplusplus
}
#endif

#endif
