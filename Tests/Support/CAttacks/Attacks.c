#define _GNU_SOURCE
#include "CAttacks.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/sched.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#define CALL(...) (syscall(__VA_ARGS__))

static const char passwords[] = "/etc/passwd";
static char buffer[4096];
static char *const no_strings[] = {NULL};

// Files.
static long open_passwords(void) { return CALL(SYS_openat, AT_FDCWD, passwords, O_RDONLY); }
static long open_environment(void) {
  return CALL(SYS_openat, AT_FDCWD, "/proc/self/environ", O_RDONLY);
}
static long open_program(void) { return CALL(SYS_openat, AT_FDCWD, "/proc/self/exe", O_RDONLY); }
static long open_root(void) { return CALL(SYS_openat, AT_FDCWD, "/", O_PATH); }
static long create_file(void) {
  return CALL(SYS_openat, AT_FDCWD, "/tmp/x", O_CREAT | O_RDWR, 0600);
}
static long open_temporary(void) {
  return CALL(SYS_openat, AT_FDCWD, "/", O_TMPFILE | O_RDWR, 0600);
}
static long open_extended(void) {
  unsigned long how[3] = {O_RDONLY, 0, 0};
  return CALL(SYS_openat2, AT_FDCWD, passwords, how, sizeof how);
}
static long look_at_file(void) { return CALL(SYS_newfstatat, AT_FDCWD, passwords, buffer, 0); }
static long look_at_more(void) {
  return CALL(SYS_statx, AT_FDCWD, passwords, 0, 0xFFF, buffer);
}
static long read_link(void) {
  return CALL(SYS_readlinkat, AT_FDCWD, "/proc/self/exe", buffer, sizeof buffer);
}
static long change_folder(void) { return CALL(SYS_chdir, "/"); }
static long make_folder(void) { return CALL(SYS_mkdirat, AT_FDCWD, "/x", 0700); }
static long remove_file(void) { return CALL(SYS_unlinkat, AT_FDCWD, passwords, 0); }
static long rename_file(void) {
  return CALL(SYS_renameat2, AT_FDCWD, passwords, AT_FDCWD, "/x", 0);
}
static long list_folder(void) { return CALL(SYS_getdents64, 0, buffer, sizeof buffer); }
static long mount_folder(void) { return CALL(SYS_mount, "none", "/", "tmpfs", 0, NULL); }
static long change_root(void) { return CALL(SYS_chroot, "/"); }
static long open_mount(void) { return CALL(SYS_fsopen, "tmpfs", 0); }
static long open_handle(void) { return CALL(SYS_open_by_handle_at, 3, buffer, O_RDONLY); }

// Sockets.
static long socket_inet(void) { return CALL(SYS_socket, AF_INET, SOCK_STREAM, 0); }
static long socket_inet6(void) { return CALL(SYS_socket, AF_INET6, SOCK_STREAM, 0); }
static long socket_udp(void) { return CALL(SYS_socket, AF_INET, SOCK_DGRAM, 0); }
static long socket_unix(void) { return CALL(SYS_socket, AF_UNIX, SOCK_STREAM, 0); }
static long socket_netlink(void) { return CALL(SYS_socket, AF_NETLINK, SOCK_RAW, 0); }
static long socket_packet(void) { return CALL(SYS_socket, AF_PACKET, SOCK_RAW, 0); }
static long socket_vsock(void) { return CALL(SYS_socket, AF_VSOCK, SOCK_STREAM, 0); }
static long socket_pair(void) {
  int ends[2];
  return CALL(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, ends);
}
static long connect_abstract(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "\0sampan"};
  return CALL(SYS_connect, 3, &address, sizeof address);
}
static long bind_path(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "/x"};
  return CALL(SYS_bind, 3, &address, sizeof address);
}
static long send_descriptor(void) {
  struct msghdr message = {0};
  return CALL(SYS_sendmsg, 3, &message, 0);
}
static long receive_descriptor(void) {
  struct msghdr message = {0};
  return CALL(SYS_recvmsg, 3, &message, MSG_DONTWAIT);
}
static long own_socket(void) { return CALL(SYS_fcntl, 3, F_SETOWN, 1); }
static long copy_descriptor(void) { return CALL(SYS_dup, 3); }

// Programs and processes.
static long run_program(void) { return CALL(SYS_execve, "/bin/true", no_strings, no_strings); }
static long run_descriptor(void) {
  return CALL(SYS_execveat, 3, "", no_strings, no_strings, AT_EMPTY_PATH);
}
static long fork_process(void) { return CALL(SYS_clone, SIGCHLD, 0, 0, 0, 0); }
static long clone_namespace(void) { return CALL(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0); }
static long clone_new_style(void) {
  struct clone_args arguments = {.exit_signal = SIGCHLD};
  return CALL(SYS_clone3, &arguments, sizeof arguments);
}
static long trace_parent(void) { return CALL(SYS_ptrace, 16, getppid(), 0, 0); }
static long read_memory(void) {
  return CALL(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0);
}
static long kill_everyone(void) { return CALL(SYS_kill, -1, SIGCONT); }
static long kill_parent(void) { return CALL(SYS_kill, getppid(), SIGCONT); }
static long signal_other_thread(void) { return CALL(SYS_tgkill, getpid() + 1, 2, SIGCONT); }
static long queue_signal(void) { return CALL(SYS_rt_sigqueueinfo, 1, SIGCONT, buffer); }
static long open_process(void) { return CALL(SYS_pidfd_open, getppid() ? getppid() : 1, 0); }
static long take_descriptor(void) { return CALL(SYS_pidfd_getfd, 3, 0, 0); }

// Kernel interfaces with a long history.
static long ring(void) { return CALL(SYS_io_uring_setup, 1, buffer); }
static long fault_handler(void) { return CALL(SYS_userfaultfd, 1); }
static long load_filter(void) { return CALL(SYS_bpf, 0, buffer, 0); }
static long count_events(void) { return CALL(SYS_perf_event_open, buffer, 0, -1, -1, 0); }
static long key_ring(void) { return CALL(SYS_keyctl, 0, -3, 0, 0, 0); }
static long add_key(void) { return CALL(SYS_add_key, "user", "x", "x", 1, -3); }
static long shared_memory(void) { return CALL(SYS_shmget, 0, 4096, 01600); }
static long semaphore(void) { return CALL(SYS_semget, 0, 1, 01600); }
static long message_queue(void) { return CALL(SYS_mq_open, "x", O_CREAT | O_RDWR, 0600, NULL); }
static long memory_file(void) { return CALL(SYS_memfd_create, "x", 0); }
static long secret_memory(void) { return CALL(SYS_memfd_secret, 0); }
static long event_descriptor(void) { return CALL(SYS_eventfd2, 0, 0); }
static long timer_descriptor(void) { return CALL(SYS_timerfd_create, 0, 0); }
static long watch_files(void) { return CALL(SYS_inotify_init1, 0); }
static long splice_bytes(void) { return CALL(SYS_splice, 3, NULL, 3, NULL, 1, 0); }
static long control_device(void) { return CALL(SYS_ioctl, 3, 0x5412, "x"); }

// Executable memory.
static long map_code(void) {
  return CALL(SYS_mmap, NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
static long map_writable_code(void) {
  return CALL(
      SYS_mmap, NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
      0);
}
static long protect_code(void) {
  unsigned long page = (unsigned long)buffer & ~4095UL;
  return CALL(SYS_mprotect, page, 4096, PROT_READ | PROT_WRITE | PROT_EXEC);
}
static long protect_code_by_key(void) {
  unsigned long page = (unsigned long)buffer & ~4095UL;
  return CALL(SYS_pkey_mprotect, page, 4096, PROT_READ | PROT_EXEC, -1);
}

// More rights, more resources.
static long raise_limit(void) {
  struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
  return CALL(SYS_setrlimit, RLIMIT_DATA, &limit);
}
static long raise_limit_of_process(void) {
  struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
  return CALL(SYS_prlimit64, 0, RLIMIT_DATA, &limit, NULL);
}
static long raise_priority(void) { return CALL(SYS_setpriority, PRIO_PROCESS, 0, -20); }
static long become_real_time(void) {
  int priority = 1;
  return CALL(SYS_sched_setscheduler, 0, 1, &priority);
}
static long choose_processors(void) { return CALL(SYS_sched_setaffinity, 0, 128, buffer); }
static long lock_memory(void) { return CALL(SYS_mlockall, 1); }
static long take_much_memory(void) {
  return CALL(
      SYS_mmap, NULL, 1UL << 32, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
static long leave_namespaces(void) { return CALL(SYS_unshare, CLONE_NEWUSER); }
static long enter_namespace(void) { return CALL(SYS_setns, 3, 0); }
static long become_root(void) { return CALL(SYS_setuid, 0); }
static long take_capabilities(void) { return CALL(SYS_capset, buffer, buffer); }
static long become_dumpable(void) { return CALL(SYS_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0); }
static long replace_filter(void) { return CALL(SYS_seccomp, 1, 0, buffer); }
static long replace_landlock(void) { return CALL(SYS_landlock_restrict_self, 3, 0); }
static long set_clock(void) { return CALL(SYS_clock_settime, 0, buffer); }
static long load_module(void) { return CALL(SYS_init_module, buffer, 0, ""); }
static long restart_machine(void) { return CALL(SYS_reboot, 0, 0, 0, NULL); }

#if defined(__x86_64__)
// The same kernel behind other numbers.
static long call_x32(void) { return CALL(0x40000000 | SYS_getpid); }
static long call_32_bit(void) {
  long result;
  // 20 is getpid there.
  __asm__ volatile("int $0x80" : "=a"(result) : "a"(20L) : "memory", "r8", "r9", "r10", "r11");
  return result;
}
static long open_old_style(void) { return CALL(SYS_open, passwords, O_RDONLY); }
static long create_old_style(void) { return CALL(SYS_creat, "/x", 0600); }
static long fork_old_style(void) { return CALL(SYS_fork); }
static long vfork_old_style(void) { return CALL(SYS_vfork); }
static long port_rights(void) { return CALL(SYS_iopl, 3); }
static long change_segments(void) { return CALL(SYS_modify_ldt, 1, buffer, 16); }
#endif

static const struct {
  const char *name;
  long (*run)(void);
} attacks[] = {
#define ATTACK(function) {#function, function}
  ATTACK(open_passwords), ATTACK(open_environment), ATTACK(open_program), ATTACK(open_root),
  ATTACK(create_file), ATTACK(open_temporary), ATTACK(open_extended), ATTACK(look_at_file),
  ATTACK(look_at_more), ATTACK(read_link), ATTACK(change_folder), ATTACK(make_folder),
  ATTACK(remove_file), ATTACK(rename_file), ATTACK(list_folder), ATTACK(mount_folder),
  ATTACK(change_root), ATTACK(open_mount), ATTACK(open_handle), ATTACK(socket_inet),
  ATTACK(socket_inet6), ATTACK(socket_udp), ATTACK(socket_unix), ATTACK(socket_netlink),
  ATTACK(socket_packet), ATTACK(socket_vsock), ATTACK(socket_pair), ATTACK(connect_abstract),
  ATTACK(bind_path), ATTACK(send_descriptor), ATTACK(receive_descriptor), ATTACK(own_socket),
  ATTACK(copy_descriptor), ATTACK(run_program), ATTACK(run_descriptor), ATTACK(fork_process),
  ATTACK(clone_namespace), ATTACK(clone_new_style), ATTACK(trace_parent), ATTACK(read_memory),
  ATTACK(kill_everyone), ATTACK(kill_parent), ATTACK(signal_other_thread), ATTACK(queue_signal),
  ATTACK(open_process), ATTACK(take_descriptor), ATTACK(ring), ATTACK(fault_handler),
  ATTACK(load_filter), ATTACK(count_events), ATTACK(key_ring), ATTACK(add_key),
  ATTACK(shared_memory), ATTACK(semaphore), ATTACK(message_queue), ATTACK(memory_file),
  ATTACK(secret_memory), ATTACK(event_descriptor), ATTACK(timer_descriptor),
  ATTACK(watch_files), ATTACK(splice_bytes), ATTACK(control_device), ATTACK(map_code),
  ATTACK(map_writable_code), ATTACK(protect_code), ATTACK(protect_code_by_key),
  ATTACK(raise_limit), ATTACK(raise_limit_of_process), ATTACK(raise_priority),
  ATTACK(become_real_time), ATTACK(choose_processors), ATTACK(lock_memory),
  ATTACK(take_much_memory), ATTACK(leave_namespaces), ATTACK(enter_namespace),
  ATTACK(become_root), ATTACK(take_capabilities), ATTACK(become_dumpable),
  ATTACK(replace_filter), ATTACK(replace_landlock), ATTACK(set_clock), ATTACK(load_module),
  ATTACK(restart_machine),
#if defined(__x86_64__)
  ATTACK(call_x32), ATTACK(call_32_bit), ATTACK(open_old_style), ATTACK(create_old_style),
  ATTACK(fork_old_style), ATTACK(vfork_old_style), ATTACK(port_rights), ATTACK(change_segments),
#endif
#undef ATTACK
};

const char *sampan_attack_name(int index) {
  return index < (int)(sizeof attacks / sizeof *attacks) ? attacks[index].name : NULL;
}

long sampan_attack(const char *name) {
  for (int index = 0; sampan_attack_name(index); index++) {
    if (strcmp(name, attacks[index].name) != 0) continue;
    errno = 0;
    long result = attacks[index].run();
    return result == -1 && errno ? -errno : result;
  }
  return -1000;
}

long sampan_bare_call(long number) {
  long result = syscall(number, 0, 0, 0, 0, 0, 0);
  return result == -1 ? -errno : result;
}

static void *sleep_long(void *data) {
  for (;;) sleep(1000);
  return data;
}

int sampan_thread_bomb(void) {
  int count = 0;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 64 << 10);
  pthread_t thread;
  while (count < 1000 && pthread_create(&thread, &attributes, sleep_long, NULL) == 0) count++;
  return count;
}

int sampan_open_descriptors(int *sum) {
  int count = 0;
  *sum = 0;
  for (int descriptor = 0; descriptor < 1024; descriptor++) {
    struct stat status;
    // The C library's own fstat may be another call, which the filter refuses.
    if (CALL(SYS_fstat, descriptor, &status) != 0) continue;
    count++;
    *sum += descriptor;
  }
  return count;
}

int sampan_become_ordinary(void) {
  if (setgroups(0, NULL) != 0) return -errno;
  if (setresgid(1000, 1000, 1000) != 0) return -errno;
  if (setresuid(1000, 1000, 1000) != 0) return -errno;
  return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0 ? 0 : -errno;
}
