/* SPDX-License-Identifier: Apache-2.0
 * Which network the simulated programs run: that of the folder among whose headers kakure_network.h is. */
#include "kakure_network.h"

extern const struct kakure_engine *const simulated_network;
const struct kakure_engine *const simulated_network = &kakure_network;
