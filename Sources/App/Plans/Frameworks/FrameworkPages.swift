import Domain
import Markup
import Storage
import Web

/// The frameworks of a programme.
struct FrameworksPage {
    let frame: PlansFrame
    let frameworks: [FrameworkRecord]

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        frame = try PlansFrame(visit, programme, reading)
        frameworks = try FrameworkStore(reading).frameworks(of: programme)
    }

    var answer: Answer {
        let programme = frame.programme
        return frame.answer(
            FrameworkFacts.tab, L("Frameworks"), path: FrameworkPaths.frameworks(programme),
            """
            <div class="head"><h1>\(L("Frameworks"))</h1>\
            <p class="lede">\(L("What countries are asked, in pillars and capacities."))</p>\
            \(frame.standing.coordinates ? "<div class=\"actions\"><a class=\"button primary\" href=\"\(FrameworkPaths.new(programme))\">\(Icon.svg("plus")) \(L("Add a framework"))</a></div>" : .empty)</div>\
            \(frameworks.isEmpty ? "<p class=\"muted\">\(L("There is none yet."))</p>" as HTML : "<ul class=\"lines\">\(frameworks.html(line))</ul>")
            """)
    }

    private func line(_ one: FrameworkRecord) -> HTML {
        """
        <li><p class="title"><a href="\(FrameworkPaths.framework(frame.programme, one.id))" lang="\(one.language)" dir="auto">\(one.title)</a></p>\
        <p class="meta"><span>\(one.code)</span> <span>\(L("Version \(one.version)"))</span></p></li>
        """
    }
}

/// One, with all that it asks.
struct FrameworkPage {
    let frame: PlansFrame
    let record: FrameworkRecord
    let content: FrameworkContent
    let state: FormState

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: Framework.ID, _ state: FormState?, _ reading: any Reading
    ) throws {
        frame = try PlansFrame(visit, programme, reading)
        record = try FrameworkStore(reading).framework(id, of: programme)
        content = try FrameworkStore(reading).content(id, version: record.version)
        let crosswalk = try FrameworkStore(reading).crosswalk(of: record)
        self.state = state ?? FormState(stored: [("crosswalk", crosswalk)])
    }

    var answer: Answer {
        let programme = frame.programme
        return frame.answer(
            FrameworkFacts.tab, .verbatim(record.title), path: FrameworkPaths.framework(programme, record.id),
            between: [.init(L("Frameworks"), FrameworkPaths.frameworks(programme))],
            """
            <div class="head"><h1 lang="\(record.language)" dir="auto">\(record.title)</h1>\
            <p class="meta"><span>\(record.code)</span> <span>\(L("Version \(record.version)"))</span></p>\
            <div class="actions">\(frame.standing.coordinates ? "<a class=\"button\" href=\"\(FrameworkPaths.editing(programme, record.id))\">\(Icon.svg("edit")) \(L("Edit"))</a>" : .empty)\
            <a class="button plain" href="\(FrameworkPaths.file(programme, record.id))">\(Icon.svg("download")) CSV</a>\
            <a class="button plain" href="\(FrameworkPaths.form(programme, record.id))">\(Icon.svg("download")) XLSForm</a></div></div>\
            \(content.pillars.html(section))\(frame.standing.coordinates ? crosswalk : .empty)
            """)
    }

    private var crosswalk: HTML {
        """
        <details id="crossing"\("open", when: !state.errors.isEmpty)><summary>\(L("Crosswalk"))</summary>\
        <form class="form" method="post" action="\(FrameworkPaths.crosswalk(frame.programme, record.id))">\(state.summary([("crosswalk", L("Crosswalk"))]))\
        <p class="hint">\(L("Which indicators of other frameworks ask the same: who answers sees what was answered there."))</p>\
        \(state.area("crosswalk", L("Crosswalk"), hint: L("A table as CSV, pasted from a spreadsheet: \(CrosswalkTable.columns)"), maxLength: FrameworkOperations.tableLimit))\
        <div class="actions"><button>\(L("Save"))</button></div></form></details>
        """
    }

    private func section(_ pillar: String) -> HTML {
        """
        <section><h2 dir="auto">\(pillar)</h2><ul class="lines">\(content.indicators.filter { $0.pillar == pillar }.html(line))</ul></section>
        """
    }

    private func line(_ one: FrameworkIndicator) -> HTML {
        """
        <li><p class="title" dir="auto">\(one.question.words.text(in: record.language)?.text ?? one.code)</p>\
        <p class="meta"><span>\(one.code)</span> <span dir="auto">\(one.capacity)</span> <span>\(one.question.kind.label)</span>\
        \(one.isRetired ? " <span class=\"state\">\(L("no longer asked"))</span>" : .empty)</p>\
        \(one.levels.isEmpty ? .empty : "<details><summary>\(L("What the levels mean"))</summary><ol>\(one.levels.html { "<li><bdi>\($0.text(in: record.language)?.text ?? "")</bdi></li>" })</ol></details>")</li>
        """
    }
}

/// Title, code and the table of indicators, pasted from a sheet.
struct FrameworkFormPage {
    let frame: PlansFrame
    let record: FrameworkRecord?
    let state: FormState

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: Framework.ID?, _ state: FormState?, _ reading: any Reading
    ) throws {
        frame = try PlansFrame(visit, programme, reading)
        guard frame.standing.coordinates else { throw Refusal.forbidden }
        let store = FrameworkStore(reading)
        record = try id.map { try store.framework($0, of: programme) }
        let known = record
        let table = try known.map {
            FrameworkTable.write(try store.content($0.id, version: $0.version), language: $0.language)
        }
        self.state =
            state
            ?? FormState(
                stored: FieldForm.stored(known?.fields ?? FrameworkFields()) + [
                    ("table", table ?? FrameworkTable.columns)
                ])
    }

    var answer: Answer {
        let programme = frame.programme
        let title = record == nil ? L("Add a framework") : L("Edit the framework")
        let target = record.map { FrameworkPaths.framework(programme, $0.id) } ?? FrameworkPaths.frameworks(programme)
        let path = record.map { FrameworkPaths.editing(programme, $0.id) } ?? FrameworkPaths.new(programme)
        return frame.answer(
            FrameworkFacts.tab, title, path: path,
            between: [.init(L("Frameworks"), FrameworkPaths.frameworks(programme))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1></div>\
            <form class="form" id="framework" method="post" action="\(target)">\
            \(state.summary([("title", L("Title")), ("code", L("Short code")), ("language", L("Written in")), ("table", L("Indicators")), ("file", L("Workbook"))]))\
            \(FieldForm<FrameworkFields>(state: state).html)\
            \(state.area("table", L("Indicators"), hint: L("A table as CSV, pasted from a spreadsheet: \(FrameworkTable.columns)"), maxLength: FrameworkOperations.tableLimit))\
            \(record?.isOpen == true ? "<p class=\"hint\">\(L("Countries are asked with this version. What you change becomes the next one."))</p>" : .empty)\
            <div class="actions"><button class="primary">\(L("Save"))</button><a class="button plain" href="\(target)">\(L("Cancel"))</a></div></form>\(record == nil ? workbook : .empty)
            """)
    }

    private var workbook: HTML {
        """
        <details id="xlsform"\("open", when: state.errors["file"] != nil)><summary>\(L("From an XLSForm"))</summary>\
        <form class="form" id="workbook" method="post" enctype="multipart/form-data" action="\(FrameworkPaths.forms(frame.programme))">\
        <p class="hint">\(L("A workbook as ODK and Kobo use it. What is not read is refused by row, with its reason."))</p>\
        \(state.text("form-code", L("Short code"), maxLength: 30, isRequired: true))\
        <div class="field"><label for="file">\(L("Workbook"))</label><input type="file" id="file" name="file" accept=".xlsx">\(state.error("file"))</div>\
        <div class="actions"><button>\(L("Take it in"))</button></div></form></details>
        """
    }
}
