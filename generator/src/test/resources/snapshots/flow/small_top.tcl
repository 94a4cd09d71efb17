# SPDX-License-Identifier: Apache-2.0
read_verilog ram_4x37.v
read_verilog small_top.v
read_xdc small_top.xdc
synth_design -top small_top -part xc7a100tcsg324-1 -mode out_of_context -include_dirs .
report_utilization -file small_top.utilization.rpt
report_timing_summary -file small_top.timing.rpt
write_checkpoint -force small_top.dcp
