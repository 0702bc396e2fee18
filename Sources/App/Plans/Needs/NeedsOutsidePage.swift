import Domain
import Markup
import Storage
import Web

extension OutsideScale: ChoiceType {
    var label: Message {
        switch self {
        case .levels: L("Levels 1 to 5")
        case .percent: L("Per cent: 20, 40, 60, 80, 100")
        }
    }
}

/// Bringing in what others say of countries: a public table, what its columns and codes mean, and what is there already.
struct NeedsOutsidePage {
    let frame: PlansFrame
    let cycle: NeedsCycleRecord
    let state: FormState
    private let content: FrameworkContent
    private let language: String
    private let table: NeedsOutsideTable?
    private let codes: [String]
    private let there: [(source: String, values: Int, countries: Int)]
    private let query: FormValues

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsCycle.ID, _ state: FormState,
        _ table: NeedsOutsideTable?, _ reading: any Reading
    ) throws {
        let (cycle, standing) = try NeedsOutsideOperations.seen(visit, programme, id, reading)
        frame = try PlansFrame(visit, programme, reading)
        (self.cycle, self.state, self.table) = (cycle, state, table)
        let content = try FrameworkStore(reading).content(cycle.framework, version: cycle.version)
        self.content = content
        language = try FrameworkStore(reading).framework(cycle.framework, of: programme).language
        query = visit.inbound.query
        let own = try NeedsOutsideOperations.countries(cycle, standing, reading)
        let values = try NeedsOutsideStore(reading).values(of: id).filter { own.contains($0.country) }
        there = Dictionary(grouping: values, by: \.source).sorted { $0.key < $1.key }.map {
            (source: $0.key, values: $0.value.count, countries: Set($0.value.map(\.country)).count)
        }
        let isAsked = state.errors.keys.contains { $0.hasPrefix("code-") }
        codes = isAsked ? try table.map { try NeedsOutsideOperations.unknownCodes($0, content) } ?? [] : []
    }

    private var path: String { NeedsOutsidePaths.page(frame.programme, cycle.id) }
    private var asksColumns: Bool { table != nil && !state.errors.isEmpty }

    var answer: Answer {
        frame.answer(
            NeedsFacts.tab, L("What others say"), path: path,
            between: [
                .init(L("Needs"), NeedsPaths.needs(frame.programme)),
                .init(.verbatim(cycle.title), NeedsPaths.cycle(frame.programme, cycle.id)),
            ], status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(L("What others say"))</h1>\
            <p class="lede">\(L("Scores out of public tables stand beside a country’s own value. They change none, and no picture counts them."))</p></div>\
            \(notice)\(form)\(list)
            """)
    }

    private var notice: HTML {
        let counts = ["added", "changed", "same", "skipped"].map { query.wish($0, in: 0...10_000_000) }
        guard let added = counts[0], let changed = counts[1], let same = counts[2], let skipped = counts[3] else {
            return .empty
        }
        let words =
            query.isOn("trial")
            ? L(
                "The file is right. It would add \(added) and change \(changed); \(same) would stay the same. Nothing was stored: choose it again and bring it in."
            )
            : L("Brought in: \(added) added, \(changed) changed, \(same) the same.")
        return """
            <div class="notice \(query.isOn("trial") ? "" : "good")" role="status"><p>\(words) \(L("Passed over: \(skipped)"))</p></div>
            """
    }

    private var form: HTML {
        let columns = (table?.heading ?? []).enumerated().map {
            (field: ColumnQuestions.name($0.offset), label: Message.verbatim($0.element))
        }
        let asked = codes.enumerated().map { (field: "code-\($0.offset)", label: Message.verbatim($0.element)) }
        let labels =
            columns + asked + [
                ("source", L("What it is called")), ("scale", L("How it writes levels")), ("file", L("File")),
            ]
        return """
            <form class="form" id="outside" method="post" action="\(path)" enctype="multipart/form-data">\(state.summary(labels))\
            <div class="field"><label for="file">\(L("File"))</label><input type="file" id="file" name="file" accept=".csv,.xlsx">\(state.error("file"))</div>\
            \(kept)\(state.text("source", L("What it is called"), hint: L("The assessment and its year, as everybody knows it."), maxLength: 2 * NeedsOutsideTable.mostSource, isRequired: true))\
            \(state.select("scale", L("How it writes levels"), options: OutsideScale.allCases.map { (value: $0.rawValue, label: $0.label) }))\
            \(asksColumns ? columnQuestions : .empty)\(codeQuestions)\
            <div class="actions"><button class="primary">\(L("Bring in"))</button><button class="plain" name="trial" value="1">\(L("Only check the file"))</button></div></form>
            """
    }

    private var kept: HTML {
        guard let table, let kept = table.upload.kept else { return .empty }
        return """
            <input type="hidden" name="kept" value="\(kept)"><input type="hidden" name="kept-name" value="\(table.upload.name)"><p class="meta"><span dir="auto">\(table.upload.name)</span></p>
            """
    }

    private func words(_ one: FrameworkIndicator) -> Message {
        let told = one.question.words.text(in: Language.current.rawValue, else: [language])?.text ?? ""
        return .verbatim("\(one.code) \(told)")
    }

    private func chosen(_ name: String, _ guess: String) -> FormState {
        var form = state
        if (form.values[name] ?? "").isEmpty {
            form = FormState(stored: [(name, guess)])
            form.errors = state.errors
        }
        return form
    }

    private var columnQuestions: HTML {
        guard let table else { return .empty }
        let roles: [FieldOption] =
            [
                (value: "", label: L("Choose")), (value: ColumnQuestions.leftOut, label: L("Leave it out")),
                (value: "country", label: L("Country")), (value: "indicator", label: L("Indicator")),
                (value: "value", label: L("Value")), (value: "day", label: L("Day")),
            ] + content.counted.map { (value: "of:\($0.code)", label: words($0)) }
        let columns = table.heading.enumerated().filter { !$0.element.trimmed.isEmpty }
        return """
            <fieldset class="options" id="columns"><legend>\(L("What do these columns hold?"))</legend>\(columns.html { place, heading in
                let name = ColumnQuestions.name(place)
                let samples = table.lines.prefix(3).compactMap { $0.cells.indices.contains(place) ? FieldCheck.line($0.cells[place].prefix(60)) : nil }.filter { !$0.isEmpty }
                let hint = samples.isEmpty ? L("It is empty.") : L("Such as: \(list: samples)")
                return chosen(name, NeedsOutsideTable.guess(heading, content)).select(name, .verbatim(FieldCheck.line(heading.prefix(60))), hint: hint, options: roles)
            })</fieldset>
            """
    }

    private var codeQuestions: HTML {
        guard !codes.isEmpty else { return .empty }
        let options: [FieldOption] =
            [(value: "", label: L("Choose")), (value: ColumnQuestions.leftOut, label: L("Leave it out"))]
            + content.counted.map { (value: $0.code, label: words($0)) }
        return """
            <fieldset class="options" id="codes"><legend>\(L("Which indicators are these here?"))</legend>\(codes.enumerated().map { $0 }.html { index, code in
                "<input type=\"hidden\" name=\"code-name-\(index)\" value=\"\(code)\">\(state.select("code-\(index)", .verbatim(code), options: options))"
            })</fieldset>
            """
    }

    private var list: HTML {
        guard !there.isEmpty else { return .empty }
        let keeps = frame.standing.keeps(cycle.region)
        return """
            <section id="there"><h2>\(L("What is there"))</h2><ul class="lines">\(there.html { one in
                let removing: HTML = keeps ? "<form method=\"post\" action=\"\(NeedsOutsidePaths.removal(frame.programme, cycle.id))\"><button class=\"plain\" name=\"source\" value=\"\(one.source)\">\(L("Remove"))</button></form>" : .empty
                return "<li class=\"between\"><p class=\"meta\"><b dir=\"auto\">\(one.source)</b> <span>\(L("values: \(one.values)"))</span> <span>\(L("countries: \(one.countries)"))</span></p>\(removing)</li>"
            })</ul></section>
            """
    }
}
