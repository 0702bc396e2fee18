import Domain
import Markup
import Storage
import Web

/// The form of an idea.
struct IdeaFormPage {
    let frame: PlansFrame
    /// Nothing for a new one.
    let idea: IdeaRecord?
    let state: FormState
    private let countries: [(code: String, name: String)]
    private let regions: [RegionRecord]
    private let tree: AreaTree
    private let sponsors: [FieldOption]
    private let sources: [FieldOption]

    init(_ visit: Visit, _ programme: Programme.ID?, _ id: ProjectIdea.ID?, _ state: FormState?, _ reading: any Reading)
        throws
    {
        let seen = try id.map { try IdeaSight.seen(visit, $0, reading) }
        idea = seen?.0
        guard let place = seen?.0.programme ?? programme else { throw Refusal.notFound }
        frame = try PlansFrame(visit, place, reading)
        let sight = try seen?.1 ?? IdeaSight(frame.standing, reading)
        guard seen.map({ sight.edits($0.0) }) ?? sight.proposes else { throw Refusal.forbidden }
        let names = try DirectoryNames(reading)
        let known = Set(frame.standing.countries).union(idea?.countries ?? [])
        countries = names.allCountries.filter { known.contains($0.code) }
        regions = try RegionStore(reading).regions()
        let tree = try AreaTree(reading)
        self.tree = tree
        let called = try MemberCalled(place, names, reading)
        let members =
            frame.standing.coordinates
            ? try MemberStore(reading).members(of: place, on: frame.standing.today).map(\.ref)
            : frame.standing.members
        let all = Set(members + [idea?.sponsor].compactMap { $0 }).sorted()
        sponsors =
            [(value: "", label: L("Nobody yet"))]
            + all.map { (value: $0.description, label: .verbatim(called.name($0))) }
        let asked = visit.inbound.query.text("source")
        let begun = try state ?? Self.begin(idea, frame, asked, tree)
        self.state = begun
        // Also what it has already, and what the page was opened with.
        var offered = try IdeaSources.offered(in: place, visit, reading)
        for source in begun.values.all("source") where !offered.contains(where: { $0.value == source }) {
            if let found = try IdeaSources.source(source, in: place, visit, reading) {
                offered.append((value: source, label: .verbatim("\(found.label.string()): \(found.title)")))
            } else if idea?.sources.contains(source) == true {
                offered.append((value: source, label: L("Something that you do not see")))
            }
        }
        sources = offered
    }

    private static func begin(_ idea: IdeaRecord?, _ frame: PlansFrame, _ asked: String, _ tree: AreaTree) throws
        -> FormState
    {
        var fields = idea?.fields ?? IdeaFields()
        if idea == nil { fields.language = Language.current.rawValue }
        let own = frame.standing.members.first?.description ?? ""
        var stored = FieldForm.stored(fields)
        stored += (idea?.countries ?? frame.standing.focal).sorted().map { ("country", $0) }
        stored += (idea?.regions ?? []).map { ("region", $0.description) }
        stored += (idea?.sources.sorted() ?? [asked].filter { !$0.isEmpty }).map { ("source", $0) }
        stored += AreaField.stored(idea?.areas ?? [], tree)
        stored += [
            ("sponsor", idea.map { $0.sponsor?.description ?? "" } ?? own),
            ("direct", idea?.isDirect == true ? "1" : ""),
            (
                "marking",
                idea?.marking
                    ?? ProgrammeMarking.standard(frame.frame.programme.marking, among: IdeaDraft.markings)
            ),
        ]
        return FormState(stored: stored)
    }

    var answer: Answer {
        let title = idea == nil ? L("Write an idea") : L("Edit the idea")
        let path = idea.map { IdeaPaths.editing($0.id) } ?? IdeaPaths.new(frame.programme)
        let target = idea.map { IdeaPaths.one($0.id) } ?? IdeaPaths.board(frame.programme)
        let labels =
            IdeaFields.fields.map { (field: $0.name, label: $0.label) } + [
                (field: "country", label: L("Countries")), (field: "region", label: L("Regions")),
                (field: "source", label: L("Where it comes from")), (field: "area", label: L("Areas")),
                (field: "sponsor", label: L("Stands behind it")), (field: "marking", label: L("Marking")),
            ]
        return frame.answer(
            IdeaFacts.tab, title, path: path, between: [.init(L("Ideas"), IdeaPaths.board(frame.programme))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1>\
            <p class="lede">\(L("A title is enough to begin with. It is a draft until you share it."))</p></div>
            <form class="form" id="idea" method="post" action="\(target)">\
            \(idea == nil ? "<input type=\"hidden\" name=\"idempotency\" value=\"\(state.values.text("idempotency"))\">" : .empty)\
            \(idea.map { "<input type=\"hidden\" name=\"changed\" value=\"\($0.changedAt)\">" as HTML } ?? .empty)\
            \(state.summary(labels))\(FieldForm<IdeaFields>(state: state).html)\
            \(choices("country", L("For which countries?"), countries.map { (value: $0.code, label: .verbatim($0.name)) }))\
            \(choices("region", L("For which regions?"), regions.map { (value: $0.id.description, label: RegionWords.name($0.code, $0.name)) }))\
            \(AreaField(state: state, tree: tree, kept: idea?.areas ?? []).html)\
            \(choices("source", L("Where it comes from"), sources))\
            \(state.check("direct", L("It comes from nothing that stands here: entered directly")))\
            \(state.select("sponsor", L("Stands behind it"), options: sponsors))\
            \(state.select("marking", L("Marking"), options: IdeaDraft.markings.map { (value: $0, label: .verbatim("TLP:\($0)")) }))\
            <div class="actions dock"><button class="primary">\(L("Save"))</button>\
            <a class="button plain" href="\(target)">\(L("Cancel"))</a></div></form>
            """)
    }

    private func choices(_ name: String, _ label: Message, _ options: [FieldOption]) -> HTML {
        guard !options.isEmpty else { return .empty }
        let chosen = Set(state.values.all(name))
        return """
            <fieldset class="options" id="\(name)"><legend>\(label)</legend>\(options.html { option in
                "<label><input type=\"checkbox\" name=\"\(name)\" value=\"\(option.value)\"\("checked", when: chosen.contains(option.value))> <span dir=\"auto\">\(option.label)</span></label>"
            })\(state.error(name))</fieldset>
            """
    }
}
