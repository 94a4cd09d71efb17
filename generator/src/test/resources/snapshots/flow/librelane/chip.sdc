# SPDX-License-Identifier: Apache-2.0
# Times are in ns, as the library counts.
create_clock -name clk_i -period 12.5 [get_ports clk_i]
set_input_delay 2.5 -clock clk_i [get_ports {rst_ni in_data_i}]
set_output_delay 2.5 -clock clk_i [get_ports {ready_o count_o}]
