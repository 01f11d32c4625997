/// The state of one end of a TCP connection (RFC 9293 section 3.3.2).
public enum TCPState: String, CaseIterable, Hashable, Sendable {
    case listen = "LISTEN"
    case synSent = "SYN-SENT"
    case synReceived = "SYN-RECEIVED"
    case established = "ESTABLISHED"
    case finWait1 = "FIN-WAIT-1"
    case finWait2 = "FIN-WAIT-2"
    case closeWait = "CLOSE-WAIT"
    case closing = "CLOSING"
    case lastAck = "LAST-ACK"
    case timeWait = "TIME-WAIT"
    /// No connection at all.
    case closed = "CLOSED"
}
