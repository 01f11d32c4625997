import Wire

/// What was done to the table of neighbours.
public enum TableReport {
    public static func flushed(_ count: Int, isJSON: Bool, to output: inout [UInt8]) {
        guard isJSON else {
            output.append(text: "\(count) \(count == 1 ? "entry" : "entries") flushed\n")
            return
        }
        JSONWriter.line(to: &output) { json in
            json.add("type", "flush")
            json.add("flushed", count)
        }
    }
}
