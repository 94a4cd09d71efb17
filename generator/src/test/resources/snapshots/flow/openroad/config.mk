# SPDX-License-Identifier: Apache-2.0
export DESIGN_NAME = chip
export PLATFORM = nangate45
export VERILOG_FILES = \
  $(dir $(DESIGN_CONFIG))chip.v
export VERILOG_INCLUDE_DIRS = $(dir $(DESIGN_CONFIG))
export SDC_FILE = $(dir $(DESIGN_CONFIG))chip.sdc
export CORE_UTILIZATION = 40
export PLACE_DENSITY = 0.60
