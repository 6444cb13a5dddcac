"""Spikes of the first 60 ms of the CUBA network (Brette et al. 2007, benchmark 2) in Brian2, in double precision.

Run: /usr/bin/python3 brian2_cuba.py > cuba-spikes.csv   (Debian 12: apt-get install python3-brian)

Connections and initial membranes come from a hash of the cells' numbers, so that any other program can make the same ones.
"""
import sys
import numpy
import brian2
from brian2 import NeuronGroup, SpikeMonitor, Synapses, defaultclock, mV, ms, prefs, run

CELLS, EXCITATORY, PROBABILITY, STEPS = 4000, 3200, 0.02, 600


def uniform(numbers):
    """53 bits of a hash of 64-bit numbers, from 0 to 1."""
    with numpy.errstate(over="ignore"):
        h = numbers.astype(numpy.uint64) * numpy.uint64(0x9E3779B97F4A7C15)
        h ^= h >> numpy.uint64(32)
        h *= numpy.uint64(0xD6E8FEB86659FD93)
        h ^= h >> numpy.uint64(32)
    return (h >> numpy.uint64(11)).astype(float) / 2.0**53


prefs.codegen.target = "numpy"
defaultclock.dt = 0.1 * ms
taum, taue, taui = 20 * ms, 5 * ms, 10 * ms
Vt, Vr, El = -50 * mV, -60 * mV, -49 * mV
cells = NeuronGroup(
    CELLS,
    """dv/dt = (ge + gi - (v - El)) / taum : volt (unless refractory)
       dge/dt = -ge / taue : volt
       dgi/dt = -gi / taui : volt""",
    threshold="v > Vt", reset="v = Vr", refractory=5 * ms, method="exact")
cells.v = (-60 + 10 * uniform(numpy.arange(CELLS) + CELLS * CELLS)) * mV
pairs = numpy.nonzero(uniform(numpy.arange(CELLS * CELLS)) < PROBABILITY)[0]
source, target = pairs // CELLS, pairs % CELLS
for name, jump, chosen in (("ge", 60 * 0.27 / 10 * mV, source < EXCITATORY), ("gi", -20 * 4.5 / 10 * mV, source >= EXCITATORY)):
    synapses = Synapses(cells, cells, on_pre=f"{name} += weight", namespace={"weight": jump})
    synapses.connect(i=source[chosen], j=target[chosen])
    globals()["synapses_" + name] = synapses
spikes = SpikeMonitor(cells)
run(STEPS * defaultclock.dt)
print("# made by: brian2_cuba.py")
print(f"# how: NeuronGroup with method='exact', {len(pairs)} synapses without delay, numpy target, double precision")
print(f"# version: Brian2 {brian2.__version__}, numpy {numpy.__version__}, Python {sys.version.split()[0]}")
print("# tolerance: relative 0")
print("step,cell")
for step, cell in sorted(zip(numpy.round(spikes.t / defaultclock.dt).astype(int), spikes.i)):
    print(f"{step},{cell}")
