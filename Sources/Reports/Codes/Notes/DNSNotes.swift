// A table.

/// What is told of the types of DNS records.
let dnsTypeNotes = """
    0-0 Reserved.
    1 The IPv4 address of a name.
    2 A name server of this zone, or, at a delegation, of the zone below.
      ! Where the name has no address, or does not answer for the zone, the delegation is lame.
    3 Of mail before MX; obsolete.
    4 Of mail before MX; obsolete.
    5 This name is an alias: ask for that one. No other data may stand beside it but signatures.
    6 The start of a zone: its primary server, who is in charge, serial number, timers, and for how long "no such name"
      may be remembered.
    7 A mailbox; an experiment.
    8 A member of a mail group; an experiment.
    9 Another name of a mailbox; an experiment.
    10 Any bytes; for experiments and, by misuse, tunnels.
    11 Which well-known services an address offers; not believed by anybody.
    12 A name for an address: in in-addr.arpa and ip6.arpa.
    13 Processor and operating system of a host; now also the short answer to a query of type ANY (RFC 8482).
    14 Who is in charge of a mailbox or list; an experiment.
    15 A mail server of this domain; the lowest preference is tried first.
    16 Any text: SPF, DKIM, proofs that a domain is one's own.
    17 Who is responsible for a name.
    18 Servers of AFS and DCE cells.
    19 An address of an X.25 network.
    20 An ISDN telephone number.
    21 A host that routes to one without a connection of its own; an experiment.
    22 An OSI network address.
    23 A name for an OSI network address.
    24 A signature of early DNSSEC; now of SIG(0), which signs single messages.
    25 A key of early DNSSEC; now of SIG(0).
    26 Maps mail addresses between X.400 and the Internet.
    27 Longitude, latitude and altitude; replaced by LOC.
    28 The IPv6 address of a name.
    29 Where on Earth something is.
    30 What NSEC is now, in early DNSSEC.
    31 Of Nimrod, an experimental routing architecture.
    32 Of Nimrod, an experimental routing architecture.
    33 Host and port of a service, with priority and weight: SIP, XMPP, LDAP, mDNS.
    34 An ATM address.
    35 Rewrites a name or number to a service, as for telephone numbers (ENUM) and SIP.
    36 A host that exchanges keys for another.
    37 A certificate or a revocation list.
    38 IPv6 addresses in parts; given up for AAAA.
    39 All names below this one are aliases of the same names below another.
    40 A draft for any data, given up.
    41 No record but EDNS: sizes, flags and options of a message. Not to be asked for.
    42 Lists of address blocks.
    43 The digest of the child zone's key, in its parent: a link of DNSSEC's chain.
      ! Where it fits no key of the child, as after a careless change, the whole zone is bogus.
    44 The fingerprint of a host's SSH key.
    45 A key and gateway for IPsec.
    46 A DNSSEC signature of records of one name and type.
      ! Where it has expired, validating resolvers say SERVFAIL.
    47 The next name in the zone, and which types this one has: proves what is not there.
    48 A public key of a zone.
    49 Says for which DHCP client a name was registered.
    50 As NSEC, with hashed names, so that the zone can't be simply listed.
    51 How a zone hashes names for NSEC3.
    52 Which certificate a TLS server has (DANE).
    53 Which certificate somebody signs mail with.
    54-54 Unassigned.
    55 The identity and servers of a Host Identity Protocol host.
    56 A status of a zone; a proposal hardly in use.
    57 A key to encrypt records with; a proposal hardly in use.
    58 Links trust anchors of a zone's history; a proposal.
    59 What the child wants its DS record to be.
    60 What the child wants its DS record to be made of.
    61 An OpenPGP key of a mail address.
    62 Which records the parent is to take over from the child, such as NS.
    63 A digest of the whole zone, so that a copy can be checked.
    64 Where and how a service is reached: hosts, ports, protocols, keys.
    65 As SVCB, for web sites: HTTP/3, encrypted client hello, aliases at a zone's apex.
    66 Where a parent wants to be told of changes in the child.
    67 A hierarchical host identity tag, of drones.
    68 What drones broadcast to be identified.
    69-98 Unassigned.
    99 SPF as a type of its own; given up for TXT.
    100 Of an early use of BIND; reserved.
    101 Of an early use of BIND; reserved.
    102 Of an early use of BIND; reserved.
    103 Of an early use of BIND; reserved.
    104 A node's identity (ILNP, an experiment).
    105 A locator of 32 bits (ILNP).
    106 A locator of 64 bits (ILNP).
    107 The name of a set of locators (ILNP).
    108 A MAC address of 48 bits.
    109 An address of 64 bits, EUI-64.
    110-127 Unassigned.
    128 Stands only in an NSEC record, and says that the name does not exist, where answers are signed as they are
      made.
    129-248 Unassigned; for types that only ask or are only in messages.
    249 Agrees on a key to sign messages with.
    250 Signs a message with a shared key: zone transfers and updates.
      ! BADTIME where clocks differ, BADKEY where the key's name is not known, BADSIG where its secret is another.
    251 Asks for what has changed in a zone since a serial number.
    252 Asks for a whole zone.
    253 Asked for mailbox records; obsolete.
    254 Asked for mail agent records; obsolete.
    255 Asks for whatever the server has of a name; many answer with one record only.
    256 A URI for a service.
    257 Which authorities may make certificates for this domain.
    258 Settings for application visibility (Cisco).
    259 Any object by its URL; a draft.
    260 A relay for multicast across networks without it.
    261 What a resolver can do.
    262 An address of a cryptocurrency wallet.
    263 An address of a Bundle Protocol convergence layer: networks with long delays.
    264 A node number of the Bundle Protocol.
    265-32767 Unassigned.
    32768 A trust anchor outside of the root; a draft.
    32769 DNSSEC look-aside validation; its registry is closed.
    32770-65279 Unassigned.
    65280-65534 Private use.
    65535-65535 Reserved.
    """

/// What is told of DNS classes.
let dnsClassNotes = """
    0 Reserved.
    1 The Internet: what everybody means.
    2 CSNET; obsolete.
    3 The Chaosnet; servers tell their version under it, as version.bind.
    4 Hesiod: users and groups of a campus.
    5-253 Unassigned.
    254 In updates: this must not exist, or is to be deleted.
    255 Asks for any class.
    256-65279 Unassigned.
    65280-65534 Private use.
    65535-65535 Reserved.
    """

/// What is told of DNS operations.
let opcodeNotes = """
    0 A question: what all lookups are.
    1 Asked which name has this data; obsolete.
    2 Asks for a server's status; never specified.
    3-3 Unassigned.
    4 A primary server tells its secondaries that a zone has changed.
    5 Adds or deletes records of a zone.
    6 Messages of a session that stays: keepalive, push notifications.
    7-15 Unassigned.
    """

/// What is told of DNS response codes.
let rcodeNotes = """
    0 No error. With no answer in it: the name exists, but has no record of this type.
    1 The server could not read the query.
      ! An old server that does not know EDNS, or a broken client.
    2 The server could not find the answer.
      ! A resolver whose validation failed (DNSSEC), or that could reach none of the zone's servers; a server that
      could not load its zone.
    3 The name does not exist, and no name below it.
      ! A typing error, or a search list that was added.
    4 The server does not know this kind of query.
    5 The server does not want to answer.
      ! It is asked for a zone that is not its own, or by a client that may not use it as a resolver.
    6 An update needs a name not to exist, and it does.
    7 An update needs records not to exist, and they do.
    8 An update needs records to exist, and they do not.
    9 The server is not in charge of the zone, or the client may not do this.
      ! A zone transfer or update without, or with a wrong, TSIG key.
    10 An update names something outside of the zone.
    11 This type of session message is not known (DNS stateful operations).
    12-15 Unassigned.
    16 The version of EDNS is not known. In TSIG records 16 is BADSIG: the signature is wrong.
    17 The server does not know the TSIG key.
      ! The key's name or algorithm differs between the two sides.
    18 The time of a signed message is off by more than is allowed.
      ! A clock is wrong by more than 5 minutes.
    19 This way to agree on a key (TKEY) is not known.
    20 The name of the key exists already.
    21 The algorithm is not known.
    22 The signature is cut shorter than is allowed.
    23 The cookie is missing or wrong; ask again with the one that came with this answer.
    24-3840 Unassigned.
    3841-4095 Private use.
    4096-65534 Unassigned.
    65535-65535 Reserved.
    """

/// What is told of extended DNS errors.
let edeNotes = """
    0 Another error; a text may tell more.
    1 The zone is signed with algorithms that the resolver does not know, and so is treated as not signed.
    2 The DS records use digests that the resolver does not know, and so the zone is treated as not signed.
    3 The answer is from the cache and has expired: nobody could be asked for a newer one.
      ! The zone's servers do not answer.
    4 The answer was made up by the resolver's rules.
      ! A filter of the operator.
    5 Validation ended without saying secure or not.
    6 Validation failed.
      ! A mistake in the zone's signatures or DS record, or a forged answer.
    7 Validation failed, because a signature has expired.
      ! The zone's signing has stopped, or the resolver's clock is wrong.
    8 Validation failed, because a signature is not valid yet.
      ! The clock of the signer or of the resolver is wrong.
    9 A DS record in the parent fits no key of the zone.
      ! A key was changed, or signing ended, without changing the DS record.
    10 There are no signatures where there should be some.
    11 No key of the zone has the flag that makes it a key of the zone.
    12 The proof that something does not exist is missing.
    13 A failure that is remembered from before.
    14 The server has not finished starting.
    15 The operator blocks the name for security: malware, phishing.
    16 The operator has to block the name, as by law.
    17 The client asked for such names to be filtered, as parents do.
    18 This client may not ask here.
    19 That the name does not exist is from the cache and has expired: nobody could be asked.
    20 The server has no such zone, and does not look for others.
      ! A delegation that leads to the wrong server.
    21 The server does not support the query.
    22 None of the zone's servers could be reached.
    23 A server could not be reached because of an error of the network.
    24 The server has the zone, but its data is out of date or unusable.
    25 A signature expires before it becomes valid.
    26 The query came in the first flight of a handshake (0-RTT), and could be a replay; ask again.
    27 The zone's NSEC3 records hash more often than the resolver allows.
    28 The policy that was asked for can't be kept.
    29 The answer was made by the server, not found in a zone.
    30 A type was asked for that may not be asked for, such as NXNAME.
    31-49151 Unassigned, or newer than this table.
    49152-65535 Private use.
    """

/// What is told of EDNS options.
let ednsNotes = """
    0 Reserved.
    1 Wants to be told of changes of an answer (long-lived queries).
    2 For how long an update is to last: devices in a home register so.
    3 Which of many servers behind one address is this? It tells its name.
    4 Who registered a record; of sleep proxies.
    5 Which DNSSEC algorithms a validator understands.
    6 Which digests of DS records it understands.
    7 Which hashes of NSEC3 it understands.
    8 The network of the client for whom a resolver asks, so that the answer can be near to it.
    9 After how many seconds a secondary's copy of the zone expires.
    10 A cookie that proves a client's address, against forged answers and senders.
    11 For how long a TCP connection may stay open unused.
    12 Fills an encrypted message, so that its length tells nothing.
    13 Asks for all records of the chain of trust at once.
    14 Which keys a validator trusts: tells operators whether a new root key has arrived.
    15 Why there is this error or answer, in more detail: codes ede.
    16 A tag of a client; a draft.
    17 A tag of a server; a draft.
    18 The domain to which a resolver is to report errors in this zone.
    19 Which version, that is serial number, of a zone an answer is from.
    20-20291 Unassigned.
    20292 Identifies a customer to Cisco Umbrella.
    20293-26945 Unassigned.
    26946 Identifies a device to Cisco Umbrella.
    26947-65000 Unassigned.
    65001-65534 For local and experimental use.
    65535-65535 Reserved.
    """

/// What is told of DNSSEC's algorithms.
let dnssecAlgorithmNotes = """
    0-0 In a CDS or CDNSKEY record: delete the DS records (RFC 8078).
    1 RSA with MD5: broken, must not be used.
    2 Diffie-Hellman keys; sign nothing.
    3 DSA with SHA-1: must not be used.
    4-4 Reserved.
    5 RSA with SHA-1: old, no longer to be used for signing.
    6 As 3, in zones with NSEC3.
    7 As 5, in zones with NSEC3.
    8 RSA with SHA-256: widely used.
    9-9 Reserved.
    10 RSA with SHA-512.
    11-11 Reserved.
    12 GOST R 34.10-2001: must not be used.
    13 ECDSA with curve P-256: short signatures, and the one to choose.
    14 ECDSA with curve P-384.
    15 Ed25519: shortest and quickest to sign.
    16 Ed448.
    17 SM2 with SM3, of China's standards.
    18-22 Unassigned.
    23 GOST R 34.10-2012, of Russia's standards.
    24-122 Unassigned.
    123-251 Reserved.
    252 The key is found elsewhere; reserved.
    253 A private algorithm, named by a domain name.
    254 A private algorithm, named by an object identifier.
    255-255 Reserved.
    """

/// What is told of the digests of DS records.
let digestNotes = """
    0-0 Reserved; stands in a CDS record that asks for deletion.
    1 20 bytes; no longer to be used for new DS records.
    2 32 bytes; the one that everybody uses.
    3 GOST R 34.11-94: must not be used.
    4 48 bytes.
    5 GOST R 34.11-2012, of Russia's standards.
    6 SM3, of China's standards.
    7-127 Unassigned.
    128-252 Reserved.
    """

/// What is told of the parameters of services.
let svcbNotes = """
    0 Which of the other parameters a client has to understand to use this record.
    1 The protocols spoken: h2, h3, dot.
    2 The default protocol, HTTP/1.1 for HTTPS records, is not spoken.
    3 The port, where it is not the usual one.
    4 IPv4 addresses to try before A records are there.
    5 The key and settings for encrypted client hello: the server's name can't be seen on the way.
    6 IPv6 addresses to try before AAAA records are there.
    7 The path of the server's DNS over HTTPS.
    8 Oblivious HTTP is spoken: a relay hides the client's address.
    9 Key exchange groups of TLS that the server supports, so that the client guesses right.
    10-65279 Unassigned, or newer than this table.
    65280-65534 Private use.
    65535-65535 Reserved: no key.
    """
