// A table.

/// What is told of TCP's flags, each alone.
let tcpFlagNotes = """
    0x001 The sender has sent all it had to send. The other direction stays open until its own FIN.
    0x002 Opens a connection, and says at which sequence number the sender begins. The first segment of each direction
      has it, no other.
    0x004 Ends the connection at once, or refuses it; what is under way is lost.
      ! Nobody listens at the port, a program ended with data unread, or a firewall wants no such connection.
    0x008 What came so far is to be given to the program now: the end of what the sender's program wrote.
    0x010 The acknowledgement number counts: all bytes before it have come. Every segment but the first SYN has it.
    0x020 The urgent pointer counts: some bytes are more pressing than others. Hardly used, beside telnet and FTP.
    0x040 With SYN: I understand congestion marks. Later: a packet came with a mark (CE), slow down. With accurate ECN
      a part of the counter of marks.
    0x080 With SYN: I understand congestion marks. Later: I have heard you, and slowed down. With accurate ECN a part
      of the counter of marks.
    0x100 With SYN: I understand accurate ECN. Later a part of the counter of marks. Once the nonce sum of RFC 3540.
    """

/// What flags say together.
let tcpFlagSetNotes = """
    0x000 No flag at all: no segment of a connection is like this.
      ! A NULL scan: closed ports answer RST, open ones nothing.
    0x002 The first segment of a connection: the client asks, and tells where its sequence numbers begin.
      ! Many, with nothing behind them, come from a port scan, or to one port from a SYN flood.
    0x003 Opens and ends in one segment: never sent in earnest.
      ! A scanner that tries firewalls, or a broken program.
    0x004 Ends a connection that the other side no longer, or never, had.
      ! A program that ended with data unread, a firewall, or an answer to a segment of a forgotten connection.
    0x006 Opens and aborts in one segment: never sent in earnest.
      ! A scanner that tries firewalls, or a broken program.
    0x010 An acknowledgement: the third segment of the opening, and all that carry nothing or whole segments of data.
    0x011 The sender has sent all, and confirms what came: the usual way to begin, or answer, the closing.
    0x012 The second segment of a connection: the server agrees, confirms the client's number, and tells its own.
    0x014 The connection is refused or ended, and the segment that made it so is confirmed.
      ! A SYN came to a port where nobody listens: "connection refused".
    0x018 Data, and the end of what the program wrote at once: a request, an answer, a line typed.
    0x019 The last data, and the end, in one segment.
    0x029 FIN, PSH and URG without ACK: lit like a Christmas tree.
      ! An Xmas scan: closed ports answer RST, open ones nothing.
    0x042 Opens a connection with ECE alone, which means nothing.
    0x052 The server agrees to the connection, and to congestion marks (ECN).
    0x0C2 The client opens a connection and offers congestion marks (ECN).
    0x1C2 The client opens a connection and offers accurate ECN.
    """

/// What is told of the states of TCP.
let tcpStateNotes = """
    LISTEN A server waits for connections: a program has called listen().
    SYN-SENT A client has sent SYN and waits for SYN ACK: connect() has not returned yet.
      ! It lasts where a firewall drops the SYN, or the host is down; in the end connect() tells of a timeout.
    SYN-RECEIVED The server has got SYN and sent SYN ACK, and waits for ACK; accept() does not know of it yet.
      ! Many come from a SYN flood, or from answers that do not find their way back.
    ESTABLISHED The connection is open, and both sides may send.
    FIN-WAIT-1 This side has closed and sent FIN, and waits for its ACK.
      ! It lasts where the other side does not read, so that data before the FIN can't be delivered.
    FIN-WAIT-2 The FIN was acknowledged; the other side may still send, and its FIN is waited for.
      ! It lasts where the other program does not close.
    CLOSE-WAIT The other side has closed; this side's program has not yet.
      ! Many come from a program that forgets to close its sockets.
    CLOSING Both sides closed at the same time, and this one waits for the ACK of its FIN.
    LAST-ACK The other side closed first, this side has closed too and waits for the ACK of its FIN.
    TIME-WAIT Both FINs are acknowledged; the one that closed first waits for 2 MSL, so that a lost ACK can be sent
      anew and old segments die out. Linux waits 60 seconds.
      ! Many come from short connections that this side closes, which is no fault.
    CLOSED There is no connection: a segment that comes is answered with RST.
    """

/// What is told of the options of TCP.
let tcpOptionNotes = """
    0 Ends the list, where it is shorter than the room for it.
    1 Fills a byte, so that the next option begins at a multiple of four.
    2 In a SYN: the most data that the sender takes in one segment; 1460 on Ethernet with IPv4, 1440 with IPv6.
      ! Lower values: a tunnel, PPPoE (1452), or a router that clamps.
    3 In a SYN: by how many bits windows are to be shifted, so that more than 65,535 bytes can be under way.
    4 In a SYN: selective acknowledgements are understood.
    5 Tells which blocks came beyond a gap, so that only what is missing is sent again.
      ! A segment was lost or came out of order.
    6 An early way to measure round trips; timestamps replaced it.
    7 The answer to it.
    8 The sender's clock and the last one heard: measures round trips, and tells old segments from new ones when
      sequence numbers have gone round.
    9 Of an experiment with partly ordered service.
    10 Of an experiment with partly ordered service.
    11 Of T/TCP, which wanted to save the handshake: a count of connections.
    12 Of T/TCP: a new count.
    13 Of T/TCP: the count sent back.
    14 Asked for another checksum.
    15 Carried another checksum that needs more than 16 bits.
    16 An early assignment; hardly anything is known of it.
    17 An early assignment; hardly anything is known of it.
    18 Would have put the checksum at the segment's end.
    19 Signs each segment with a shared password and MD5: BGP sessions. TCP-AO is to replace it.
    20 Of TCP for space links (SCPS): which of its extensions are understood.
    21 Of TCP for space links: tells what is missing.
    22 Of TCP for space links: ends of records.
    23 Of TCP for space links: losses come from damage, not from congestion.
    24 An early assignment; not met any more.
    25-25 Unassigned since 2000.
    26 An early assignment; not met any more.
    27 Answers the Quick-Start option of IP: how fast one may start. An experiment.
    28 How long unacknowledged data may wait before the connection is given up.
    29 Signs each segment with keys that can be changed while the connection lasts: BGP sessions.
    30 One connection over several paths, such as Wi-Fi and mobile; the subtype says more.
    31-33 Reserved.
    34 A cookie that lets a client send data with its next SYN.
    35-68 Reserved.
    69 Agrees to encrypt the stream (tcpcrypt).
    70-70 Reserved: it is used without having been assigned.
    71-75 Reserved.
    76-78 Reserved: they are used without having been assigned.
    79-171 Reserved.
    172 Counts congestion marks in bytes, for accurate ECN; its counters stand in one order.
    173-173 Reserved.
    174 The same with the counters in the other order.
    175-252 Reserved.
    253 For experiments; an identifier follows that tells which (RFC 6994).
    254 For experiments; an identifier follows that tells which (RFC 6994).
    255-255 Reserved.
    """

/// What is told of the subtypes of Multipath TCP.
let mptcpNotes = """
    0 In the handshake: Multipath TCP is understood, and these are the keys.
    1 Adds a path to a connection.
    2 Which bytes of the connection this segment carries, and which have come.
    3 Tells another address at which the connection can be reached.
    4 An address is no longer there.
    5 Makes a path a spare one, or a full one again.
    6 The checksum is wrong, so that something on the way changes data: falls back to plain TCP, or closes the path.
    7 Ends the whole connection at once, as RST does with one path.
    8 Says why a path was reset.
    9-14 Unassigned.
    15 For private use.
    """
