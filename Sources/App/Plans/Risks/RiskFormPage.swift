import Domain
import Markup
import Storage
import Web

/// The form of a scenario.
struct RiskFormPage {
    let frame: PlansFrame
    /// Nothing for a new one.
    let risk: RiskRecord?
    let state: FormState
    private let words: RiskWords
    private let tree: AreaTree
    private let source: ThreadItem?
    private let places: [FieldOption]

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID?, _ state: FormState?, _ reading: any Reading
    ) throws {
        frame = try PlansFrame(visit, programme, reading)
        let standing = frame.standing
        let risk = try id.map { try RiskOperations.kept(visit, programme, $0, reading).0 }
        if risk == nil, !standing.tellsRisks { throw Refusal.forbidden }
        self.risk = risk
        let words = try RiskWords(reading)
        self.words = words
        let tree = try AreaTree(reading)
        self.tree = tree
        let places = words.places(of: standing, kept: risk?.place)
        self.places = places
        let told = state?.values.text("source") ?? visit.inbound.query.text("source")
        let source = risk == nil ? try RiskSource.item(told, visit, programme, reading) : nil
        self.source = source
        self.state = state ?? Self.begin(risk, source, tree, places.first.flatMap { RiskPlace($0.value) } ?? .programme)
    }

    private static func begin(_ risk: RiskRecord?, _ source: ThreadItem?, _ tree: AreaTree, _ place: RiskPlace)
        -> FormState
    {
        var fields = risk?.fields ?? RiskScenarioFields()
        var draft = risk?.draft ?? RiskDraft(place: place)
        if risk == nil {
            fields.language = source?.language ?? Language.current.rawValue
            fields.title = String((source?.title ?? "").prefix(200))
            draft.isShared = place == .programme
        }
        return FormState(
            stored: FieldForm.stored(fields) + [
                ("place", draft.place.description), ("area", risk.flatMap { tree.area($0.area)?.code } ?? ""),
                ("indicators", draft.indicators.joined(separator: " ")), ("marking", draft.marking),
                ("shared", draft.isShared ? "1" : ""),
            ] + draft.hazards.map { ("hazard", $0) } + draft.sectors.map { ("asked", $0) })
    }

    var answer: Answer {
        let id = frame.programme
        let title = risk == nil ? L("Tell a scenario") : L("Change the scenario")
        let path = risk.map { RiskPaths.editing(id, $0.id) } ?? RiskPaths.newRisk(id)
        let target = risk.map { RiskPaths.risk(id, $0.id) } ?? RiskPaths.risks(id)
        let form = FieldForm<RiskScenarioFields>(state: state)
        let more: [(field: String, label: Message)] = [
            ("place", L("Whose it is")), ("area", L("Area")), ("hazard", L("Hazards")), ("sector", L("Sectors asked")),
            ("indicators", L("Linked indicators")), ("marking", L("Marking")),
        ]
        let markings: [FieldOption] = SharedMarkings.all.filter { $0 != "RED" }.map {
            (value: $0, label: .verbatim("TLP:\($0)"))
        }
        return frame.answer(
            RiskFacts.tab, title, path: path, between: [.init(L("Risks"), RiskPaths.risks(id))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1><p class="lede">\(L("Stay with what the public would see. Not for classified information."))</p></div>
            <form class="form" id="risk" method="post" action="\(target)">\
            \(risk == nil ? "<input type=\"hidden\" name=\"idempotency\" value=\"\(state.values.text("idempotency"))\">" : PlansStale.input(risk?.changedAt))\
            \(state.summary(RiskScenarioFields.fields.map { (field: $0.name, label: $0.label) } + more))\(coming)\(form.html)\
            \(state.select("place", L("Whose it is"), options: places))\
            \(state.select("area", L("Area"), options: tree.options(kept: risk?.area.map { [$0] } ?? [])))\
            <fieldset class="options" id="hazard"><legend>\(L("Hazards"))</legend>\(RiskDraft.allHazards.html(hazard))\(state.error("hazard"))</fieldset>\
            <fieldset class="options" id="sector"><legend>\(L("Sectors asked"))</legend>\(words.names.sectors.html(sector))\(state.error("sector"))\
            <p class="hint">\(L("Without a choice, all are asked."))</p></fieldset>\
            \(state.text("indicators", L("Linked indicators"), hint: L("Codes of a framework, with spaces between: the lowest stands beside the risk."), maxLength: 400))\
            \(state.select("marking", L("Marking"), options: markings))\
            \(state.check("shared", L("Everybody of the programme may read it, as its marking says")))\
            <div class="actions"><button class="primary">\(risk == nil ? L("Tell it") : L("Save"))</button>\
            <a class="button plain" href="\(target)">\(L("Cancel"))</a></div></form>
            """)
    }

    private var coming: HTML {
        guard let source else { return .empty }
        return """
            <input type="hidden" name="source" value="\(source.kind.rawValue):\(source.id)">\
            <p class="muted" dir="auto">\(L("From the thread: \(source.title)"))</p>
            """
    }

    private func hazard(_ letter: String) -> HTML {
        let name = tree.area(code: letter)?.name() ?? letter
        return box("hazard", letter, .verbatim(name))
    }

    private func sector(_ sector: SectorName) -> HTML { box("asked", sector.code, sector.label) }

    private func box(_ name: String, _ value: String, _ label: Message) -> HTML {
        """
        <label><input type="checkbox" name="\(name)" value="\(value)"\("checked", when: state.values.all(name).contains(value))> <span>\(label)</span></label>
        """
    }
}

/// How a programme keeps its risks.
struct RiskSettingsPage {
    let frame: PlansFrame
    let state: FormState
    let isFixed: Bool

    init(_ visit: Visit, _ programme: Programme.ID, _ state: FormState?, _ reading: any Reading) throws {
        frame = try PlansFrame(visit, programme, reading)
        let stored = try RiskStore(reading).settings(of: programme)
        var shown = stored
        shown.bands = stored.bands.replacing("/", with: "\n")
        self.state = state ?? FormState(stored: FieldForm.stored(shown))
        isFixed = try RiskRoundStore(reading).hasAny(in: programme)
    }

    var answer: Answer {
        let (id, title) = (frame.programme, L("How risks are kept"))
        let form = FieldForm<RiskSettingFields>(state: state)
        let matrix = RiskMatrix(
            id: "bands", title: L("Table of bands").string(),
            table: RiskSettingFields(bands: state.values.text("bands")).table)
        return frame.answer(
            RiskFacts.tab, title, path: RiskPaths.settings(id), between: [.init(L("Risks"), RiskPaths.risks(id))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1><p class="lede">\(L("A band is read from a table, never from a product of the two numbers."))</p></div>\
            \(isFixed ? "<div class=\"notice\"><p>\(L("The table of bands was judged by already."))</p></div>" as HTML : .empty)
            <div class="split"><form class="form" id="risk-settings" method="post" action="\(RiskPaths.settings(id))">\(form.summary)\(form.html)\
            <div class="actions"><button class="primary">\(L("Save"))</button><a class="button plain" href="\(RiskPaths.risks(id))">\(L("Cancel"))</a></div></form>\
            <figure>\(matrix.svg())</figure></div>
            """)
    }
}

/// The room's screen; it renews itself while the sectors judge.
struct RiskWallPage {
    let view: RiskReading
    let programme: String

    var answer: Answer {
        let layout = Layout(
            .projector, .verbatim(view.risk.title), path: RiskPaths.wall(view.risk.programme, view.risk.id))
        let heard = view.judging.values.reduce(0, +)
        let shown: HTML =
            view.isOpen || view.panel == nil
            ? "<p class=\"big\">\(String(heard))</p><p class=\"lede\">\(L(heard, one: "\(heard) has judged", other: "\(heard) have judged"))</p>"
            : view.matrix("wall").svg()
        return .html(
            layout.document(
                """
                <main class="room" id="room" data-renews="5"><header><p><bdi>\(programme)</bdi></p><p>\(L("Risks"))</p></header>\
                <div class="room-grid even"><div><h1 class="long" lang="\(view.risk.language)" dir="auto">\(view.risk.title)</h1>\
                <p class="lede">\(view.sentence)</p>\(view.isOpen ? .empty : legend)</div><div class="wall-result">\(shown)</div></div>\
                <footer><p>\(RiskWords.key)</p><p>\(TLP.chip(view.risk.marking))</p></footer></main>
                """))
    }

    private var legend: HTML {
        "<p>\((view.panel?.sectors ?? []).filter(\.isShown).html { "\(view.words.names.sector($0.code)?.html) " })</p>"
    }
}
