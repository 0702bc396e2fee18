import Domain
import Markup
import Storage
import Web

/// The ideas of a programme, a card for each state: what waits for countries first.
struct IdeaBoardPage {
    let frame: PlansFrame
    private let sight: IdeaSight
    private let ideas: [IdeaRecord]
    private let names: DirectoryNames
    private let alike: [(first: IdeaRecord, second: IdeaRecord, words: [String])]
    private let state: FormState
    private let asked: FormValues
    private let kept: HTML
    private let shown: [IdeaRecord]

    /// - Parameter state: of the form of the rule.
    init(_ visit: Visit, _ programme: Programme.ID, _ state: FormState?, _ reading: any Reading) throws {
        frame = try PlansFrame(visit, programme, reading)
        sight = try IdeaSight(frame.standing, reading)
        ideas = try sight.ideas.filter { $0.joinedInto == nil }
        names = try DirectoryNames(reading)
        let asked = visit.inbound.query
        self.asked = asked
        kept = try KeptFilterSection(IdeaPaths.board(programme), ["q", "country", "cbrn"], visit, reading).html
        let (search, country, letter) = (asked.text("q"), asked.text("country"), asked.text("cbrn"))
        shown = ideas.filter { idea in
            (search.isEmpty || idea.fields.matches(search)) && (country.isEmpty || idea.countries.contains(country))
                && (letter.isEmpty || idea.cbrn.contains(letter))
        }
        alike = Self.alike(ideas, sight)
        self.state =
            state
            ?? FormState(stored: [
                ("needed", String(sight.rule.needed)), ("named", sight.rule.namedMayStop ? "1" : ""),
            ])
    }

    /// The newest of them, on each look at the board.
    private static let mostCompared = 80

    /// Pairs that say nearly the same, for who may join both.
    private static func alike(_ ideas: [IdeaRecord], _ sight: IdeaSight) -> [(
        first: IdeaRecord, second: IdeaRecord, words: [String]
    )] {
        let open = ideas.filter { [.draft, .shared].contains($0.state) && sight.edits($0) }.prefix(mostCompared).map {
            $0
        }
        guard open.count > 1 else { return [] }
        return NearDuplicates.find(open.map { "\($0.title) \($0.text.prefix(300))" }).pairs.prefix(5).map {
            (open[$0.first], open[$0.second], $0.words)
        }
    }

    private static let order: [IdeaStanding] = [.supported, .shared, .developing, .taken, .parked, .draft, .closed]

    var answer: Answer {
        let columns = Self.order.compactMap { standing -> (IdeaStanding, [IdeaRecord])? in
            let those = shown.filter { sight.standing($0) == standing }
            return those.isEmpty ? nil : (standing, those)
        }
        let list: HTML =
            columns.isEmpty
            ? ideas.isEmpty
                ? "<p class=\"muted\">\(L("No idea yet. Who acts for a member writes the first one."))</p>"
                : "<p class=\"muted\">\(L("Nothing found"))</p>"
            : "<div class=\"deck\">\(columns.html { column($0.0, $0.1) })</div>"
        return frame.answer(
            IdeaFacts.tab, L("Ideas"), path: IdeaPaths.board(frame.programme),
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(L("Ideas"))</h1><p class="lede">\(summary)</p>\
            \(sight.proposes ? "<div class=\"actions\"><a class=\"button primary\" href=\"\(IdeaPaths.new(frame.programme))\">\(Icon.svg("plus")) \(L("Write an idea"))</a></div>" : .empty)</div>
            \(duplicates)\(TableFormat.line(L(ideas.count, one: "\(ideas.count) idea", other: "\(ideas.count) ideas")) { IdeaPaths.export(frame.programme, $0.rawValue) })\(bringing)\(filter)\(kept)\(list)\(rule)
            """)
    }

    private var filter: HTML {
        guard ideas.count > 1 else { return .empty }
        let form = FormState(asked)
        let codes = Set(ideas.flatMap(\.countries)).sorted()
        let all: FieldOption = (value: "", label: L("All", context: "actions"))
        return """
            <form class="inline" id="filter" method="get" action="\(IdeaPaths.board(frame.programme))" role="search" data-auto>\
            \(form.text("q", L("Search"), type: "search"))\
            \(form.select("country", L("Country"), options: [all] + codes.map { (value: $0, label: .verbatim(names.country($0) ?? $0)) }))\
            \(form.select("cbrn", L("Which of C, B, R, N?"), options: [all] + ["C", "B", "R", "N"].map { (value: $0, label: .verbatim($0)) }))\
            <button>\(L("Show"))</button></form>
            """
    }

    private var bringing: HTML {
        guard sight.proposes else { return .empty }
        return """
            <p><a class="button plain" href="\(IdeaPaths.importing(frame.programme))">\(Icon.svg("upload")) \(FieldImportSection.title)</a></p>
            """
    }

    private var summary: Message {
        let supported = ideas.count { sight.standing($0) == .supported }
        let waiting = ideas.count { !waits($0).isEmpty }
        return waiting > 0
            ? L("Supported: \(supported). Waiting for your country: \(waiting).")
            : L("Supported: \(supported). An idea becomes a proposal, and a proposal a project.")
    }

    /// Countries of whoever looks that have said nothing of what names them.
    private func waits(_ idea: IdeaRecord) -> [String] {
        guard idea.state == .shared else { return [] }
        return sight.endorses(idea).filter { country in
            idea.countries.contains(country) && !idea.endorsements.contains { $0.country == country }
        }
    }

    private func column(_ standing: IdeaStanding, _ ideas: [IdeaRecord]) -> HTML {
        """
        <section class="sheet-card" id="\(standing.rawValue)"><h2><span class="state\(standing.tone)">\(standing.label)</span> \(ideas.count)</h2>\
        \(FieldList.lines(ideas, line))</section>
        """
    }

    private func line(_ idea: IdeaRecord) -> HTML {
        let support = idea.support(sight.rule)
        let mine = waits(idea)
        return """
            <li id="idea-\(idea.id)"><p class="title" lang="\(idea.language)" dir="auto"><a href="\(IdeaPaths.one(idea.id))">\(idea.title)</a></p>\
            <p class="meta">\(idea.countries.sorted().html { names.chip($0) }) \
            <span>\(L(support.supporting.count, one: "\(support.supporting.count) country supports it", other: "\(support.supporting.count) countries support it"))</span> \
            \(support.isStopped ? "<span class=\"state warn\">\(L("put off by a country"))</span> " : .empty)\
            \(mine.isEmpty ? .empty : "<span class=\"state open\">\(L("Your country is asked"))</span> ")\
            \(idea.parkedUntil.isEmpty ? .empty : "<span>\(L("looked at again on \(DateText.day(idea.parkedUntil))"))</span> ")\(TLP.chip(idea.marking))</p></li>
            """
    }

    private var duplicates: HTML {
        guard !alike.isEmpty else { return .empty }
        return """
            <section id="alike"><h2>\(L("These say nearly the same"))</h2><ul class="lines">\(alike.html { pair in
                """
                <li><p class="title" dir="auto"><a href="\(IdeaPaths.one(pair.first.id))">\(pair.first.title)</a></p>\
                <p class="title" dir="auto"><a href="\(IdeaPaths.one(pair.second.id))">\(pair.second.title)</a></p>\
                <p class="meta"><span dir="auto">\(pair.words.joined(separator: ", "))</span></p>\
                <form id="join-\(pair.second.id)" method="post" action="\(IdeaPaths.joining(pair.second.id))">\
                <input type="hidden" name="into" value="\(pair.first.id)"><button>\(L("The second goes on in the first"))</button></form></li>
                """
            })</ul></section>
            """
    }

    private var rule: HTML {
        guard frame.frame.allows(.organiseProgramme) else { return .empty }
        return """
            <details id="rule"\("open", when: !state.errors.isEmpty)><summary>\(L("When is an idea supported?"))</summary>\
            <form class="form" method="post" action="\(IdeaPaths.rule(frame.programme))">\
            \(state.text("needed", L("So many countries support it"), inputMode: "numeric"))\
            \(state.check("named", L("A country that it names can put it off")))\
            <div class="actions"><button>\(L("Save"))</button></div></form></details>
            """
    }
}
