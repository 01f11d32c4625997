/// How a TCP connection is opened and closed: what each end sends, and the states it goes through (RFC 9293 section
/// 3.3.2 and figures 5 to 12).
let tcpStateDiagram = """
    Opening: three segments                    Closing: four segments, each direction by itself

       client              server                 closes first        closes second
       CLOSED              LISTEN                 ESTABLISHED         ESTABLISHED
          |                   |                        |                   |
       SYN-SENT  -- SYN seq=x -->                FIN-WAIT-1 -- FIN -->     |
          |               SYN-RECEIVED                 |              CLOSE-WAIT
          |  <-- SYN ACK seq=y ack=x+1 --              |  <-- ACK --       |
       ESTABLISHED            |                  FIN-WAIT-2                |   may still send
          |  -- ACK ack=y+1 -->                        |  <-- FIN --   LAST-ACK
          |              ESTABLISHED              TIME-WAIT -- ACK -->     |
                                                       |  2 MSL         CLOSED
                                                    CLOSED

                                  +---------+
                                  | CLOSED  |
                                  +---------+
              listen |                            | connect: send SYN
                     v                            v
                +---------+  send: SYN       +----------+
                | LISTEN  |----------------->| SYN-SENT |
                +---------+                  +----------+
       got SYN:      |                            |     | got SYN ACK:
       send SYN ACK  v         got SYN:           |     | send ACK
             +--------------+  send SYN ACK       |     |
             | SYN-RECEIVED |<--------------------+     |
             +--------------+                           |
                  |     | got ACK                       v
                  |     +--------------------->+-------------+
                  | close: send FIN            | ESTABLISHED |
                  v                            +-------------+
             +------------+   close: send FIN      |     | got FIN: send ACK
             | FIN-WAIT-1 |<-----------------------+     v
             +------------+                        +------------+
       got ACK |        | got FIN: send ACK        | CLOSE-WAIT |
               v        v                          +------------+
      +------------+  +---------+                        | close: send FIN
      | FIN-WAIT-2 |  | CLOSING |                        v
      +------------+  +---------+                   +----------+
       got FIN:  |       | got ACK                  | LAST-ACK |
       send ACK  v       v                          +----------+
             +-----------+   2 MSL later   +--------+    | got ACK
             | TIME-WAIT |---------------->| CLOSED |<---+
             +-----------+                 +--------+

    Why three segments: each end chooses a first sequence number, and each has to hear that the other has got it. SYN
    tells x, SYN ACK tells y and confirms x, ACK confirms y. With two, an old SYN that comes late would open a
    connection that nobody wants; so the client answers SYN ACK that it did not ask for with RST.

    Why TIME-WAIT lasts 2 MSL (twice the longest life of a segment; RFC 9293 says 2 minutes for one, Linux waits 60
    seconds in all): the last ACK may be lost, and then the FIN comes again and has to be acknowledged; and segments
    of this connection that are still on their way must be gone before the same addresses and ports are used anew. A
    FIN that comes after that is answered with RST.

    RST ends a connection at once, whatever its state, and is not acknowledged: nobody listens at the port, the
    segment belongs to no connection, or a program gave up with data unread.
    """
