import ArgumentParser
import PacketIO

/// `arp` and its commands, each of which has a table of its own.
enum ARPCommand {
    static func main(_ words: [String]) -> Never {
        let rest = Array(words.dropFirst())
        switch words.first {
        case "table": ARPTableCommand.main(rest)
        case "watch": ARPWatchCommand.main(rest)
        default:
            warn("arp takes table or watch")
            ProcessExit.end(status: ExitStatus.wrongUsage.rawValue)
        }
    }
}
