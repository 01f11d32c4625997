"""The host on which CMD runs, its link to the path, and the loop that serves it."""
import ctypes
import fcntl
import heapq
import itertools
import json
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time

from path_packets import Probe
from path_routers import is_ours

TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 1, 0x1000
PACKET_IGNORE_OUTGOING = 23
GATEWAY = bytes.fromhex("027700000001")
HOSTS = """127.0.0.1 localhost
::1 localhost
10.77.99.9 target.path v4.path
fd77:99::9 target.path v6.path
"""


def put(name, value):
    try:
        with open("/proc/sys/net/" + name, "w") as file:
            file.write(value)
    except OSError:
        pass                                        # the kernel has no such thing


def ip(lines, check=True):
    subprocess.run(["ip", "-force", "-b", "-"], input=lines, text=True, check=check,
                   stderr=None if check else subprocess.DEVNULL)


class Host:
    """A host with one link, through which it reaches everything."""

    def __init__(self, options):
        self.kind = options.link or "tun"
        if self.kind == "tun":
            try:
                self.open_tun()
            except OSError as error:
                if options.link:
                    sys.exit(f"path: no TUN device here: {error}")
                self.kind = "veth"
        if self.kind == "veth":
            self.open_veth()
        os.set_blocking(self.fd, False)
        self.configure()
        if not options.no_ping_sockets:
            put("ipv4/ping_group_range", "0 0")
        name_files()

    def open_tun(self):
        self.fd = os.open("/dev/net/tun", os.O_RDWR | os.O_CLOEXEC)
        try:
            fcntl.ioctl(self.fd, TUNSETIFF, struct.pack("16sH22x", b"path0", IFF_TUN | IFF_NO_PI))
        except OSError:
            os.close(self.fd)
            raise

    def open_veth(self):
        if not shutil.which("ethtool"):
            print("path: no TUN device here, and ethtool is not installed", file=sys.stderr)
            sys.exit(77)
        ip("link add path0 type veth peer name path1\nlink set path1 up\n")
        for name in ("path0", "path1"):
            subprocess.run(["ethtool", "-K", name, "tx", "off", "gro", "off"], stdout=subprocess.DEVNULL, check=True)
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
        self.socket.bind(("path1", 0))
        self.socket.setsockopt(263, PACKET_IGNORE_OUTGOING, 1)
        self.fd = self.socket.fileno()
        with os.popen("ip -o link show path0") as file:
            mac = file.read().split("link/ether ")[1].split()[0]
        self.mac = bytes.fromhex(mac.replace(":", ""))

    def configure(self):
        put("ipv6/conf/all/disable_ipv6", "0")
        ip("link set lo up\nlink set path0 addrgenmode none\naddr add 10.77.0.1/24 dev path0\n"
           "addr add 10.77.0.2/24 dev path0\nlink set path0 mtu 1500 up\n")
        six = "addr add fd77::1/64 nodad dev path0\naddr add fd77::2/64 nodad preferred_lft 0 dev path0\n"
        if self.kind == "tun":
            ip("route add default dev path0\n")
            ip(six + "route add ::/0 dev path0\n", check=False)
            return
        mac = GATEWAY.hex(":")
        ip(f"neigh add 10.77.0.254 lladdr {mac} dev path0 nud permanent\nroute add default via 10.77.0.254\n")
        ip(six + f"neigh add fd77::fe lladdr {mac} dev path0 nud permanent\nroute add ::/0 via fd77::fe\n",
           check=False)

    def packets(self):
        """All that has come, without waiting."""
        while True:
            try:
                data = os.read(self.fd, 65536)
            except OSError:
                return
            if self.kind == "tun":
                yield data
            elif data[:6] == GATEWAY and data[12:14] in (b"\x08\0", b"\x86\xdd"):
                yield data[14:]

    def send(self, data):
        if self.kind == "veth":
            data = self.mac + GATEWAY + (b"\x08\0" if data[0] >> 4 == 4 else b"\x86\xdd") + data
        try:
            os.write(self.fd, data)
        except OSError:                             # too long for the link, or no room: lost
            pass


def name_files():
    """Names come from a file, and the one name server is on the path, where a question shows in the log."""
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/mnt"], check=True)
    for name, text in [("hosts", HOSTS), ("resolv.conf", "nameserver 10.77.53.53\noptions timeout:1 attempts:1\n"),
                       ("nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\nservices: files\n"
                        "protocols: files\n")]:
        with open("/mnt/" + name, "w") as file:
            file.write(text)
        target = os.path.realpath("/etc/" + name)
        if os.path.exists(target):
            subprocess.run(["mount", "--bind", "/mnt/" + name, target], check=True)
    subprocess.run(["umount", "-l", "/mnt"], check=True)       # what is bound stays


def begin(command, options):
    if options.unprivileged:
        command = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all", "--", *command]
    try:
        return subprocess.Popen(command, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    except OSError as error:
        print(f"path: {command[0]}: {error.strerror}", file=sys.stderr)
        sys.exit(127)


def serve(host, path, command, options):
    """Answers until CMD ends; returns its status."""
    ctypes.CDLL(None).prctl(29, 1, 0, 0, 0)         # PR_SET_TIMERSLACK: wake in time, not 50 us later
    log = open(options.log, "w", buffering=1) if options.log else None
    queue, order = [], itertools.count()
    process = begin(command, options)
    ended = os.pidfd_open(process.pid)
    while True:
        now = time.monotonic()
        while queue and queue[0][0] <= now:
            host.send(heapq.heappop(queue)[2])
        wait = max(0, queue[0][0] - time.monotonic()) if queue else None
        ready = select.select([host.fd, ended], [], [], wait)[0]
        # First all that has come gets its time, then it is looked at.
        came = [(time.monotonic(), data) for data in host.packets()] if host.fd in ready else []
        for at, data in came:
            record = take(path, at, data, queue, order)
            while queue and queue[0][0] <= time.monotonic():
                host.send(heapq.heappop(queue)[2])
            if log and record:
                print(json.dumps(record), file=log)
        if ended in ready and not came:
            status = process.wait()
            return status if status >= 0 else 128 - status


def take(path, at, data, queue, order):
    """One packet: its answers to the queue; returns its line for the log."""
    try:
        probe = Probe(data)
    except (ValueError, IndexError, struct.error):
        return None
    if not is_ours(probe):
        return None
    answers, note = path.receive(probe, at)
    for due, answer in answers:
        heapq.heappush(queue, (due, next(order), answer))
    return {"time": round(at, 6), **probe.record(), **note}
