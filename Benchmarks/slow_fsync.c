// Makes every fsync and fdatasync take 5 ms longer, as on a disk that really turns; virtual disks answer at once and hide what a
// commit costs. For bin/bench: cc -shared -fPIC -o slow_fsync.so slow_fsync.c -ldl; LD_PRELOAD=…/slow_fsync.so roundtable serve
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

static int slowly(const char *name, int file) {
    struct timespec pause = {0, 5000000};
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    nanosleep(&pause, 0);
    return real(file);
}

int fsync(int file) { return slowly("fsync", file); }
int fdatasync(int file) { return slowly("fdatasync", file); }
