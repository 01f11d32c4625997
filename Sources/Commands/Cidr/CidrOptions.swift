import ArgumentParser
import PacketIO
import Reports

/// What all of `cidr` can be told.
struct CidrOptions: ParsableArguments {
    @Flag(name: .customLong("strict"), help: "Stop at the first line that is no block.")
    var strict = false

    @OptionGroup(title: "Format") var format: FormatOptions

    var reportFormat: CidrFormat {
        format.json ? .json : format.csv ? .csv : .text(isColored: format.usesColor)
    }
}

/// Whether the exit status is all that is said.
struct QuietOption: ParsableArguments {
    @Flag(name: [.customShort("q"), .customLong("quiet")], help: "Say it by the exit status alone.")
    var quiet = false
}

/// Why a command of `cidr` ends before its time; what is to be said was said.
struct CidrEnd: Error {
    let status: ExitCode

    /// The command line is wrong: one line on standard error, without the help.
    static func usage(_ message: String) -> CidrEnd {
        warn(message)
        return CidrEnd(status: .validationFailure)
    }
}

extension ParsableCommand {
    /// Runs, and ends the process.
    func end(_ work: () throws(CidrEnd) -> ExitCode) -> Never {
        do throws(CidrEnd) {
            ProcessExit.end(status: try work().rawValue)
        } catch {
            ProcessExit.end(status: error.status.rawValue)
        }
    }
}
