# SPDX-License-Identifier: Apache-2.0
.PHONY: demo demo-cim test test-all bench bench-mask bench-area bench-array bench-cosim bench-generate bench-engine bench-lockstep bench-resnet bench-bits bench-check bench-train bench-mutants bench-checks bench-import bench-lam bench-lam-train bench-bits-train bench-cim-area bench-cim-map bench-cim-proofs bench-cim-train bench-colour bench-recipes bench-fpga bench-sweep bench-flow netlist dist doctor clean new-block

demo: ; ./scripts/demo.sh
demo-cim: ; ./scripts/demo-cim.sh
test: ; ./scripts/test.sh
test-all: ; ./scripts/test.sh -DexcludedGroups=
bench: bench-generate bench-mask bench-area bench-array bench-cosim bench-engine bench-lockstep bench-resnet bench-bits bench-check bench-train bench-mutants bench-checks bench-import bench-lam bench-lam-train bench-bits-train bench-cim-area bench-cim-map bench-cim-proofs bench-cim-train bench-sweep bench-flow
bench-colour: ; ./scripts/bench-colour.sh
bench-recipes: ; ./scripts/bench-recipes.sh
bench-fpga: ; ./scripts/bench-fpga.sh
bench-flow: ; ./scripts/bench-flow.sh
bench-sweep: ; ./scripts/bench-sweep.sh
bench-mask: ; ./scripts/bench-mask.sh
bench-area: ; ./scripts/bench-area.sh
bench-cim-area: ; ./scripts/bench-cim-area.sh
bench-array: ; ./scripts/bench-array.sh
bench-cosim: ; ./scripts/bench-cosim.sh
bench-generate: ; ./scripts/bench-generate.sh
bench-engine: ; ./scripts/bench-engine.sh
bench-lockstep: ; ./scripts/bench-lockstep.sh
bench-resnet: ; ./scripts/bench-resnet.sh
bench-bits: ; ./scripts/bench-bits.sh
bench-check: ; ./scripts/bench-check.sh
bench-train: ; ./scripts/bench-train.sh
bench-lam-train: ; ./scripts/bench-lam-train.sh
bench-cim-train: ; ./scripts/bench-cim-train.sh
bench-bits-train: ; ./scripts/bench-bits-train.sh
bench-mutants: ; ./scripts/mutants.sh
bench-checks: ; ./scripts/bench-checks.sh
bench-import: ; ./scripts/bench-import.sh
bench-lam: ; ./scripts/bench-lam.sh
bench-cim-map: ; ./scripts/bench-cim-map.sh
bench-cim-proofs: ; ./scripts/bench-cim-proofs.sh
netlist: ; ./scripts/netlist.sh
dist: ; ./scripts/dist.sh
doctor: ; ./scripts/kakure doctor
clean: ; rm -rf .kakure target cosim/target generator/target templates/target
	@echo 'what stays: rtl-out, and what can be made again, simulators above all, in ~/.cache/kakure or where KAKURE_CACHE says; rm -r ~/.cache/kakure removes it'
new-block: ; ./scripts/new-block.sh "$(NAME)"
