// What a hostile program would try once it had broken out of the engine: one system call each.

#ifndef SAMPAN_CATTACKS_H
#define SAMPAN_CATTACKS_H

/// The name of an attack, or NULL past the last one.
const char *sampan_attack_name(int index);

/// Tries an attack. Returns what the kernel returned, or a negated errno; -1000 for an unknown
/// name.
long sampan_attack(const char *name);

/// Makes a system call with zeros for arguments.
long sampan_bare_call(long number);

/// How many threads can be started at once until the kernel refuses one.
int sampan_thread_bomb(void);

/// How many descriptors below 1024 are open, and the sum of their numbers.
int sampan_open_descriptors(int *sum);

/// Gives up being root for user 1000, as if that user had started the process.
int sampan_become_ordinary(void);

#endif
