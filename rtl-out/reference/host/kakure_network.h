/* SPDX-License-Identifier: Apache-2.0
 * The network on engine_4x4x8, for classify.h: what streams.json says of it. Copy kakure_network, and point bytes of its words at what the files hold. */
#ifndef KAKURE_NETWORK_H
#define KAKURE_NETWORK_H

#include "classify.h"

static const double kakure_scale[10] = {0.003682847833260894, 0.003682847833260894, 0.003682847833260894, 0.003682847833260894, 0.003682847833260894, 0.003682847833260894, 0.003682847833260894, 0.003682847833260894, 0.003682847833260894, 0.003682847833260894};
static const double kakure_bias[10] = {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0};

static const struct kakure_engine kakure_network = {
  4, 4, 4, 1, 28, 28, 1, 14, 196, 49, 5, 10,
  kakure_scale, kakure_bias, NULL, NULL,
  {NULL, 56, 10}, {NULL, 36, 10}, {NULL, 1, 10}, {NULL, 780, 9}, {NULL, 240, 8}, 0
};

#endif
