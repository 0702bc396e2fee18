import Domain
import Markup
import Storage
import Web

/// Publications on the pages of others: a programme, a working group, a country.
extension PublicationFacts: OverviewFeature, WorkingGroupSectionFeature {
    /// What was released last, and what is being written.
    static func section(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let all = try PublicationSight(visit, reading).publications(of: programme)
        guard !all.isEmpty else { return .empty }
        let open: Set<PublicationState> = [.planned, .drafting, .review]
        let released: [SeenPublication] = Array(all.filter(\.record.isReleased).suffix(2))
        let shown: [SeenPublication] = released + Array(all.filter { open.contains($0.record.state) }.prefix(2))
        let way: HTML = """
            <p><a href="\(PublicationPaths.board(programme))">\(L(all.count, one: "\(all.count) publication", other: "\(all.count) publications"))</a></p>
            """
        let lines = try list(shown, programme, visit, reading)
        return "<section id=\"publications\"><h2>\(L("Publications"))</h2>\(lines)\(way)</section>"
    }

    /// On its area.
    static func section(of group: WorkingGroupRecord, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        guard let area = group.area else { return .empty }
        let within = try AreaTree(reading).within(area)
        let ids = try AreaTags(reading).records(of: .publication, in: within)
        let shown = try PublicationSight(visit, reading).publications(of: group.programme).filter {
            ids.contains($0.record.id.description)
        }
        guard !shown.isEmpty else { return .empty }
        let lines = try list(shown, group.programme, visit, reading)
        return "<section id=\"publications\"><h2>\(L("Publications"))</h2>\(lines)</section>"
    }

    private static func list(
        _ shown: [SeenPublication], _ programme: Programme.ID, _ visit: Visit, _ reading: any Reading
    ) throws -> HTML {
        let names = try PublicationNames(programme, reading, now: visit.now)
        let today = CalendarDate.today(visit.now)
        return
            "<ul class=\"lines\">\(shown.html { PublicationLine(publication: $0, names: names, today: today).html })</ul>"
    }
}
