import Domain
import Markup
import Storage
import Web

/// The pages of members, of cities and of what programmes are parts of.
enum NetworkMemberFacts: RoutedFeature, OverviewFeature, ProgrammeTabFeature, HelpFeature, NamedExportFeature,
    TodayFeature
{
    static let tab = "members"
    static let overviewOrder = 10

    static var routes: [Route] { NetworkMemberRoutes.all }
    static var api: [APIRoute] { MemberAPI.routes }

    static var programmeTabs: [ProgrammeTab] {
        [ProgrammeTab(id: tab, order: 20, label: L("Members"), path: { Paths.programmeMembers($0) })]
    }

    static var news: [NewsKind] {
        [
            .programme("member.joining", "event", at: { Paths.programmeMembers($0) }) { count in
                L(count, one: "\(count) member joined a programme", other: "\(count) members joined a programme")
            }
        ]
    }

    static var exports: [NamedExport] {
        [
            NamedExport("members", of: "programme") { wish, database in
                let day = try wish.day.map { try AskedDay.checked($0) }
                let rows = try await database.read { reading in
                    try MemberFiles.rows(of: ProgrammeNamed.find(wish.subject, reading), on: day, reading)
                }
                return try (TableFormat(rawValue: wish.format) ?? .csv).bytes(
                    name: "members", header: MemberFiles.header, rows: rows)
            }
        ]
    }

    static func section(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        try members(of: programme, visit, reading) + place(of: programme, visit, reading)
    }

    private static func members(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let members = try MemberStore(reading).members(of: programme, on: CalendarDate.today(visit.now))
        return MembersSection(
            programme: programme, members: members, names: try MemberNames(members.map(\.ref), reading),
            mayKeep: try SeenProgrammesStore(reading).organises(visit.visitor, programme),
            own: try NetworkRoster.read(visit.visitor, reading, now: visit.now).belongs[programme] ?? []
        ).html
    }

    private static func place(of id: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        guard let account = visit.visitor.account else { return .empty }
        let store = ProgrammeStore(reading)
        let (organised, seen) = try SeenProgrammesStore(reading).programmes(of: account)
        let programme = try store.programme(id)
        // Out of one that somebody else organises nobody takes it alone.
        let isOwn = programme.parent.map(organised.contains) ?? true
        let choices = isOwn ? try store.programmes(organised.subtracting([id]).sorted()) : []
        return ProgrammePlaceSection(
            programme: programme,
            parent: try programme.parent.flatMap { try seen.contains($0) ? store.programme($0) : nil },
            parts: try store.parts(of: id).filter { seen.contains($0.id) },
            choices: organised.contains(id) ? choices : nil
        ).html
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "members", order: 12, title: L("Members of a programme"),
                screens: [Paths.programmeMembers.template],
                text: [
                    L(
                        "Countries, cities, organisations and regions belong to a programme in a role, from a day on. The list shows it as on any day: choose the day above."
                    ),
                    L(
                        "A partner that becomes a member keeps both times: change the role on its page, and the one ends as the other begins."
                    ),
                    L("Whoever holds a mandate for a member sees the programme from the first day of the mandate."),
                ], guides: [.organiser, .focalPoint])
        ]
    }
}
