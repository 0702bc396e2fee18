// Holds many connections open from one thread and notes when each has got a whole event that holds a mark.
//
//     cc -O2 -o listen listen.c;  listen PORT FILE MARK
//
// FILE holds one request a connection, NUL after each. Says "ready N" once every connection has got something and none has got more for a
// second. After a line on its input it waits (10 s at most) until each has got the mark and an event's end behind it, and prints the
// moments, nanoseconds of the monotonic clock, one a line, then "bytes B" and "missing M"; so on for each further line.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 20000, TAIL = 65536 };
static struct { int greeted; long long at; char *tail; size_t length; } lines[MOST];
static char buffer[1 << 18];
static int poller, count, greeted;
static const char *mark;

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void stop(const char *what) { fprintf(stderr, "listen: %s: %s\n", what, strerror(errno)); exit(1); }

static void connect_one(int port, const char *request) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int line = socket(AF_INET, SOCK_STREAM, 0);
    if (line < 0 || line >= MOST) stop("no more sockets");
    if (connect(line, (struct sockaddr *)&address, sizeof address)) stop("a connection was refused");
    if (send(line, request, strlen(request), 0) != (ssize_t)strlen(request)) stop("nothing was sent");
    struct epoll_event event = {.events = EPOLLIN, .data.fd = line};
    if (epoll_ctl(poller, EPOLL_CTL_ADD, line, &event)) stop("no epoll");
}

// The bytes that came within the time; each connection's arrival is noted where `marked` asks for it.
static long receive(int milliseconds, int marked, int *arrived) {
    struct epoll_event events[512];
    int ready = epoll_wait(poller, events, 512, milliseconds);
    long total = 0;
    for (int i = 0; i < ready; i++) {
        int line = events[i].data.fd;
        ssize_t got = recv(line, buffer, sizeof buffer, MSG_DONTWAIT);
        if (got == 0) epoll_ctl(poller, EPOLL_CTL_DEL, line, 0);
        if (got <= 0) continue;
        total += got;
        if (!lines[line].greeted) { lines[line].greeted = 1; greeted++; }
        if (!marked || lines[line].at) continue;
        // A mark may come in two pieces.
        if (!lines[line].tail) lines[line].tail = malloc(TAIL);
        size_t room = TAIL - lines[line].length, part = (size_t)got < room ? (size_t)got : room;
        memcpy(lines[line].tail + lines[line].length, buffer, part);
        lines[line].length += part;
        char *found = memmem(lines[line].tail, lines[line].length, mark, strlen(mark));
        if (found && memmem(found, lines[line].length - (found - lines[line].tail), "\n\n", 2)) {
            lines[line].at = now();
            ++*arrived;
        }
    }
    return total;
}

int main(int words, char **word) {
    if (words != 4) { fprintf(stderr, "listen PORT FILE MARK\n"); return 2; }
    mark = word[3];
    poller = epoll_create1(0);
    FILE *file = fopen(word[2], "r");
    if (!file) stop(word[2]);
    char *request = 0;
    size_t size = 0;
    int none = 0;
    while (getdelim(&request, &size, 0, file) > 1) {
        connect_one(atoi(word[1]), request);
        count++;
        receive(0, 0, &none);
    }
    while (receive(1000, 0, &none) > 0 || greeted < count) {}
    printf("ready %d\n", count);
    fflush(stdout);
    char command[64];
    while (fgets(command, sizeof command, stdin)) {
        for (int line = 0; line < MOST; line++) { lines[line].at = 0; lines[line].length = 0; }
        int arrived = 0;
        long bytes = 0;
        printf("go\n");
        fflush(stdout);
        long long end = now() + 10000000000LL;
        while (arrived < count && now() < end) bytes += receive(200, 1, &arrived);
        for (int line = 0; line < MOST; line++) if (lines[line].at) printf("%lld\n", lines[line].at);
        printf("bytes %ld\nmissing %d\n", bytes, count - arrived);
        fflush(stdout);
    }
    return 0;
}
