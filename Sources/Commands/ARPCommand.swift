/// `arp`: asks who has an address, or, by its first word, for one of its other jobs.
enum ARPCommand {
    /// Runs what the words ask for, to the end of the process.
    static func main(_ words: [String]) -> Never {
        let rest = Array(words.dropFirst())
        switch words.first {
        case "scan": ARPScanCommand.main(rest)
        case "table": ARPTableCommand.main(rest)
        case "watch": ARPWatchCommand.main(rest)
        default: ARPAskCommand.main(words)
        }
    }
}
