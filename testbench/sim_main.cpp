// SPDX-License-Identifier: Apache-2.0
//
// The simulator's one main: a Verilated design served over a socket.
//
// PROTOCOL, VERSION 2
// The Java side binds the socket, the simulator connects. Everything is little-endian. A frame is a 16-byte header and a payload:
//   u32 magic "KAKU" | u16 version | u16 type | u32 sequence (from 0, per direction) | u32 length of the payload, at most 16 MiB
// A record is a list of ports in the order of design.json, each in ceil(width / 8) bytes; a cycle's input (output) record has all
// inputs (outputs) but clock and reset; a transaction has the data ports of its stream. Sampling is defined: inputs at clk = 0, eval,
// clk = 1, eval, outputs read. A stream transfers where valid and ready are 1 at clk = 0, before the rising edge.
// Frames are answered in the order in which they came. J: from Java; S: from the simulator.
//
//    1 HELLO      S first, then J: u16 lowest and u16 highest version, 32 bytes design hash, 32 bytes hash of the port table, u64 seed;
//                 S adds 16 bytes token (from the environment); J adds u16 stall of inputs, u16 stall of outputs (65,536ths), u32 flags
//                 (1: watch the rules of streams). Any difference is refused by either side.
//    2 RESET      J: u32 rising edges in reset. S: the same, done. Queues are emptied, cycles count from 0 again.
//    3 STEP       J: u32 n, n input records.
//    4 RESULT     S: u64 first cycle, u32 n, n output records.
//    5 SEND       J: u32 stream, whole transactions for an input stream. No answer.
//    6 RECEIVED   S: u32 stream, u64 index of the first since reset, whole transactions. The stream behind the last one of design.json is
//                 that of a watched memory: u16 instance (65,535: a transaction of the output stream whose index follows left),
//                 u16 zero, u32 address, the word.
//    7 RUN_UNTIL  J: u64 most cycles, u32 idle (stop after so many cycles without a transfer, 0: never), u32 flags (1: stop when all
//                 queues are empty), u32 k, k times u32 stream and u64 further transactions (all k must be met).
//    8 RAN        S: u32 reason (1 arrived, 2 drained, 3 idle, 4 cycles), u64 cycles of this run, u64 cycle; after all its RECEIVED.
//    9 PEEK       J: u32 port.
//   10 VALUE      S: u32 port, the port's bytes.
//   11 POKE       J: u32 port, the port's bytes, seen from the next evaluation on. No answer.
//   12 HEARTBEAT  S: u64 cycle, about twice a second during long work. J: no payload, answered when its turn comes.
//   13 LOG        S: text.
//   14 WAVE       J: u64 first and u64 last cycle of a VCD, path. No answer; an ERROR where the build has no trace.
//   15 EXPECT     J: u64 cycle, output record that should follow it, record of the bits that count. Compared and printed in a replay only;
//                 after RUN_UNTIL a stream's ports count as its last transaction had them. Where a memory is watched a write follows
//                 each of the two records.
//   16 FINISH     J: nothing. S: u64 cycle, then the simulator ends with status 0.
//   17 ERROR      either side: u32 code (1 protocol, 2 refused, 3 rule of streams, 4 design, 5 limit, 6 tool), u32 stream, u32 rule,
//                 u64 cycle, text. The session is over.
//   18 SWEEP      J: u32 n, u32 lanes, u64 first and u64 last point. As STEP, and answered by RESULT, but the simulator makes the n input
//                 records: the ports of a record are that many equal groups, and group l in the c-th of these cycles takes point
//                 first + c * lanes + l, or the last one if that is less. A point's bits, 63 at most, are those of its group's ports, the
//                 first port's low bits first.
//   19 TOGGLES    J: nothing. S: u64 cycles since this was last asked, or since reset, u32 n, n u64: how often each bit of what is counted
//                 has changed meanwhile, once a cycle before its edge; u32 m, m u64: the same of what is looked at in both halves of a cycle.
// A closed socket ends the simulator. `--replay FILE` reads the frames that Java sent from a file in place of the socket.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include "channel.h"
#include "session.h"

namespace {

const char* const kUsage =
    "usage: simulator --connect unix:PATH|tcp:PORT --seed N\n"
    "       simulator --replay FILE [--wave OUT.vcd --from CYCLE --to CYCLE] [--dump]\n";

// Verilator keeps wide temporaries on the stack; a flat design with very wide ports outgrows the usual 8 MiB. The limit of the first thread
// is read at exec.
void widen_stack(char** argv) {
    constexpr rlim_t kStack = 512u << 20;
    rlimit r;
    if (getrlimit(RLIMIT_STACK, &r) != 0 || r.rlim_cur >= std::min(kStack, r.rlim_max)) return;
    r.rlim_cur = std::min(kStack, r.rlim_max);
    if (setrlimit(RLIMIT_STACK, &r) == 0) execv("/proc/self/exe", argv);
}

int run(int argc, char** argv) {
    std::string connect, replay;
    kakure::SessionOptions options;
    for (int i = 1; i < argc; ++i) {
        const std::string a = argv[i];
        if (a == "--dump") {
            options.dump = true;
            continue;
        }
        if (i + 1 == argc) return std::fputs(kUsage, stderr), 2;
        const char* v = argv[++i];
        if (a == "--connect") connect = v;
        else if (a == "--replay") replay = v;
        else if (a == "--seed") options.seed = std::strtoull(v, nullptr, 10);
        else if (a == "--wave") options.wave = v;
        else if (a == "--from") options.from = std::strtoull(v, nullptr, 10);
        else if (a == "--to") options.to = std::strtoull(v, nullptr, 10);
        else return std::fputs(kUsage, stderr), 2;
    }
    if (connect.empty() == replay.empty()) return std::fputs(kUsage, stderr), 2;
    std::unique_ptr<kakure::Channel> channel;
    if (!connect.empty()) {
        std::signal(SIGINT, SIG_IGN);  // Ctrl-C reaches the whole foreground group: the client decides, and the socket's end is ours
        channel = std::make_unique<kakure::SocketChannel>(connect);
    } else channel = std::make_unique<kakure::ReplayChannel>(replay, options.dump);
    return kakure::Session(*channel, options).serve();
}

}  // namespace

int main(int argc, char** argv) {
    widen_stack(argv);
    prctl(PR_SET_NAME, "simulator");  // after the exec it would be called "exe"
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return run(argc, argv);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "simulator: %s\n", e.what());
        return 1;
    }
}
