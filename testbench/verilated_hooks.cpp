// SPDX-License-Identifier: Apache-2.0
// $finish, $stop, $fatal and Verilator's own complaints ("did not converge") end the session with a message in place of abort().
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

#include "model.h"
#include "protocol.h"
#include "verilated.h"

namespace {
[[noreturn]] void end(const char* what, const char* file, int line, const char* message) {
    throw kakure::SimError(kakure::DESIGN, std::string(what) + " at " + (file ? file : "?") + ":" + std::to_string(line) + (message && *message ? std::string(": ") + message : ""));
}
}  // namespace

namespace {
bool settled = true;
int spoken = -1;  // standard output, while what the design prints goes nowhere
}  // namespace

void kakure::settled_from_now(bool on) {
    settled = on;
    if (on == (spoken < 0)) return;
    std::fflush(stdout);
    if (on) {
        dup2(spoken, 1);
        close(spoken);
        spoken = -1;
        return;
    }
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere < 0) return;  // then it is heard, and no harm done
    spoken = fcntl(1, F_DUPFD_CLOEXEC, 3);
    if (spoken >= 0) dup2(nowhere, 1);
    close(nowhere);
}

void vl_finish(const char* file, int line, const char*) VL_MT_UNSAFE { end("the design called $finish", file, line, ""); }
// Before reset is over the registers hold random values, and an assertion may fail for no fault.
void vl_stop(const char* file, int line, const char*) VL_MT_UNSAFE {
    if (settled) end("the design stopped", file, line, "$stop, $error or a failed assertion");
}
void vl_fatal(const char* file, int line, const char*, const char* message) VL_MT_UNSAFE { end("the design failed", file, line, message); }
