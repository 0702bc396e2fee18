import Domain
import Markup
import Storage
import Web

/// What a programme prepares for a mass gathering.
enum GatheringFacts: RoutedFeature, PlansTabFeature, StoredFeature, JournalFeature, HelpFeature {
    static let tab = "gatherings"
    /// Of actions that are done for one.
    static let origin = "gathering"

    static var routes: [Route] { GatheringRoutes.all }
    static var api: [APIRoute] { GatheringAPI.routes }

    static var plansTabs: [PlansTab] {
        [PlansTab(id: tab, order: 85, label: L("Mass gatherings"), path: { GatheringPaths.gatherings($0) })]
    }

    private static let here = "gatherings of a programme belong to its server"

    static var tables: [TableFacts] {
        [
            TableFacts(
                "gathering", search: .found(["title", "summary"]), person: .rows(548, [.actor("created_by")]),
                texts: ["title", "venue", "summary"], seats: [.actor("created_by")], file: .stays(here)),
            TableFacts("gathering_area", file: .stays(here)),
            TableFacts("gathering_link", search: .left("it stands on the board of the gathering"), file: .stays(here)),
            TableFacts(
                "gathering_lesson", search: .left("it stands on the boards of later gatherings"),
                person: .rows(549, [.actor("created_by")]), erasure: .blanked(["created_by": .nothing]),
                texts: ["text"],
                seats: [.actor("created_by")], file: .stays(here)),
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("gathering.planning", L("Gathering planned"), news: .organisers),
            JournalKind("gathering.change", L("Gathering changed")),
            JournalKind("gathering.state", L("Gathering over or cancelled")),
            JournalKind("gathering.link", L("Gathering linked")),
            JournalKind("gathering.unlinking", L("Link of a gathering removed")),
            JournalKind("gathering.lesson", L("Lesson of a gathering written"), news: .organisers),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "gatherings", order: 145, title: L("Mass gatherings"),
                screens: [
                    GatheringPaths.gatherings.template, GatheringPaths.new.template, GatheringPaths.gathering.template,
                    GatheringPaths.editing.template,
                ],
                text: [
                    L(
                        "The board of a gathering shows how long there is, who does what by when, its risks and its exercise. What was learned at earlier ones stands beside it: one press makes an action of it."
                    )
                ], guides: [.organiser, .focalPoint])
        ]
    }
}

/// On the overview of what a programme plans: the next ones.
extension GatheringFacts: PlansBoxFeature {
    static let boxOrder = 85

    static func box(_ standing: PlansStanding, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let next = try GatheringStore(reading).gatherings(of: [standing.programme]).filter {
            $0.state == .planned && $0.endsOn >= standing.today && standing.reads($0)
        }
        guard !next.isEmpty else { return .empty }
        return """
            <section id="box-gatherings"><h2><a href="\(GatheringPaths.gatherings(standing.programme))">\(L("Mass gatherings"))</a></h2><ul class="lines">\(next.prefix(3).map { $0 }.html { one in
                """
                <li><p class="title" lang="\(one.language)" dir="auto"><a href="\(GatheringPaths.gathering(standing.programme, one.id))">\(one.title)</a></p>\
                <p class="meta"><span>\(DateText.span(one.startsOn, one.endsOn))</span> \(TLP.chip(one.marking))</p></li>
                """
            })</ul></section>
            """
    }
}

/// Actions that are done for a gathering tell so.
extension GatheringFacts: ActionOriginFeature {
    static var actionOrigins: [String] { [origin] }

    static func actionOrigin(_ origin: ActionOrigin, _ visit: Visit, _ reading: any Reading) throws -> ActionSource? {
        guard let id = Gathering.ID(origin.id), let one = try GatheringStore(reading).gatherings([id]).first,
            try PlansStanding(visit, one.programme, reading).reads(one)
        else { return nil }
        return ActionSource(
            label: L("Mass gathering"), title: one.title, path: GatheringPaths.gathering(one.programme, one.id))
    }
}

/// Gatherings, by who reads them.
extension GatheringFacts: SearchFeature {
    private static let kind = SearchKind("gathering", order: 93, L("Mass gatherings"))

    static var searchKinds: [SearchKind] { [kind] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let programmes = asked.programmes.keys.sorted()
        let all = try programmes.isEmpty ? [] : GatheringStore(reading).gatherings(of: programmes)
        guard !all.isEmpty else { return [] }
        var standings: [Programme.ID: PlansStanding] = [:]
        for programme in Set(all.map(\.programme)) {
            standings[programme] = try PlansStanding(asked.visit, programme, reading)
        }
        return all.filter { standings[$0.programme]?.reads($0) ?? false }.map { one in
            var entry = SearchEntry(
                kind, one.id, SearchText(one.title, in: one.language), in: .programme(one.programme),
                path: GatheringPaths.gathering(one.programme, one.id))
            entry.texts = [SearchText(one.summary, in: one.language)]
            entry.marking = one.marking
            return entry
        }
    }
}
