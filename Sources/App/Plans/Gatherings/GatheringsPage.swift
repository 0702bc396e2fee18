import Domain
import Markup
import Storage
import Web

/// The mass gatherings for which a programme prepares: the next one first.
struct GatheringsPage {
    let frame: PlansFrame
    private let coming: [GatheringRecord]
    private let past: [GatheringRecord]
    private let actions: [Gathering.ID: (count: Int, open: Int, overdue: Int)]
    private let words: RiskWords

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        frame = try PlansFrame(visit, programme, reading)
        let standing = frame.standing
        let seen = try GatheringStore(reading).gatherings(of: [programme]).filter(standing.reads)
        coming = seen.filter { $0.state == .planned && $0.endsOn >= standing.today }
        past = seen.filter { $0.state != .planned || $0.endsOn < standing.today }.reversed()
        let voice = try ActionVoice(visit, reading)
        let found = try ActionStore(reading).actions(from: GatheringFacts.origin, seen.map(\.id.description)).filter(
            voice.reads)
        let proofs = try ActionProofs(found, reading)
        actions = Dictionary(grouping: found) { $0.origin?.id ?? "" }.reduce(into: [:]) { counts, group in
            guard let id = Gathering.ID(group.key) else { return }
            let standings = group.value.map { ($0, proofs.standing($0, for: voice)) }
            counts[id] = (
                group.value.count { $0.state != .dropped }, standings.count { $0.1.isOpen },
                standings.count { $0.0.isOverdue(on: standing.today, $0.1) }
            )
        }
        words = try RiskWords(reading)
    }

    private var id: Programme.ID { frame.programme }

    var answer: Answer {
        frame.answer(
            GatheringFacts.tab, L("Mass gatherings"), path: GatheringPaths.gatherings(id),
            """
            <div class="head"><h1>\(L("Mass gatherings"))</h1>\
            <p class="lede">\(L("Who does what by when for each, with what was learned at earlier ones."))</p>\(button)</div>
            \(coming.isEmpty ? "<p class=\"muted\">\(L("None is planned."))</p>" : "<ul class=\"lines\" id=\"coming\">\(coming.html(line))</ul>" as HTML)\
            \(past.isEmpty ? .empty : "<section id=\"past\"><h2>\(L("Earlier ones"))</h2><ul class=\"lines\">\(past.html(line))</ul></section>" as HTML)
            """)
    }

    private var button: HTML {
        guard frame.standing.tellsRisks else { return .empty }
        return """
            <div class="actions"><a class="button primary" href="\(GatheringPaths.new(id))">\(Icon.svg("plus")) \(L("Plan a gathering"))</a></div>
            """
    }

    private func line(_ one: GatheringRecord) -> HTML {
        let count = actions[one.id] ?? (0, 0, 0)
        let overdue: HTML =
            count.overdue == 0 ? .empty : "<span class=\"state bad\">\(L("overdue: \(count.overdue)"))</span> "
        return """
            <li id="gathering-\(one.id)"><p class="title" lang="\(one.language)" dir="auto"><a href="\(GatheringPaths.gathering(id, one.id))">\(one.title)</a></p>\
            <p class="meta"><span>\(DateText.span(one.startsOn, one.endsOn))</span> \(one.venue.isEmpty ? .empty : "<span dir=\"auto\">\(one.venue)</span> " as HTML)\
            <span dir="auto">\(words.place(one.place))</span> \(one.state == .planned ? .empty : "<span class=\"state\">\(one.state.label)</span> " as HTML)\
            <span>\(L(count.count, one: "\(count.count) action, open: \(count.open)", other: "\(count.count) actions, open: \(count.open)"))</span> \(overdue)\(TLP.chip(one.marking))</p></li>
            """
    }
}
