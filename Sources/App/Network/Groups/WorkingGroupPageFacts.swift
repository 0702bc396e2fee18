import Domain
import Markup
import Storage
import Web

/// The pages of working groups, and what the house must know of them.
enum WorkingGroupPageFacts: RoutedFeature, JournalFeature, NoticeFeature, ProgrammeTabFeature, OverviewFeature,
    HelpFeature
{
    static var routes: [Route] { WorkingGroupRoutes.all }
    static var api: [APIRoute] { WorkingGroupAPI.routes }

    static var programmeTabs: [ProgrammeTab] {
        [ProgrammeTab(id: "groups", order: 30, label: L("Working groups"), path: { Paths.workingGroups($0) })]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("working-group.creation", L("Working group set up")),
            JournalKind("working-group.change", L("Working group changed")),
            JournalKind("working-group.closure", L("Working group closed")),
        ]
    }

    static var notices: [Done] { [.groupClosed] }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "working-groups", order: 152, title: L("Working groups"),
                screens: [Paths.workingGroups.template, Paths.workingGroup.template],
                text: [
                    L(
                        "A working group of a programme works on one area. Who is in it holds a mandate for it, with a first day and perhaps a last one, so that the page shows any day."
                    ),
                    L(
                        "The map shows which countries have somebody in which group, and names what is missing. A country's focal point proposes people; organisers and the head of the secretariat confirm them."
                    ),
                ], guides: [.organiser])
        ]
    }

    static func section(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let today = CalendarDate.today(visit.now)
        let roster = try GroupRoster(programme, on: today, visit, reading)
        guard !roster.groups.isEmpty else { return .empty }
        let coverage = roster.coverage
        return """
            <section id="working-groups"><h2>\(L("Working groups"))</h2>\
            <ul class="lines">\(roster.groups.html { group in
                """
                <li><a href="\(Paths.workingGroup(programme, group.id))" dir="auto">\(group.title)</a> \
                <span class="muted small">\(WorkingGroupWords.people((roster.people[group.id] ?? []).count))</span></li>
                """
            })</ul>\
            <p><a href="\(Paths.workingGroups(programme))">\(WorkingGroupWords.coverage(coverage))</a></p></section>
            """
    }
}

extension Done {
    static let groupClosed = Done("group-closed", L("Closed. The mandates of its members end the same day."))
}
