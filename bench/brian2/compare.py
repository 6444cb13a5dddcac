"""CUBA (Brette et al. 2007, benchmark 2) in Brian2's C++ standalone mode and in Glia: loop times, interleaved, best of several runs. See README.md."""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def build(folder, cells, seconds, openmp, single):
    """Compiles the network in a process of its own: Brian2 keeps one device a process. Returns the time that took."""
    start = time.time()
    subprocess.run([sys.executable, __file__, "--build-only", folder, "--cells", str(cells), "--seconds", str(seconds), "--openmp", str(openmp)]
                   + (["--brian-single"] if single else []), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.time() - start


def build_here(folder, cells, seconds, openmp, single):
    import numpy
    from brian2 import NeuronGroup, PopulationRateMonitor, SpikeMonitor, Synapses, defaultclock, device, mV, ms, prefs, run, second, seed, set_device
    set_device("cpp_standalone", directory=folder, build_on_run=False)
    if openmp > 1:
        prefs.devices.cpp_standalone.openmp_threads = openmp
    if single:
        prefs.core.default_float_dtype = numpy.float32
    seed(1234)
    defaultclock.dt = 0.1 * ms
    names = dict(taum=20 * ms, taue=5 * ms, taui=10 * ms, Vt=-50 * mV, Vr=-60 * mV, El=-49 * mV, we=60 * 0.27 / 10 * mV, wi=-20 * 4.5 / 10 * mV)
    group = NeuronGroup(
        cells,
        """dv/dt = (ge + gi - (v - El)) / taum : volt (unless refractory)
           dge/dt = -ge / taue : volt
           dgi/dt = -gi / taui : volt""",
        threshold="v > Vt", reset="v = Vr", refractory=5 * ms, method="exact", namespace=names)
    group.v = "Vr + rand() * (Vt - Vr)"
    group.ge = group.gi = 0 * mV
    excitatory = cells // 5 * 4
    synapses_e = Synapses(group[:excitatory], group, on_pre="ge += we", namespace=names)
    synapses_i = Synapses(group[excitatory:], group, on_pre="gi += wi", namespace=names)
    if cells == 4000:
        synapses_e.connect(p=0.02)
        synapses_i.connect(p=0.02)
    else:
        # 64 excitatory and 16 inhibitory inputs a cell, without repetition, as Glia draws them.
        random = numpy.random.default_rng(1234)
        for synapses, sources, inputs in ((synapses_e, excitatory, 64), (synapses_i, cells - excitatory, 16)):
            synapses.connect(i=numpy.concatenate([random.choice(sources, inputs, replace=False) for _ in range(cells)]), j=numpy.repeat(numpy.arange(cells), inputs))
    spikes = SpikeMonitor(group)
    run(seconds * second)
    device.build(directory=folder, compile=True, run=False)


def brian(folder, openmp):
    """Runs the compiled network. What Brian2 calls its last run time (device._last_run_time) is processor time of the loop with one thread, wall time with OpenMP."""
    subprocess.run(["./main"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    results = pathlib.Path(folder) / "results"
    loop = float((results / "last_run_info.txt").read_text().split()[0])
    spikes = next(file.stat().st_size // 4 for file in results.iterdir() if file.name.startswith("_dynamic_array_spikemonitor_i_"))
    return dict(processor=loop if openmp == 1 else float("nan"), wall=loop if openmp > 1 else float("nan"), spikes=spikes)


def glia(program, cells, seconds, threads, precision):
    """Runs Glia's command, which reports wall and processor time of its loop."""
    report = json.loads(subprocess.run(
        ["dotnet", program, "simulate", "cuba", "--cells", str(cells), "--seconds", str(seconds), "--threads", str(threads), "--precision", precision, "--json"],
        check=True, capture_output=True, text=True).stdout)
    return dict(processor=report["loopProcessorSeconds"], wall=report["loopSeconds"], spikes=report["spikes"],
                construction=report["constructionSeconds"], events=report["synapticEvents"])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=4000)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", default="1,2", help="thread counts of Glia")
    parser.add_argument("--openmp", type=int, default=1, help="also run Brian2 with so many OpenMP threads")
    parser.add_argument("--brian-single", action="store_true", help="also run Brian2 in single precision")
    parser.add_argument("--glia", default=str(ROOT / "artifacts/bin/Glia.Cli/release/Glia.Cli.dll"))
    parser.add_argument("--build-only", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build_only:
        build_here(options.build_only, options.cells, options.seconds, options.openmp, options.brian_single)
        return
    with tempfile.TemporaryDirectory() as scratch:
        variants = {}
        for name, openmp, single in [("Brian2, double, 1 thread", 1, False)] + ([("Brian2, single, 1 thread", 1, True)] if options.brian_single else []) + (
                [(f"Brian2, double, {options.openmp} threads", options.openmp, False)] if options.openmp > 1 else []):
            folder = os.path.join(scratch, f"b{len(variants)}")
            print(f"{name}: compiled in {build(folder, options.cells, options.seconds, openmp, single):.0f} s", flush=True)
            variants[name] = lambda folder=folder, openmp=openmp: brian(folder, openmp)
        for threads in (int(text) for text in options.threads.split(",")):
            for precision in ("single", "double"):
                variants[f"Glia, {precision}, {threads} thread{'s' if threads > 1 else ''}"] = \
                    lambda threads=threads, precision=precision: glia(options.glia, options.cells, options.seconds, threads, precision)
        results = {name: [] for name in variants}
        for number in range(options.runs):
            for name, run in variants.items():
                results[name].append(run())
                print(f"run {number + 1}, load {os.getloadavg()[0]:.1f}, {name}: {results[name][-1]}", flush=True)
        reference = min(result["processor"] for result in results["Brian2, double, 1 thread"])
        print(f"\nCUBA, {options.cells} cells, {options.seconds} s simulated, best of {options.runs} interleaved runs; load at the end {os.getloadavg()[0]:.1f}")
        print("loop alone; processor time of all threads, ratio to Brian2's; events a second of processor time")
        print(f"{'':28} {'processor s':>11} {'ratio':>7} {'wall s':>8} {'rate Hz':>8} {'events/s':>9} {'construction s':>14}")
        for name, runs in results.items():
            best = {key: min(result[key] for result in runs if key in result) for key in ("processor", "wall")}
            rate = runs[0]["spikes"] / options.seconds / options.cells
            more = f" {runs[0]['events'] / best['processor']:9.2e} {min(result['construction'] for result in runs):14.2f}" if "events" in runs[0] else ""
            print(f"{name:28} {best['processor']:11.3f} {reference / best['processor']:7.2f} {best['wall']:8.3f} {rate:8.2f}{more}")


main()
