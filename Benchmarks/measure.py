"""What the benchmarks share: a run with its time and memory, and a line that says whether a limit holds."""
import os
import resource
import statistics
import subprocess
import sys
import time

SWIFTNET = os.environ.get("SWIFTNET", "swiftnet")
NOTHING = subprocess.DEVNULL


def known(command):
    """Whether this swiftnet has the command; where not, that is said."""
    try:
        if subprocess.run([SWIFTNET, command, "--help"], stdout=NOTHING, stderr=NOTHING).returncode == 0:
            return True
    except OSError:
        pass
    print(f"{command}: skipped, as {SWIFTNET} has no such command", flush=True)
    return False


def own_peak():
    """This process's peak memory in kB. Linux counts it for a child too, as a child begins as a copy."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def watched_peak(process):
    """The highest memory in kB that a process shows while it runs, looked at every 5 ms."""
    peak = 0
    while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        with open(f"/proc/{process.pid}/status") as status:
            for line in status:
                if line.startswith("VmHWM"):
                    peak = max(peak, int(line.split()[1]))
        time.sleep(0.005)
    return peak


def timed(command, source=None, output=NOTHING, watch=False):
    """Seconds, seconds of processor time and peak memory in kB of one run, which must end well.

    `source` is a file that is piped in. Where memory is wanted, `watch` finds it even if it is less than this process
    has; the watching takes a little time itself.
    """
    feeder = subprocess.Popen(["cat", source], stdout=subprocess.PIPE) if source else None
    started = time.perf_counter()
    process = subprocess.Popen(command, stdin=feeder.stdout if feeder else NOTHING, stdout=output, stderr=NOTHING)
    if feeder:
        feeder.stdout.close()
    peak = watched_peak(process) if watch else 0
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if feeder:
        feeder.wait()
    if process.returncode != 0:
        sys.exit(f"exit code {process.returncode}: {' '.join(command)}")
    memory = usage.ru_maxrss if usage.ru_maxrss > own_peak() else peak
    return seconds, usage.ru_utime + usage.ru_stime, memory


def load():
    """How busy the machine is besides: figures of a busy one say little."""
    return f"load {os.getloadavg()[0]:.2f} on {os.cpu_count()} processors"


def spread(values):
    return f"{statistics.median(values):8.3f} s [{min(values):.2f}-{max(values):.2f}]"


failed = []


def verdict(name, value, at_most=None, at_least=None):
    """The end of a line: the limit, and whether it holds. Which did not is kept in `failed`."""
    if at_most is None and at_least is None:
        return ""
    holds = value <= at_most if at_most is not None else value >= at_least
    if not holds:
        failed.append(name)
    limit = f"<= {at_most}" if at_most is not None else f">= {at_least}"
    return f"   must be {limit}: {'holds' if holds else 'DOES NOT HOLD'}"


def conclude():
    """Ends with 1 where a limit does not hold."""
    if failed:
        sys.exit("these limits do not hold: " + ", ".join(dict.fromkeys(failed)))
