import Domain
import Markup
import Storage
import Web

/// Needs assessments of a programme: what waits for whoever looks, then the cycles.
struct NeedsHomePage {
    let frame: PlansFrame
    let cycles: [NeedsCycleRecord]
    let assessments: [NeedsCycle.ID: [NeedsAssessmentRecord]]
    /// Of sectors for which they answer.
    let asked: [(respondent: NeedsRespondentRecord, cycle: NeedsCycleRecord, country: String)]
    let names: DirectoryNames
    private let regionNames: [App.Region.ID: Message]

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        let frame = try PlansFrame(visit, programme, reading)
        self.frame = frame
        let store = NeedsStore(reading)
        let cycles = try store.cycles(of: programme)
        self.cycles = cycles
        let all = try store.assessments(of: cycles.map(\.id))
        assessments = Dictionary(grouping: all, by: \.cycle)
        let mine = try frame.standing.account.map { try store.respondents(by: $0) } ?? []
        asked = mine.compactMap { respondent in
            guard let found = all.first(where: { $0.id == respondent.assessment }),
                let cycle = cycles.first(where: { $0.id == found.cycle }), cycle.isOpen
            else { return nil }
            return (respondent, cycle, found.country)
        }
        names = try DirectoryNames(reading)
        regionNames = try NeedsWords.regions(reading)
    }

    private var mayOpen: Bool { frame.standing.coordinates || !frame.standing.heads.isEmpty }

    var answer: Answer {
        let programme = frame.programme
        return frame.answer(
            NeedsFacts.tab, L("Needs"), path: NeedsPaths.needs(programme),
            """
            <div class="head"><h1>\(L("Needs"))</h1>\
            <p class="lede">\(L("What each country has and lacks. Nobody else sees a country's values; a picture of the region hides every country."))</p>\
            \(mayOpen ? "<div class=\"actions\"><a class=\"button\" href=\"\(NeedsPaths.newCycle(programme))\">\(Icon.svg("plus")) \(L("Open a cycle"))</a></div>" : .empty)</div>\
            \(waiting)<section><h2>\(L("Cycles"))</h2>\
            \(cycles.isEmpty ? "<p class=\"muted\">\(L("There is none yet."))</p>" as HTML : "<ul class=\"lines\">\(cycles.html(line))</ul>")</section>
            """)
    }

    private var waiting: HTML {
        let own = cycles.filter(\.isOpen).flatMap { cycle in
            (assessments[cycle.id] ?? []).filter { frame.standing.isFocal(of: $0.country) }.map { (cycle, $0) }
        }
        guard !own.isEmpty || !asked.isEmpty else { return .empty }
        return """
            <section><h2>\(L("Yours"))</h2><ul class="lines">\(own.html { cycle, one in
                """
                <li><p class="title"><a href="\(NeedsPaths.assessment(frame.programme, one.id))" dir="auto">\(cycle.title)</a></p>\
                <p class="meta">\(names.chip(one.country)) <span class="state">\(one.state.label)</span>\(NeedsWords.due(cycle))</p></li>
                """
            })\(asked.html { respondent, cycle, country in
                """
                <li><p class="title"><a href="\(NeedsPaths.own(respondent.assessment, respondent.sector))" dir="auto">\(cycle.title)</a></p>\
                <p class="meta">\(names.chip(country)) \(names.sector(respondent.sector)?.html)\(NeedsWords.due(cycle))</p></li>
                """
            })</ul></section>
            """
    }

    private func line(_ cycle: NeedsCycleRecord) -> HTML {
        let all = assessments[cycle.id] ?? []
        let done = all.count { $0.state == .submitted }
        let place = cycle.region.flatMap { regionNames[$0] } ?? L("The whole programme")
        return """
            <li><p class="title"><a href="\(NeedsPaths.cycle(frame.programme, cycle.id))" dir="auto">\(cycle.title)</a></p>\
            <p class="meta"><span>\(place)</span> <span>\(L("\(done) of \(all.count) countries submitted"))</span>\
            <span class="state">\(cycle.isOpen ? L("open", context: "cycle") : L("closed", context: "cycle"))</span>\(NeedsWords.due(cycle))</p></li>
            """
    }
}

enum NeedsWords {
    static func due(_ cycle: NeedsCycleRecord) -> HTML {
        cycle.closesOn.isEmpty ? .empty : " <span>\(L("until \(DateText.day(cycle.closesOn))"))</span>"
    }

    static func regions(_ reading: any Reading) throws -> [App.Region.ID: Message] {
        Dictionary(try RegionStore(reading).regions().map { ($0.id, RegionWords.name($0.code, $0.name)) }) { first, _ in
            first
        }
    }
}

/// Title, framework, region and days of a new cycle.
struct NeedsCycleFormPage {
    let frame: PlansFrame
    let frameworks: [FrameworkRecord]
    let regions: [(value: String, label: Message)]
    let state: FormState

    init(_ visit: Visit, _ programme: Programme.ID, _ state: FormState?, _ reading: any Reading) throws {
        let frame = try PlansFrame(visit, programme, reading)
        let standing = frame.standing
        guard standing.coordinates || !standing.heads.isEmpty else { throw Refusal.forbidden }
        self.frame = frame
        frameworks = try FrameworkStore(reading).frameworks(of: programme)
        let names = try NeedsWords.regions(reading)
        let kept = standing.regions.filter { standing.keeps($0) }.sorted()
        let whole: [(value: String, label: Message)] =
            standing.coordinates ? [(value: "", label: L("The whole programme"))] : []
        regions = whole + kept.map { (value: $0.description, label: names[$0] ?? .verbatim($0.description)) }
        self.state = state ?? FormState(stored: FieldForm.stored(NeedsCycleFields()))
    }

    var answer: Answer {
        let programme = frame.programme
        let options = frameworks.map { (value: $0.id.description, label: Message.verbatim("\($0.code) · \($0.title)")) }
        let none: HTML = """
            <div class="notice warn"><p>\(L("There is no framework yet: it says what countries are asked."))\
             <a href="\(FrameworkPaths.new(programme))">\(L("Add a framework"))</a></p></div>
            """
        return frame.answer(
            NeedsFacts.tab, L("Open a cycle"), path: NeedsPaths.newCycle(programme),
            between: [.init(L("Needs"), NeedsPaths.needs(programme))], status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(L("Open a cycle"))</h1>\
            <p class="lede">\(L("Each country is asked once. Regions that are joined stay so for the whole cycle."))</p></div>\
            \(frameworks.isEmpty ? none : .empty)\
            <form class="form" id="cycle" method="post" action="\(NeedsPaths.cycles(programme))">\
            \(state.summary([("title", L("Title")), ("framework", L("Framework")), ("region", L("Countries of")), ("closes_on", L("Closes on")), ("pools", L("Regions joined in the picture"))]))\
            \(state.select("framework", L("Framework"), options: options))\(state.select("region", L("Countries of"), options: regions))\
            \(FieldForm<NeedsCycleFields>(state: state).html)\
            <div class="actions"><button class="primary">\(L("Open it"))</button>\
            <a class="button plain" href="\(NeedsPaths.needs(programme))">\(L("Cancel"))</a></div></form>
            """)
    }
}
