// SPDX-License-Identifier: Apache-2.0
// $finish, $stop, $fatal and Verilator's own complaints ("did not converge") end the session with a message in place of abort().
#include "model.h"
#include "protocol.h"
#include "verilated.h"

namespace {
[[noreturn]] void end(const char* what, const char* file, int line, const char* message) {
    throw kakure::SimError(kakure::DESIGN, std::string(what) + " at " + (file ? file : "?") + ":" + std::to_string(line) + (message && *message ? std::string(": ") + message : ""));
}
}  // namespace

bool kakure::settled = true;

void vl_finish(const char* file, int line, const char*) VL_MT_UNSAFE { end("the design called $finish", file, line, ""); }
// Before reset is over the registers hold random values, and an assertion may fail for no fault.
void vl_stop(const char* file, int line, const char*) VL_MT_UNSAFE {
    if (kakure::settled) end("the design stopped", file, line, "$stop, $error or a failed assertion");
}
void vl_fatal(const char* file, int line, const char*, const char* message) VL_MT_UNSAFE { end("the design failed", file, line, message); }
