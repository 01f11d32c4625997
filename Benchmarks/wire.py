"""Prints each ICMP echo and ARP message that passed an interface: time in ns, type, identifier, sequence.

It listens until its input ends, and reads only then: a reader that is woken by each packet would delay the next.
"""
import socket
import struct
import sys

SO_TIMESTAMPNS = 35
link = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3))
link.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
link.bind((sys.argv[1], 0))
print("ready", flush=True)
sys.stdin.read()
link.setblocking(False)
while True:
    try:
        data, control, _, _ = link.recvmsg(256, 64)
    except BlockingIOError:
        break
    seconds, nanoseconds = struct.unpack("qq", control[0][2])
    stamp = seconds * 1_000_000_000 + nanoseconds
    if data[0] == 0x45 and data[9] == 1 and data[20] in (0, 8):
        print(stamp, data[20], data[24:26].hex(), data[26:28].hex())
    elif data[:6] == b"\0\x01\x08\0\x06\x04":
        print(stamp, f"arp{data[7]}", data[14:18].hex(), data[24:28].hex())
