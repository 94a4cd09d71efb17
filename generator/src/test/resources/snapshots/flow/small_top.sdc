# SPDX-License-Identifier: Apache-2.0
create_clock -name clk_i -period 12.500 [get_ports clk_i]
