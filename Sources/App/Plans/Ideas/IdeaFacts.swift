import Domain
import Markup
import Storage
import Web

/// What a programme could do.
enum IdeaFacts: RoutedFeature, JournalFeature, HelpFeature, PlansTabFeature, PlansBoxFeature {
    static let tab = "ideas"

    static var routes: [Route] { IdeaRoutes.all }
    static var api: [APIRoute] { IdeaAPI.routes }

    static var plansTabs: [PlansTab] {
        [PlansTab(id: tab, order: 60, label: L("Ideas"), path: { IdeaPaths.board($0) })]
    }

    static let boxOrder = 60

    static func box(_ standing: PlansStanding, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let sight = try IdeaSight(standing, reading)
        let ideas = try sight.ideas.filter { $0.joinedInto == nil }
        guard !ideas.isEmpty else { return .empty }
        let supported = ideas.count { sight.standing($0) == .supported }
        return """
            <section id="\(tab)"><h2><a href="\(IdeaPaths.board(standing.programme))">\(L("Ideas"))</a></h2>\
            <p>\(L(ideas.count, one: "\(ideas.count) idea", other: "\(ideas.count) ideas")). \(L("Supported: \(supported).")) </p></section>
            """
    }

    static var journal: [JournalKind] {
        [
            JournalKind("idea.creation", L("Idea written")),
            JournalKind("idea.change", L("Idea changed")),
            JournalKind("idea.sharing", L("Idea shared")),
            JournalKind("idea.endorsement", L("A country said what it thinks of an idea")),
            JournalKind("idea.endorsement-withdrawal", L("A country took its word on an idea back")),
            JournalKind("idea.support", L("Support of an idea changed")),
            JournalKind("idea.parking", L("Idea parked")),
            JournalKind("idea.closing", L("Idea closed")),
            JournalKind("idea.taking", L("Idea taken up by a project")),
            JournalKind("idea.joining", L("Idea merged into another")),
            JournalKind("idea.parting", L("Merged ideas parted")),
            JournalKind("idea.rule", L("Rule for support of ideas changed")),
            JournalKind("idea.sheet", L("Two pages of an idea given to somebody")),
            JournalKind("idea.sheet-withdrawal", L("Two pages of an idea taken back from somebody")),
            JournalKind("idea.funder-answer", L("Somebody answered the two pages of an idea")),
            JournalKind("idea.funder-reply", L("A question on an idea answered")),
            JournalKind("proposal.creation", L("Proposal begun")),
            JournalKind("proposal.change", L("Proposal moved on")),
            JournalKind("proposal.decision", L("Proposal decided on")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "ideas", order: 126, title: L("Ideas"),
                screens: [
                    IdeaPaths.board.template, IdeaPaths.new.template, IdeaPaths.one.template,
                    IdeaPaths.editing.template, IdeaPaths.sheet.template, IdeaPaths.proposal.template,
                ],
                text: [
                    L(
                        "An idea is supported as long as enough countries say so through their focal points and no country that it names puts it off. Then its members write the proposal together."
                    ),
                    L(
                        "The two pages go to named people who may fund it: they read nothing else, and say that they are interested, ask, or decline."
                    ),
                ], guides: [.organiser, .focalPoint])
        ]
    }
}

extension IdeaFacts: StoredFeature {
    private static let here = "what a programme could do belongs to its server"

    static var tables: [TableFacts] {
        [
            TableFacts(
                "project_idea", search: .found(["title", "need", "text", "difference"]),
                person: .rows(580, [.actor("created_by")]),
                texts: ["title", "need", "text", "difference", "cost", "outcome"], seats: [.actor("created_by")],
                file: .stays(here)),
            TableFacts("idea_link", search: .left("names countries, regions, areas and sources"), file: .stays(here)),
            TableFacts(
                "idea_endorsement", search: .left("stands on the page of its idea"),
                person: .rows(581, [.account("account_id")]), erasure: .blanked(["account_id": .nothing]),
                texts: ["words"], file: .stays(here)),
            TableFacts(
                "idea_funder", search: .left("of those who were given the two pages"),
                person: .rows(
                    582, [.account("account_id"), .actor("released_by")],
                    ["id", "idea_id", "released_at", "answer", "words", "answered_at", "reply"]), erasure: .deleted,
                texts: ["words", "reply", "released"], seats: [.actor("released_by")], file: .stays(here)),
            TableFacts("idea_rule", file: .stays(here)),
            TableFacts(
                "idea_proposal", search: .left("is found by its idea and its text"),
                person: .rows(583, [.actor("created_by"), .actor("decided_by")]), texts: ["words"],
                seats: [.actor("created_by"), .actor("decided_by")], file: .stays(here)),
        ]
    }
}

/// Ideas, by who reads them.
extension IdeaFacts: SearchFeature {
    private static let kind = SearchKind("idea", order: 94, L("Ideas"))

    static var searchKinds: [SearchKind] { [kind] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let (visit, programmes) = (asked.visit, asked.programmes.keys.sorted())
        return try IdeaSight.all(visit.visitor, now: visit.now, in: programmes, reading).map { idea, sight in
            var entry = SearchEntry(
                kind, idea.id, SearchText(idea.title, in: idea.language), in: .programme(idea.programme),
                path: IdeaPaths.one(idea.id))
            entry.texts = [idea.need, idea.text, idea.difference].map { SearchText($0, in: idea.language) }
            entry.details = [sight.standing(idea).label]
            entry.marking = idea.marking
            return entry
        }
    }
}

/// From the page of an item of the thread: an idea is written of it, by who acts for a member; and those that were.
extension IdeaFacts: ThreadActFeature {
    static func act(
        on item: ThreadItem, in programme: Programme.ID, _ visit: Visit, _ reading: any Reading
    ) throws -> HTML {
        let kinds = NeedSource.kinds.union([.need, .finding, .lesson, .indicator, .risk, .priority])
        guard visit.visitor.account != nil, !item.isWithdrawn, kinds.contains(item.kind) else { return .empty }
        let sight = try IdeaSight(visit, programme, reading)
        guard sight.standing.isOf else { return .empty }
        let reference = "\(item.kind.rawValue):\(item.id)"
        let made = try IdeaStore(reading).ideas(from: reference).filter { $0.programme == programme && sight.reads($0) }
        let writing: HTML =
            sight.proposes
            ? "<p><a href=\"\(IdeaPaths.new(programme))\(QueryText.of([("source", reference)]))\">\(L("Write an idea from it"))</a></p>"
            : .empty
        return """
            \(made.html { "<p dir=\"auto\">\(L("Idea")): <a href=\"\(IdeaPaths.one($0.id))\">\($0.title)</a></p>" })\(writing)
            """
    }
}

/// On the page of a country: ideas that name it, and what it said of them.
extension IdeaFacts: CountryThingFeature {
    static func offers(to member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
    {
        guard let country = member.country else { return [] }
        return try things(programmes, visit, reading) { idea, _ in
            idea.state == .shared && idea.countries.contains(country)
                && !idea.endorsements.contains { $0.country == country } ? (nil, idea.sharedAt ?? idea.createdAt) : nil
        }
    }

    static func answers(of member: MemberRef, in programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading)
        throws -> [CountryThing]
    {
        guard let country = member.country else { return [] }
        return try things(programmes, visit, reading) { idea, _ in
            idea.endorsements.first { $0.country == country }.map { ($0.stance.label, $0.saidAt) }
        }
    }

    private static func things(
        _ programmes: [Programme.ID], _ visit: Visit, _ reading: any Reading,
        _ told: (IdeaRecord, IdeaSight) -> (note: Message?, at: Int64)?
    ) throws -> [CountryThing] {
        try IdeaSight.all(visit.visitor, now: visit.now, in: programmes, reading).compactMap { idea, sight in
            guard idea.joinedInto == nil, idea.state != .draft, let one = told(idea, sight) else { return nil }
            return CountryThing(
                thing: MemberThing(
                    title: idea.title, path: IdeaPaths.one(idea.id), marking: idea.marking,
                    note: one.note ?? sight.standing(idea).label), from: idea.sponsor, at: one.at)
        }
    }
}

/// From a gap an idea is written, by who acts for a member.
extension IdeaFacts: NeedsGapActFeature {
    static func act(on indicator: ThreadIndicator, _ standing: PlansStanding) -> HTML {
        guard standing.isOf, standing.coordinates || !standing.members.isEmpty else { return .empty }
        let query = QueryText.of([("source", "\(ThreadKind.indicator.rawValue):\(indicator)")])
        return "<a href=\"\(IdeaPaths.new(standing.programme))\(query)\">\(L("Write an idea from it"))</a>"
    }
}
