import Probes
import Wire

/// A form in which is told what comes of asking neighbours: for people, as JSON Lines, or as comma-separated values.
///
/// Times are now, in nanoseconds since 1970.
public protocol NeighborForm<Context, Event, Totals> {
    associatedtype Context
    associatedtype Event
    associatedtype Totals

    static func start(_ context: Context, at time: Nanoseconds, to output: inout [UInt8])
    static func event(_ event: Event, _ context: Context, at time: Nanoseconds, to output: inout [UInt8])
    static func summary(_ totals: Totals, _ context: Context, at time: Nanoseconds, to output: inout [UInt8])
}
