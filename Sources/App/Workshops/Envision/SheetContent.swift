import Domain
import Storage
import Web

/// Everything that a sheet shows, as one viewer may see it: read once, for the sheet's page, the exchange and the projector.
struct SheetContent: Sendable {
    let sheet: SheetRecord
    let visibility: SheetVisibility
    let names: DirectoryNames
    let issues: [IssueRecord]
    let situations: [Issue.ID: SituationRecord]
    /// With its number on the sheet, from 1: in the order of the issues, oldest first.
    let interventions: [(number: Int, record: InterventionRecord)]
    let withdrawn: [InterventionRecord]
    let blockers: [BlockerRecord]

    init(_ sheet: SheetRecord, as visibility: SheetVisibility, _ reading: any Reading) throws {
        self.sheet = sheet
        self.visibility = visibility
        names = try DirectoryNames(reading)
        let store = InterventionStore(reading)
        let all = try store.interventions(of: sheet.id, includeWithdrawn: true)
        let found = try store.situations(of: sheet.id)
        situations = Dictionary(found.map { ($0.issue, $0) }, uniquingKeysWith: { first, _ in first })
        // What was written about an issue that is no priority any more stays on the sheet.
        let listed = try SheetIssues.of(sheet, reading)
        let others = (found.map(\.issue) + all.map(\.issue)).filter { !listed.contains($0) }
        let order = listed + Set(others).sorted()
        issues = try IssueStore(reading).issues(order)
        let standing = all.filter { $0.withdrawnAt == nil }
        interventions = order.flatMap { issue in standing.filter { $0.issue == issue } }.enumerated().map {
            (number: $0.offset + 1, record: $0.element)
        }
        withdrawn = all.filter { $0.withdrawnAt != nil }
        blockers = try store.blockers(of: sheet.event)
    }

    var label: Message { SheetAccess.label(sheet, as: visibility, names) }

    func interventions(about issue: Issue.ID) -> [(number: Int, record: InterventionRecord)] {
        interventions.filter { $0.record.issue == issue }
    }

    func blockers(of issue: Issue.ID) -> [BlockerRecord] { blockers.filter { $0.issue == issue } }

    /// Those with both figures.
    var matrix: ImpactMatrix {
        ImpactMatrix(
            interventions.compactMap { item in
                guard let difficulty = item.record.difficulty, let impact = item.record.impact else { return nil }
                return .init(number: item.number, difficulty: difficulty, impact: impact)
            })
    }

    var quickWins: [InterventionRecord] {
        matrix.quickWins.compactMap { win in interventions.first { $0.number == win.number }?.record }
    }
}
