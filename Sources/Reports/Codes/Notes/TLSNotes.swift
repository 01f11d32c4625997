// A table.

/// What is told of the alerts of TLS.
let tlsAlertNotes = """
    0 The sender will send no more: the regular end of a connection.
      ! Where it is missing, somebody may have cut the connection.
    1 A draft's end of early data.
    2-9 Unassigned.
    10 A message came that has no place here.
      ! Something that is no TLS, such as HTTP to an HTTPS port, or a broken program.
    20 A record could not be authenticated.
      ! Data was changed on the way, or the two sides have different keys.
    21 A record could not be decrypted; not sent any more, since it tells attackers too much.
    22 A record is longer than is allowed.
    30 Data could not be unpacked.
    40 The two sides have nothing in common: no cipher, group or signature.
      ! Old software on one side, or a server that wants another certificate or name.
    41 Of SSL 3: there is no certificate.
    42 A certificate is broken, or its signature is wrong.
    43 A certificate is of a kind that is not understood.
    44 A certificate was revoked by its authority.
    45 A certificate has expired, or is not valid yet.
      ! The renewal has failed, or a clock is wrong.
    46 Something else is wrong with a certificate.
    47 A field has a value that is not allowed.
    48 No trusted authority has signed the certificate.
      ! A self-signed certificate, a private authority that is not installed, or a missing intermediate certificate.
    49 The certificate is valid, but its owner may not do this.
    50 A message could not be read.
    51 A signature or a Finished message is wrong.
    52 DTLS: too many connection identifiers were asked for.
    60 Of the time when strong cryptography could not be exported.
    70 The version of TLS is not supported.
      ! A client or server that knows old versions alone.
    71 The server wants stronger ciphers than the client has.
    80 Something went wrong inside, and is not the other side's fault.
    86 The client offers a lower version than it has, after a failure.
      ! Somebody makes connections fail, so that a weaker version is used.
    90 The user has given up.
    100 A new handshake within the connection is not wanted.
    109 An extension that is needed is missing.
    110 An extension came that nobody asked for.
    111 A certificate could not be fetched from where it should be.
    112 The server does not know the name that was asked for.
      ! The site is not set up on this server.
    113 The proof that a certificate was not revoked (OCSP) is wrong.
    114 The digest of a certificate is wrong.
    115 The server does not know the key that was agreed on before.
    116 The server wants a certificate of the client, and there is none.
    117 Something went wrong that no other alert tells.
    120 No application protocol in common, such as h2 and http/1.1.
      ! ALPN does not fit.
    121 The server refused encrypted client hello, and the client will not do without.
    122-255 Unassigned.
    """
