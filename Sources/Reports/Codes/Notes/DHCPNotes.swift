// A table.

/// What is told of the types of DHCP messages.
let dhcpMessageNotes = """
    0-0 Reserved.
    1 A client without an address asks all: which servers are there?
      ! Again and again: no server, or its answers do not come through.
    2 A server offers an address and settings.
    3 The client takes an offer, or wants to keep its address.
    4 The client found that the address is in use already.
      ! Somebody has set the address by hand.
    5 The server confirms: the address is yours for the lease time.
    6 The server refuses: begin anew.
      ! The client has moved to another network, or its lease is over.
    7 The client gives its address back.
    8 A client that has an address asks for other settings only.
    9 A server makes clients renew at once.
    10 A relay or router asks who has this address.
    11 The address is free.
    12 The server does not know the address.
    13 The address is in use, by this client.
    14 Asks for many leases at once, by TCP.
    15 That was all of them.
    16 Asks to be told of leases as they change, by TCP.
    17 How such a query goes.
    18 Wants to go on with TLS.
    19-255 Unassigned.
    """

/// What is told of DHCP's options.
let dhcpOptionNotes = """
    0 Fills a byte.
    1 The netmask: which addresses are in the client's own subnet, and are asked by ARP.
    2 Seconds from UTC.
    3 The gateways, the best first: where everything goes that is not in the subnet.
    4 Servers of the old time protocol (RFC 868).
    5 Servers of an old name service (IEN 116); not the DNS.
    6 Name servers of the DNS.
    7 Log servers of the MIT.
    8 Servers of cookies, that is of sayings.
    9 Line printer servers.
    10 Imagen Impress print servers.
    11 Resource location servers.
    12 The client's name.
    13 How long the boot file is, in blocks of 512 bytes.
    14 A file for a dump if the client crashes.
    15 The domain for names without a dot.
    16 The swap server.
    17 The path of the root file system of a diskless client.
    18 A file with more options.
    19 Whether the client forwards packets.
    20 Whether it forwards packets with source routes to other subnets.
    21 To where source routes may lead.
    22 The longest datagram the client has to put together.
    23 The TTL of the client's packets.
    24 After how many seconds a path MTU is measured anew.
    25 The sizes to try when a path MTU is looked for.
    26 The MTU of the interface.
    27 Whether all subnets have this MTU.
    28 The broadcast address of the subnet.
    29 Whether to ask for the netmask by ICMP.
    30 Whether to answer such questions.
    31 Whether to look for routers by ICMP.
    32 To where to send that question.
    33 Routes to single hosts; option 121 replaces it.
    34 Whether trailers are used in ARP (RFC 893).
    35 After how many seconds ARP entries are forgotten.
    36 Ethernet II or 802.3 frames.
    37 The TTL of TCP segments.
    38 Seconds between keepalives of TCP.
    39 Whether keepalives carry a byte, for old hosts.
    40 The NIS domain.
    41 NIS servers.
    42 NTP servers.
    43 Options of the vendor that option 60 names.
    44 NetBIOS name servers (WINS).
    45 NetBIOS datagram servers.
    46 How NetBIOS names are looked up: by broadcast, by server, or both.
    47 The NetBIOS scope.
    48 X font servers.
    49 X display managers.
    50 The address that the client would like, or has chosen among the offers.
    51 For how many seconds the address is lent.
    52 Options go on in the fields for file and server name.
    53 Which message it is: Discover, Offer, Request, ACK, ... (codes dhcp-message).
    54 Which server it is; tells a client's choice among offers.
    55 Which options the client wants; their order tells systems apart.
    56 An error in words, of a NAK or Decline.
    57 The longest message the client takes.
    58 After how many seconds the client asks its server for more time (T1).
    59 After how many seconds it asks any server (T2).
    60 The vendor and kind of the client: MSFT 5.0, PXEClient, android-dhcp.
    61 Who the client is, where not by its MAC address.
    62 NetWare/IP domain.
    63 NetWare/IP options.
    64 The NIS+ domain.
    65 NIS+ servers.
    66 The boot server's name (TFTP).
    67 The boot file's name.
    68 Home agents of Mobile IP.
    69 Mail servers (SMTP).
    70 Mail servers (POP3).
    71 News servers.
    72 Web servers.
    73 Finger servers.
    74 Chat servers (IRC).
    75 StreetTalk servers.
    76 StreetTalk directory servers.
    77 The kind of user or of use, for servers that give different settings.
    78 Directory agents of the Service Location Protocol.
    79 Scopes of the Service Location Protocol.
    80 Two messages instead of four: the server may ACK a Discover.
    81 The client's full name, and who tells it to the DNS.
    82 What a relay adds: at which port of which switch the client is.
    83 iSNS servers, for disks by iSCSI.
    84-84 Unassigned.
    85 Novell directory servers.
    86 The Novell directory tree.
    87 The Novell directory context.
    88 Controllers of broadcast services of mobile networks, by name.
    89 Controllers of broadcast services of mobile networks, by address.
    90 Authenticates the message; hardly used.
    91 Lease queries: seconds since the client was last heard.
    92 Lease queries: other addresses of the client.
    93 Network boot: what the client runs on, such as BIOS or UEFI.
    94 Network boot: the version of the client's network interface code.
    95 LDAP servers, of Apple.
    97 Network boot: the client's UUID.
    98 Servers that check users.
    99 Where the client is: country, street, floor.
    100 The time zone, as POSIX writes it.
    101 The time zone by its name: Europe/Berlin.
    108 The client can do without IPv4 for so many seconds, if the network can.
    109 The source address of DHCP for IPv4 over IPv6.
    112 NetInfo servers, of Apple.
    113 The NetInfo tag, of Apple.
    114 Where the sign-in page's interface is (captive portal).
    116 Whether the client may give itself an address in 169.254.0.0/16.
    117 In which order name services are asked.
    118 The subnet from which an address is wanted.
    119 Domains to try for short names.
    120 SIP servers, for telephones.
    121 Routes with their prefixes; where it is there, option 3 is ignored.
    122 Settings for cable telephones.
    123 Where the client is: latitude, longitude, altitude.
    124 As option 60, for several vendors by their numbers.
    125 As option 43, for several vendors by their numbers.
    128 Network boot, as a vendor likes; telephones use it too.
    129 Network boot, as a vendor likes; telephones use it too.
    130 Network boot, as a vendor likes; telephones use it too.
    131 Network boot, as a vendor likes; telephones use it too.
    132 Network boot, as a vendor likes; telephones take it for their VLAN.
    133 Network boot, as a vendor likes; telephones take it for their priority.
    134 Network boot, as a vendor likes; telephones use it too.
    135 Network boot, as a vendor likes; telephones use it too.
    136 Agents that check access (PANA).
    137 The server that knows which emergency service is in charge of a place.
    138 Controllers of Wi-Fi access points.
    139 Servers that help to change networks, by address.
    140 Servers that help to change networks, by name.
    141 Domains with settings for SIP telephones.
    142 Servers that tell mobiles which networks to use.
    143 Where a new device is set up by itself.
    144 Where the client is, and how exactly that is known.
    145 The client takes Force Renew, if it is authenticated so.
    146 Which name servers to ask for which domains.
    147 The name of the server to be told of attacks (DOTS).
    148 The addresses of that server.
    150 Boot servers (TFTP), by address; Cisco telephones.
    151 Lease queries: how it went.
    152 Lease queries: the server's time.
    153 Lease queries: since when the lease is in its state.
    154 Lease queries: only what changed since then.
    155 Lease queries: only what changed until then.
    156 Lease queries: the state of the lease.
    157 Lease queries: whether the server has given the lease itself.
    158 Servers that open ports in a gateway (PCP).
    159 Which ports of a shared address are the client's.
    161 Where the manufacturer describes what the device has to talk to (MUD).
    162 Name servers that speak DNS over TLS, HTTPS or QUIC.
    175 Etherboot; never assigned in the end.
    176 IP telephones; never assigned in the end.
    177 Etherboot; never assigned in the end.
    208 A magic number: the next three options are PXELINUX's.
    209 PXELINUX's settings file.
    210 PXELINUX's folder.
    211 After how many seconds PXELINUX gives up and boots anew.
    212 IPv6 through the provider's IPv4: prefix and relay (6rd).
    213 The domain of the access network, to find its location server.
    220 Asks for a whole subnet instead of an address.
    221 Which of several private networks the client is in.
    224-248 Private use.
    249 Routes with their prefixes, as Microsoft numbered it before option 121 was there.
    250-251 Private use.
    252 Where the proxy settings are (WPAD), as Microsoft chose.
    253-254 Private use.
    255 Ends the options.
    """
