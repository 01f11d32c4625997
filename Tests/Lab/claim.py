#!/usr/bin/env python3
"""Sends a frame that claims an address: claim.py INTERFACE ADDRESS MAC [KIND [FRAME-SOURCE]]

KIND is reply (to all), gratuitous or probe; for IPv6 advertisement or probe. With a MAC of `random` a flood of
COUNT frames from COUNT hosts follows: claim.py INTERFACE ADDRESS random COUNT, addresses counted up from ADDRESS."""

import ipaddress
import random
import socket
import struct
import sys

BROADCAST = b"\xff" * 6


def mac(text):
    return bytes.fromhex(text.replace(":", ""))


def arp(address, sender, kind, source):
    zero, own = b"\0" * 4, address.packed
    sender_address, target, opcode = {
        "reply": (own, own[:3] + b"\x01", 2), "gratuitous": (own, own, 1), "probe": (zero, own, 1)}[kind]
    body = struct.pack("!HHBBH", 1, 0x0800, 6, 4, opcode) + sender + sender_address + b"\0" * 6 + target
    return BROADCAST + source + b"\x08\x06" + body + b"\0" * 18


def advertisement(address, sender, kind, source):
    everybody = ipaddress.ip_address("ff02::1").packed
    if kind == "probe":
        sender_address, body = b"\0" * 16, struct.pack("!BBHI", 135, 0, 0, 0) + address.packed
    else:
        sender_address = address.packed
        body = struct.pack("!BBHI", 136, 0, 0, 0x20000000) + address.packed + b"\x02\x01" + sender
    pseudo = sender_address + everybody + struct.pack("!II", len(body), 58)
    data = pseudo + body
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    body = body[:2] + struct.pack("!H", ~total & 0xFFFF) + body[4:]
    header = struct.pack("!IHBB", 6 << 28, len(body), 58, 255) + sender_address + everybody
    return b"\x33\x33\0\0\0\x01" + source + b"\x86\xdd" + header + body


def frame(address, sender, kind, source):
    return (arp if address.version == 4 else advertisement)(address, sender, kind, source)


def main():
    interface, address, sender, *rest = sys.argv[1:]
    address = ipaddress.ip_address(address)
    link = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    link.bind((interface, 0))
    if sender == "random":
        chance = random.Random(1)
        for number in range(int(rest[0])):
            host = b"\x02" + chance.randbytes(5)
            link.send(frame(address + number, host, "reply" if address.version == 4 else "advertisement", host))
    else:
        kind = rest[0] if rest else "reply" if address.version == 4 else "advertisement"
        link.send(frame(address, mac(sender), kind, mac(rest[1] if len(rest) > 1 else sender)))


main()
