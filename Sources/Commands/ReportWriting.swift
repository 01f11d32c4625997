import PacketIO
import Reports

extension ReportOutput {
    /// Writes what there is, and is empty then. Returns false where nobody reads the results any more.
    mutating func write() -> Bool {
        var isRead = true
        if !results.isEmpty {
            isRead = StandardStream.output.write(results)
            results.removeAll(keepingCapacity: true)
        }
        if !notes.isEmpty {
            StandardStream.error.write(notes)
            notes.removeAll(keepingCapacity: true)
        }
        return isRead
    }
}
