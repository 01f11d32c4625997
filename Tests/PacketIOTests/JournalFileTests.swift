import Foundation
import Probes
import Testing

@testable import PacketIO

@Suite struct JournalFileTests {
    private static func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private static func contents(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    @Test func `lines are appended, and the whole replaced, also behind a link`() throws {
        try Self.withFolder { folder in
            let path = folder + "/file"
            try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: path)
            try Data("a\n".utf8).write(to: URL(filePath: path))
            // What a process left that was killed in the middle of it.
            try Data("broken".utf8).write(to: URL(filePath: path + ".new"))
            var file = try JournalFile.open(folder + "/link")
            #expect(try file.read() == Array("a\n".utf8))
            try file.append(Array("b\n".utf8))
            #expect(try Self.contents(path) == "a\nb\n")
            try file.replace(with: Array("c\n".utf8))
            try file.append(Array("d\n".utf8))
            #expect(try Self.contents(path) == "c\nd\n" && file.byteCount == 4)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["file", "link"])
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == path)
        }
    }

    @Test func `one process has it at a time, also when it was replaced`() throws {
        try Self.withFolder { folder in
            var file = try JournalFile.open(folder + "/file")
            #expect(throws: LinkError.self) { _ = try JournalFile.open(folder + "/file") }
            try file.replace(with: Array("c\n".utf8))
            #expect(throws: LinkError.self) { _ = try JournalFile.open(folder + "/file") }
            _ = consume file
            let next = try JournalFile.open(folder + "/file")
            #expect(try next.read() == Array("c\n".utf8))
        }
    }

    @Test func `what is no file is refused`() throws {
        try Self.withFolder { folder in
            for path in [folder, folder + "/none/file", "/dev/null"] {
                #expect(throws: LinkError.self) { _ = try JournalFile.open(path) }
            }
        }
    }
}
