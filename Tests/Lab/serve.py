#!/usr/bin/python3
"""A tiny server, IPv4 and IPv6: serve.py PIDFILE tcp|udp PORT

Both give back what they are sent.  It goes to the background once it listens.
"""
import os, socket, sys

pidfile, kind, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
s = socket.socket(socket.AF_INET6, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
# Answer from the address that was asked, not from the host's first.
s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVPKTINFO, 1)
s.bind(("::", port))
if kind == "tcp":
    s.listen(64)
child = os.fork()
if child:
    with open(pidfile, "w") as f:
        f.write(str(child))
    sys.exit()
os.setsid()
for fd in range(3):
    os.dup2(os.open(os.devnull, os.O_RDWR), fd)
while True:
    try:
        if kind == "tcp":
            client, _ = s.accept()
            client.settimeout(2)
            with client:
                while data := client.recv(65536):
                    client.sendall(data)
        else:
            data, to, _, peer = s.recvmsg(65536, 256)
            s.sendmsg([data], to, 0, peer)
    except OSError:                         # a client that is gone
        pass
