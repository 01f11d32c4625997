#!/usr/bin/python3
"""Runs CMD on a host from which a whole simulated path leads to the target: ten routers unless told.

usage: path.py [OPTION...] -- CMD [ARG...]

CMD runs as root of a user, network, mount and process namespace of its own and can reach nothing else; its exit status
is the script's, or 77 where such namespaces cannot be had. The host is 10.77.0.1 and fd77::1 (and 10.77.0.2, fd77::2),
the router at place N 10.77.N.1 and fd77:N::1 (N in decimal), the target 10.77.99.9 and fd77:99::9, or target.path,
v4.path, v6.path; any other address answers at the same distance. HOPS is a list of places: 4 or 4,7 or 1-6 or 3- or
all or target. DURATION is 5ms, 0.3s or 20us. Options that take HOPS: can be given several times.
"""
import argparse
import collections
import ctypes
import gc
import os
import re
import signal
import subprocess
import sys

from path_errors import Extension
from path_packets import packed
from path_routers import TARGET, Path

USER = ["--user", "--map-root-user"]
UNSHARE = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
PR_SET_CHILD_SUBREAPER = 36
Diamond = collections.namedtuple("Diamond", "first lengths")


def places(text):
    found = set()
    for word in text.split(","):
        first, dash, end = word.partition("-")
        if word == "target":
            found.add(TARGET)
        elif word == "all":
            found.update(range(1, 256))
        else:
            found.update(range(int(first), (int(end) if end else 255) + 1) if dash else [int(first)])
            if dash and not end:
                found.add(TARGET)
    return frozenset(found)


def duration(text):
    match = re.fullmatch(r"(\d+\.?\d*|\.\d+)(us|ms|s)|0", text)
    if not match:
        raise ValueError(text)
    return float(match[1]) * {"us": 1e-6, "ms": 1e-3, "s": 1}[match[2]] if match[1] else 0.0


def durations(text):
    return [duration(word) for word in text.split(",")]


def rule(read, spread=places, default=None):
    """A reader of HOPS:VALUE, and of HOPS alone where there is a default."""
    def parse(text):
        where, colon, value = text.partition(":")
        if not colon and default is None:
            raise ValueError(text)
        return spread(where), read(value) if colon else default
    parse.__name__ = "HOPS:VALUE"
    return parse


def onward(text):
    """A place and all after it."""
    return frozenset(range(int(text), 256)) | {TARGET}


def tuples(*readers):
    """A reader of A,B or A:B; what is left out is 1."""
    def parse(text):
        words = re.split("[,:]", text)
        if len(words) > len(readers):
            raise ValueError(text)
        return tuple(read(word) for read, word in zip(readers, words)) + (1,) * (len(readers) - len(words))
    return parse


def unreachable(text):
    code, _, word = text.partition(":")
    kind, slash, number = code.rpartition("/")
    if word not in ("", "from"):
        raise ValueError(text)
    return (int(kind) if slash else None, int(number)), word == "from"


def mtu(text):
    size, colon, told = text.partition(":")
    return int(size), int(told) if colon else int(size)


def diamond(text):
    first, width, lengths = text.split(":")
    lengths = [int(length) for length in lengths.split("/")]
    if len(lengths) == 1:
        lengths *= int(width)
    if len(lengths) != int(width) or min(lengths) < 1:
        raise ValueError(text)
    return Diamond(int(first), lengths)


def change(text):
    words = text.split(":")
    return duration(words[0]), int(words[1]), int(words[2]) if len(words) > 2 else 256


def nat(text):
    if text != "port":
        raise ValueError(text)
    return text


def parser():
    made = argparse.ArgumentParser(
        usage="path.py [OPTION...] -- CMD [ARG...]", description=__doc__.partition("\n\n")[2].partition("\n\n")[2],
        formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)

    def add(group, name, read, metavar, text, **more):
        more = {"action": "append", "default": []} if not more else more
        group.add_argument(name, type=read, metavar=metavar, help=text, **more)

    def flag(group, name, text, **more):
        group.add_argument(name, help=text, **(more or {"action": "store_true"}))
    way = made.add_argument_group("the way")
    add(way, "--hops", int, "N", "routers before the target, 0 to 250 (10)", default=10)
    add(way, "--address", rule(packed), "HOPS:ADDR", "another address for a router, of either version")
    add(way, "--diamond", diamond, "PLACE:WIDTH:LENGTH", "from PLACE on WIDTH parallel branches of LENGTH routers, "
        "which are 10.77.PLACE.1, .2 and so on, by branch. LENGTH can be 5/6, one a branch: the longest one's "
        "places are counted, a shorter branch leaves out the last. In --hops the places count once")
    way.add_argument("--balance", choices=["flow", "address", "packet", "random"], default="flow", help="what chooses "
                     "the branch: a hash of addresses, protocol, ports (ICMP: type, code, checksum, identifier) and "
                     "IPv6 flow label; of the addresses; packets in turn; or chance")
    flag(way, "--per-packet", "--balance packet", dest="balance", action="store_const", const="packet")
    flag(way, "--meshed", "each router of a diamond leads to all of the next place, not to its own branch")
    add(way, "--change", change, "SECONDS:N[:PLACE]", "so long after the first probe there are N routers, and those "
        "from PLACE on are others: 10.77.PLACE.201. SECONDS is a DURATION", action="append", default=[])
    add(way, "--loop", int, "PLACE", "a loop between this router and the one before", default=None)
    add(way, "--mtu", rule(mtu), "HOPS:N[:TOLD]", "what passes this router has at most N bytes; longer packets that "
        "may not be fragmented are told, with N or TOLD for a size")
    add(way, "--mtu-hole", rule(int), "HOPS:N", "the same without a word")
    add(way, "--forward-zero", places, "HOPS", "these pass on a TTL of 0", default=frozenset())
    time = made.add_argument_group("the time")
    add(time, "--delay", durations, "DURATION[,...]", "round trip added by each hop (0); or a list, the round trip of "
        "each TTL, whose last is for all beyond", default=[0.0])
    add(time, "--series", durations, "DURATION,...", "the round trip of each hop's first answer, second and so on, "
        "over and over, instead of --delay", default=None)
    add(time, "--jitter", duration, "DURATION", "0 to DURATION more, at random", default=0.0)
    add(time, "--late", rule(tuples(duration, int)), "HOPS:DURATION[,NTH]", "these answers come so much later, or each "
        "NTH of them")
    who = made.add_argument_group("who answers")
    add(who, "--silent", places, "HOPS", "these routers never do", default=frozenset())
    flag(who, "--dead", "nor does the target")
    add(who, "--loss", rule(int), "HOPS:NTH", "each NTH answer is lost")
    add(who, "--rate-limit", rule(tuples(int, float)), "HOPS:BURST,PER_SECOND", "a token bucket")
    add(who, "--duplicate", rule(int, default=2), "HOPS[:COPIES]", "answers come twice, or more often")
    add(who, "--unreachable", rule(unreachable), "HOPS:[TYPE/]CODE[:from]", "destination unreachable with this code "
        "instead of time exceeded; with `from` for all that would pass the router too. TYPE is another ICMP type")
    add(who, "--open", lambda text: {int(port) for port in text.split(",")}, "PORT,...", "TCP and SCTP ports that are "
        "open: SYN-ACK, INIT-ACK; else RST, ABORT", default=set())
    flag(who, "--udp-answers", "UDP comes back from the target; else port unreachable")
    flag(who, "--noise", "with each answer errors about packets of others: another UDP flow, another identifier or "
         "port, another destination; all from 10.77.66.6 or fd77:66::6; and foreign echo replies")
    add(who, "--names", duration, "DURATION", "a name server, 10.77.53.53, that takes so long: PTR 10-77-3-1.path, and "
        "the AS numbers of origin.asn.cymru.com, 64500 + place; else it is a closed port", default=None)
    how = made.add_argument_group("how errors look")
    how.add_argument("--quote", type=lambda text: None if text == "full" else int(text), metavar="N|full",
                     help="so many bytes after the IP header are quoted; full, as Linux does, fills an error of 576 "
                     "bytes, in IPv6 of 1280")
    how.add_argument("--quote-id", choices=["plus1", "swapped", "zero"], help="what became of the IPv4 identification")
    add(how, "--quote-tos", rule(lambda text: int(text, 0), onward), "PLACE:TOS", "TOS or traffic class seen from "
        "PLACE on")
    add(how, "--quote-ttl", rule(int), "HOPS:TTL", "the TTL quoted")
    add(how, "--nat", rule(nat, onward, default="sum"), "PLACE[:port]", "a NAT before PLACE: from there on the UDP or "
        "TCP checksum quoted is of another source; with `port` the port quoted is another, too")
    add(how, "--extensions", rule(Extension), "HOPS:OBJECT,...", "ICMP extensions (RFC 4884): "
        "mpls=LABEL/TC/S/TTL[+...]; interface=role=in|sub|out|next+index=N+address[=A]+name=X+mtu=N; "
        "unknown[=CLASS/TYPE/HEX]; and what is wrong: " + ", ".join(Extension.FLAWS))
    add(how, "--back", rule(int), "HOPS:N", "the way back is N hops longer (a router begins with 255, the target "
        "with 64)")
    rest = made.add_argument_group("the rest")
    rest.add_argument("--log", metavar="FILE", help="a JSON line for each packet that CMD sent, with what became of it")
    rest.add_argument("--link", choices=["tun", "veth"], help="how CMD's host is connected; tun where it can be had")
    flag(rest, "--unprivileged", "CMD has no capabilities")
    flag(rest, "--same-user", "no user namespace: for root, and a CMD that changes its user or groups as scamper does")
    flag(rest, "--no-ping-sockets", "ICMP sockets are for nobody; else for all")
    add(rest, "--seed", int, "N", "of hashes and chance (1)", default=1)
    return made


def skip(why):
    print("path: " + why, file=sys.stderr)
    sys.exit(77)


def launch(options, arguments):
    """Enters the namespaces. unshare blocks SIGTERM while it waits, so this process stays to turn it into a kill."""
    unshare = UNSHARE + (USER if not options.same_user else [])
    trial = subprocess.run([*unshare, "ip", "link", "add", "type", "veth"], stderr=subprocess.PIPE, text=True)
    if trial.returncode:
        skip("no namespaces here: " + trial.stderr.strip().replace("\n", "; "))
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    child = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *unshare, sys.executable, "-B",
                              os.path.abspath(__file__), "inside", *arguments])

    def end(number, _):
        child.kill()
        try:
            while True:
                os.wait()                           # unshare, then whom it leaves behind: nobody is left
        except ChildProcessError:
            sys.exit(128 + number)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)    # that is for CMD
    status = child.wait()
    sys.exit(status if status >= 0 else 128 - status)


def main():
    arguments = sys.argv[1:]
    inside = arguments[:1] == ["inside"]
    if inside:
        del arguments[0]
    at = arguments.index("--") if "--" in arguments else len(arguments)
    options, command = parser().parse_args(arguments[:at]), arguments[at + 1:]
    if not command:
        parser().error("run what? -- CMD [ARG...]")
    if not 0 <= options.hops <= 250 or any(not 0 <= hops <= 250 for _, hops, _ in options.change):
        parser().error("there are 0 to 250 routers")
    if not inside:
        try:
            launch(options, arguments)
        except FileNotFoundError as error:
            skip(f"{error.filename} is not installed")
    from path_host import Host, serve
    gc.disable()                                    # a pause would show as a round trip
    host = Host(options)
    sys.exit(serve(host, Path(options), command, options))


if __name__ == "__main__":
    main()
