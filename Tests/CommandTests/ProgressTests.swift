import Foundation
import Storage
import Testing

@testable import Roundtable

/// How long work looks in a terminal, and in a pipe.
@Suite struct ProgressTests {
    private func stage(_ done: Int, of total: Int64?) throws -> LongWork.Stage {
        let work = LongWork()
        try work.begin("Copying the database", of: total)
        try work.advance(by: done)
        return try #require(work.stage)
    }

    @Test func `a bar says what, how far, and how long`() throws {
        let half = try stage(50, of: 100)
        let line = ProgressWords.line(half, after: 12, width: 80)
        #expect(line.hasPrefix("Copying the database  [") && line.contains("##") && line.contains(".]"))
        #expect(line.hasSuffix("50 %  12 s, about 12 s left"))
        #expect(ProgressWords.plain(half, after: 12) == "Copying the database: 50 %, 12 s, about 12 s left")
    }

    @Test func `a line is never wider than the terminal, whatever is done`() throws {
        for width in [21, 40, 79, 80, 200] {
            for (done, total): (Int, Int64?) in [(0, 0), (0, nil), (0, 9), (5, 9), (9, 9), (20, 9), (7, nil)] {
                let line = ProgressWords.line(try stage(done, of: total), after: 4_000_000, width: width)
                #expect(line.count < width, "\(line)")
                #expect(!line.contains("\n"))
            }
        }
    }

    @Test func `nobody is told how long it takes before something is done, and never more than there is`() throws {
        #expect(ProgressWords.plain(try stage(0, of: 100), after: 60) == "Copying the database: 0 %, 1 min 0 s")
        #expect(ProgressWords.plain(try stage(200, of: 100), after: 3_700) == "Copying the database: 100 %, 1 h 1 min")
        #expect(ProgressWords.plain(try stage(3, of: nil), after: 2) == "Copying the database: 2 s")
    }

    @Test func `what is quickly done says nothing of its way where there is no terminal`() async throws {
        try await withFolder { folder in
            let data = try Invocation.demo(in: folder)
            for arguments in [["backup", "--out", folder + "/b.sqlite"], ["verify"], ["migrate"]] {
                let run = try Invocation.run(arguments + ["--data", data])
                #expect(run.status == 0 && run.errors == "", "\(arguments[0]): \(run.errors)")
                #expect(!run.output.contains("\u{1B}"))
            }
        }
    }
}
