#!/usr/bin/env python3
"""Answers ARP and RARP requests on a link as no kernel would: for any address, from any MAC address, tagged, in SNAP.

usage: neighbor.py INTERFACE ADDRESS MAC [vlan=N] [snap] [times=N] [rarp=MAC]

Prints "ready" when it listens. `rarp`: whoever asks about this MAC address is told ADDRESS. Ends after a minute.
"""
import socket
import struct
import sys
import time

ETH_P_ALL, SOL_PACKET, PACKET_AUXDATA, VLAN_VALID = 3, 263, 8, 0x10


def mac(text):
    return bytes.fromhex(text.replace(":", ""))


interface, address, own = sys.argv[1], socket.inet_aton(sys.argv[2]), mac(sys.argv[3])
options = dict(word.partition("=")[::2] for word in sys.argv[4:])
link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
link.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
link.bind((interface, 0))
link.settimeout(1)
print("ready", flush=True)
end = time.monotonic() + 60
while time.monotonic() < end:
    try:
        frame, control, _, name = link.recvmsg(2048, 128)
    except socket.timeout:
        continue
    if name[2] == socket.PACKET_OUTGOING:
        continue
    status, tci = 0, 0
    for level, kind, data in control:
        if level == SOL_PACKET and kind == PACKET_AUXDATA:
            status, _, _, _, _, tci, _ = struct.unpack("IIIHHHH", data[:20])
    tag = tci & 0xFFF if status & VLAN_VALID else None
    if tag != (int(options["vlan"]) if "vlan" in options else None):
        continue
    packet = frame[14:]
    if packet[:8] == bytes.fromhex("aaaa030000000806"):
        packet = packet[8:]
    elif frame[12:14] not in (b"\x08\x06", b"\x80\x35"):
        continue
    operation, sender, spa, target, tpa = struct.unpack("!6xH6s4s6s4s", packet[:28])
    head = packet[:6]
    if operation == 1 and tpa == address:
        answer = head + struct.pack("!H6s4s6s4s", 2, own, address, sender, spa)
        kind = b"\x08\x06"
    elif operation == 3 and target == mac(options.get("rarp", "")):
        answer = head + struct.pack("!H6s4s6s4s", 4, own, b"\x0a\x42\0\x03", target, address)
        kind = b"\x80\x35"
    else:
        continue
    if "snap" in options:
        answer = bytes.fromhex("aaaa03000000") + kind + answer
        kind = struct.pack("!H", len(answer))
    tagged = struct.pack("!HH", 0x8100, tag) if tag is not None else b""
    for _ in range(int(options.get("times", 1))):
        link.send(sender + own + tagged + kind + answer)
