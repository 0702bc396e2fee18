import Domain
import Markup
import Web

/// Who belongs to a programme on a day, in which role and since when, on a timeline.
struct MembersPage {
    let frame: ProgrammeFrame
    let day: String
    /// All times of all members.
    let members: [MemberRecord]
    let names: MemberNames
    /// Of the day.
    let mandates: [SeenMandate]
    /// For who organises the programme, or coordinates its network.
    let missing: MembersMissingSection?

    private var visit: Visit { frame.visit }
    private var today: String { CalendarDate.today(visit.now) }
    private var mayKeep: Bool { frame.allows(.organiseProgramme) }
    private var programme: Programme.ID { frame.id }

    var answer: Answer {
        frame.page(
            L("Members"), path: Paths.programmeMembers(programme), tab: NetworkMemberFacts.tab,
            """
            <div class="between"><h1>\(L("Members"))</h1>\(mayKeep ? add : .empty)</div>
            \(members.isEmpty ? empty : "\(filter)\(summary)\(missing.map { $0.html(names) } ?? .empty)\(table(now))\(others)\(acting)\(files)" as HTML)
            """)
    }

    private var add: HTML {
        "<a class=\"button primary\" href=\"\(Paths.newProgrammeMember(programme))\">\(Icon.svg("plus")) \(L("Add a member"))</a>"
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("No member yet"))</h2><p class="muted">\(mayKeep
            ? L("Countries, cities, organisations and regions can belong to a programme, in a role and from a day on. Add them one by one, or from a file.")
            : L("Nobody has entered yet who belongs to this programme."))</p>\
        \(mayKeep ? """
            <a class="button" href="\(Paths.memberImport(programme))">\(Icon.svg("upload")) \(L("Members from a file"))</a>
            """ as HTML : .empty)</div>
        """
    }

    // MARK: What is shown

    private var query: FormValues { visit.inbound.query }

    private var shown: [MemberRecord] {
        let words = Folded.text(String(query.text("q").prefix(200)))
        return members.filter { member in
            (query.text("role").isEmpty || query.text("role") == member.role.rawValue)
                && (query.text("kind").isEmpty || query.text("kind") == member.ref.kind.rawValue)
                && (words.isEmpty || Folded.text("\(names.name(member).string()) \(member.name)").contains(words))
        }
    }

    private var now: [MemberRecord] { shown.filter { $0.holds(on: day) } }

    /// The latest time of those that do not belong to it on the day.
    private var away: [MemberRecord] {
        let here = Set(now.map(\.ref))
        let byRef = Dictionary(grouping: shown.filter { !here.contains($0.ref) }, by: \.ref)
        return byRef.values.compactMap { $0.max { $0.since < $1.since } }.sorted {
            ($0.name, $0.since) < ($1.name, $1.since)
        }
    }

    // MARK: HTML

    private var filter: HTML {
        var form = FormState(query)
        if query.text("on").isEmpty {
            form = FormState(stored: [("on", day)] + ["q", "role", "kind"].map { ($0, query.text($0)) })
        }
        let all: [FieldOption] = [(value: "", label: L("All"))]
        let roles: [FieldOption] = MemberRole.allCases.map { ($0.rawValue, $0.label) }
        let kinds: [FieldOption] = MemberRef.Kind.allCases.map { ($0.rawValue, $0.label) }
        return """
            <form class="inline" id="filter" method="get" action="\(Paths.programmeMembers(programme))" role="search" data-auto>\
            \(form.text("on", L("As on"), type: "date"))\
            \(form.select("role", L("Role"), options: all + roles))\
            \(form.select("kind", L("Kind"), options: all + kinds))\
            \(form.text("q", L("Search"), type: "search"))<button>\(L("Show"))</button></form>
            """
    }

    private var summary: HTML {
        let (when, counted) = (DateText.day(day), Message.list(MemberCounts(now).words, .commas))
        return """
            <p id="count">\(day > today ? L("As planned for \(when): \(counted)") : L("As on \(when): \(counted)"))</p>
            """
    }

    private var acting: HTML {
        MemberMandatesSection(programme: programme, members: now, names: names, mandates: mandates).html
    }

    private func table(_ rows: [MemberRecord]) -> HTML {
        guard !rows.isEmpty else { return "<p class=\"muted\">\(L("Nobody on this day."))</p>" }
        let times = MemberTimes(members, on: day, today: today)
        let byRef = Dictionary(grouping: members, by: \.ref)
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Members").string())"><table class="stack">\
            <thead><tr><th scope="col">\(L("Member"))</th><th scope="col">\(L("Role"))</th><th scope="col">\(L("Time", context: "from when to when"))</th>\
            <th scope="col"><span class="between small"><bdi>\(times.first)</bdi><bdi>\(times.last)</bdi></span></th></tr></thead>\
            <tbody>\(rows.html { row($0, byRef[$0.ref] ?? [], times) })</tbody></table></div>
            """
    }

    private func row(_ member: MemberRecord, _ all: [MemberRecord], _ times: MemberTimes) -> HTML {
        """
        <tr><th scope="row">\(names.directory.chip(names.country(of: member.ref))) \
        <a href="\(Paths.programmeMember(programme, member.id))" dir="auto">\(names.name(member))</a></th>\
        <td data-label="\(L("Role").string())"><span class="sector s\(member.role.hue)">\(member.role.label)</span></td>\
        <td data-label="\(L("Time", context: "from when to when").string())"><span>\(MemberDays.words(member.since, member.until))</span></td>\
        <td>\(times.bar(all))</td></tr>
        """
    }

    private var others: HTML {
        guard !away.isEmpty else { return .empty }
        return """
            <details id="away"><summary>\(L(away.count, one: "\(away.count) that does not belong to it on this day", other: "\(away.count) that do not belong to it on this day"))</summary>\
            \(table(away))</details>
            """
    }

    private var files: HTML {
        let on = QueryText.of([("on", query.text("on").nilIfEmpty)])
        let bringIn: HTML =
            mayKeep
            ? "<a class=\"button\" href=\"\(Paths.memberImport(programme))\">\(Icon.svg("upload")) \(L("Members from a file"))</a>"
            : .empty
        return """
            <div class="actions">\(bringIn)\(TableFormat.allCases.html { format in
                """
                <a class="button plain" href="\(Paths.memberExport(programme, format.rawValue) + on)" download>\
                \(Icon.svg("download")) \(format.label)</a>
                """
            })</div>
            """
    }
}
