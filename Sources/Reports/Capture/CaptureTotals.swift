import Wire

/// What a capture has counted: `captured` of all that passed the filter, and what was lost on the way, by whom.
public struct CaptureTotals: Hashable, Sendable {
    public struct Interface: Hashable, Sendable {
        public var name: String
        /// Packets that passed the filter, those dropped later included.
        public var received: Int
        /// Packets for which there was no room in the kernel.
        public var droppedByKernel: Int
        /// How often there was none.
        public var timesFull: Int

        public init(name: String, received: Int, droppedByKernel: Int, timesFull: Int) {
            self.name = name
            self.received = received
            self.droppedByKernel = droppedByKernel
            self.timesFull = timesFull
        }
    }

    /// Packets that were told or written.
    public var captured: Int
    /// Packets that the program took and could neither tell nor write.
    public var droppedByProgram: Int
    public var interfaces: [Interface]

    public init(captured: Int, droppedByProgram: Int, interfaces: [Interface]) {
        self.captured = captured
        self.droppedByProgram = droppedByProgram
        self.interfaces = interfaces
    }

    private var received: Int { interfaces.reduce(0) { $0 + $1.received } }
    private var droppedByKernel: Int { interfaces.reduce(0) { $0 + $1.droppedByKernel } }
    private var timesFull: Int { interfaces.reduce(0) { $0 + $1.timesFull } }

    /// Lines for people.
    public func text() -> [UInt8] {
        var text: [UInt8] = []
        text.append(
            text: "\(captured) \(captured == 1 ? "packet" : "packets") captured, \(received) received by filter, "
                + "\(droppedByKernel) dropped by kernel, \(droppedByProgram) dropped by swiftnet\n")
        if interfaces.count > 1 {
            for interface in interfaces {
                text.append(text: "  ")
                text.appendEscaped(interface.name)
                text.append(text: ": \(interface.received) received, \(interface.droppedByKernel) dropped by kernel\n")
            }
        }
        if droppedByKernel > 0 {
            let times = timesFull == 1 ? "once" : "\(timesFull) times"
            text.append(text: "the kernel's buffer was full \(times): a larger one (-B) rides out longer bursts\n")
        }
        return text
    }

    /// A line of JSON.
    public func writeJSON(at time: Int64, to output: inout [UInt8]) {
        JSONWriter.line(to: &output) { json in
            json.add("type", "summary")
            json.add("time", moment: time)
            json.add("captured", captured)
            json.add("received", received)
            json.add("dropped_by_kernel", droppedByKernel)
            json.add("dropped_by_swiftnet", droppedByProgram)
            json.add("interfaces", objects: interfaces) { json, interface in
                json.add("name", interface.name)
                json.add("received", interface.received)
                json.add("dropped_by_kernel", interface.droppedByKernel)
                json.add("times_full", interface.timesFull)
            }
        }
    }
}
