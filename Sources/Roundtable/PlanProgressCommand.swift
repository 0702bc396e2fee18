import ArgumentParser
import Domain
import Foundation

/// `roundtable progress`: anyone can count again how far a plan is, without a server.
struct PlanProgressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "progress",
        abstract: "Counts how far a plan is, as JSON with exact fractions.",
        discussion: """
            PLAN.csv is a plan (\(PlanFile.columns.joined(separator: ","))): lists are separated by semicolons, milestones are \
            title|due|done-on. With --before, an older version, what changed is told apart: by scope, by work. A malformed file is \
            refused with the line, the column and what was expected there (exit status 65). docs/progress.md tells the rules.
            """)

    @Option(
        help: "The day to look at, such as 2026-11-30.",
        transform: { text in
            guard let day = CalendarDate(text) else { throw ValidationError("a day is told such as 2026-11-30.") }
            return day
        })
    var today: CalendarDate

    @Option(help: "An older version of the plan.")
    var before: String?

    @Argument(help: "The plan.")
    var file: String

    func run() async throws {
        try await Failure.told {
            let plan = try CountedFile.read(file) { bytes throws(FileProblem) in try PlanFile(bytes) }
            let old = try before.map { name in
                try CountedFile.read(name) { bytes throws(FileProblem) in try PlanFile(bytes) }
            }
            FileHandle.standardOutput.write(Data(PlanReport(plan, before: old, today: today).json.utf8))
        }
    }
}
