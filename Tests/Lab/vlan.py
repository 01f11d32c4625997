"""A host on a VLAN that the kernel knows nothing of: answers ARP and echo requests for one address in tagged frames.

usage: vlan.py INTERFACE ADDRESS OUTER [INNER]
"""
import socket
import struct
import sys

SOL_PACKET, PACKET_AUXDATA, TP_STATUS_VLAN_VALID, PACKET_OUTGOING = 263, 8, 0x10, 4
interface, address, *tags = sys.argv[1:]
address = socket.inet_aton(address)
tags = [int(tag) for tag in tags]

link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
link.bind((interface, 0))
link.setsockopt(SOL_PACKET, PACKET_AUXDATA, 1)
mac = link.getsockname()[4]


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def send(destination, kind, packet):
    header = destination + mac
    for index, tag in enumerate(tags):
        header += struct.pack("!HH", 0x88A8 if index == 0 and len(tags) > 1 else 0x8100, tag)
    link.send(header + struct.pack("!H", kind) + packet)


def outer_tag(control):
    """The kernel takes the outer tag off the frame and tells it beside."""
    for level, kind, data in control:
        if level == SOL_PACKET and kind == PACKET_AUXDATA:
            status, _, _, _, _, tag, _ = struct.unpack("IIIHHHH", data[:20])
            return tag & 0xFFF if status & TP_STATUS_VLAN_VALID else None


print("ready", flush=True)
while True:
    frame, control, _, sender = link.recvmsg(2048, 512)
    if sender[2] == PACKET_OUTGOING or outer_tag(control) != tags[0]:
        continue
    kind, packet = struct.unpack("!H", frame[12:14])[0], frame[14:]
    if len(tags) > 1:
        if kind != 0x8100 or struct.unpack("!H", packet[:2])[0] & 0xFFF != tags[1]:
            continue
        kind, packet = struct.unpack("!H", packet[2:4])[0], packet[4:]
    if kind == 0x0806 and packet[6:8] == b"\0\1" and packet[24:28] == address:
        send(frame[6:12], 0x0806, packet[:6] + b"\0\2" + mac + address + packet[8:18])
    elif kind == 0x0800 and packet[9] == 1 and packet[20] == 8 and packet[16:20] == address:
        length = struct.unpack("!H", packet[2:4])[0]
        echo = bytearray(b"\0\0\0\0" + packet[24:length])
        echo[2:4] = struct.pack("!H", checksum(bytes(echo)))
        send(frame[6:12], 0x0800, packet[:12] + packet[16:20] + packet[12:16] + bytes(echo))
