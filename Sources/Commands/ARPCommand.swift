/// `arp`: asks who has an address, or, by its first word, for one of its other jobs.
enum ARPCommand {
    /// Runs what the words ask for, to the end of the process.
    static func main(_ words: [String]) -> Never {
        switch words.first {
        case "scan": ARPScanCommand.main(Array(words.dropFirst()))
        default: ARPAskCommand.main(words)
        }
    }
}
