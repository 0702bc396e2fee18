import Domain
import Markup
import Storage
import Web

/// The form of a new or a known case.
struct CaseFormPage {
    let frame: CaseLibraryFrame
    /// Nothing for a new one.
    let record: CaseRecord?
    let state: FormState

    static func fields(_ form: FormValues) -> CaseFields {
        let country = form.text("country")
        return CaseFields(
            kind: form.text("kind"), title: form["title"] ?? "", happenedOn: form.text("happened-on"),
            place: form["place"] ?? "", country: country.isEmpty ? nil : country, summary: form["summary"] ?? "",
            marking: form.text("marking"), source: form["source"] ?? "", link: form.text("link"),
            language: form.has("language") ? form.text("language") : "en")
    }

    /// What the form of a new case begins with.
    static func beginning(_ frame: CaseLibraryFrame) -> FormState {
        FormState(
            stored: [
                ("kind", "event"), ("title", frame.visit.inbound.query.text("title")),
                ("marking", CaseMarking.standard(of: frame.event?.marking)), ("language", Language.current.rawValue),
            ])
    }

    static func state(of record: CaseRecord) -> FormState {
        FormState(
            stored: [
                ("kind", record.kind.rawValue), ("title", record.title), ("happened-on", record.happenedOn),
                ("place", record.place), ("country", record.country ?? ""), ("summary", record.summary),
                ("marking", record.marking), ("source", record.source), ("link", record.link),
                ("language", record.language),
            ])
    }

    var answer: Answer {
        let title = record == nil ? L("Add a case") : L("Edit the case")
        let target = record.map { frame.page($0.id) } ?? frame.target
        let back = record.map { frame.page($0.id) } ?? frame.list
        return frame.answer(
            title, path: record.map { frame.editing($0.id) } ?? frame.new,
            """
            <div class="head"><h1>\(title)</h1><p class="muted">\(L("Tell it without names of people. What may not be told to the programme's people does not belong here: write who holds it, and under which reference."))</p></div>
            <form class="form" id="case" method="post" action="\(target)">\(hidden)\(summary)\(fields)\
            <div class="actions"><button class="primary">\(L("Save the case"))</button>\
            <a class="button plain" href="\(back)">\(L("Cancel"))</a></div></form>
            """, isWrong: !state.errors.isEmpty)
    }

    private var hidden: HTML {
        """
        \(frame.citingField)\
        \(record == nil ? "<input type=\"hidden\" name=\"idempotency\" value=\"\(state.values.text("idempotency"))\">" : .empty)
        """
    }

    private var summary: HTML {
        state.summary([
            ("title", L("Title")), ("kind", L("Kind")), ("happened-on", L("When")), ("place", L("Place")),
            ("country", L("Country")), ("summary", L("What happened, in short")), ("marking", L("Marking")),
            ("source", L("Source")), ("link", L("Link")), ("language", L("Written in")),
        ])
    }

    private var fields: HTML {
        """
        \(state.text("title", L("Title"), maxLength: 2 * CaseFields.titleLimit, isRequired: true))\
        <div class="row">\(state.select("kind", L("Kind"), options: CaseRecord.Kind.allCases.map { (value: $0.rawValue, label: $0.label) }))\
        \(state.text("happened-on", L("When"), hint: L("A year, a month or a day: 2019, 2019-05 or 2019-05-14."), maxLength: 10, isRequired: true))</div>\
        <div class="row">\(state.text("place", L("Place"), maxLength: 400))\
        \(state.select("country", L("Country"), options: frame.names.countryOptions))</div>\
        \(state.area("summary", L("What happened, in short"), hint: L("A few sentences, at most \(CaseFields.summaryLimit) characters."), maxLength: 2 * CaseFields.summaryLimit))\
        \(state.select("marking", L("Marking"), hint: L("Who may read it (TLP 2.0). RED and AMBER+STRICT cannot be kept here."), options: markings))\
        <div class="row">\(state.text("source", L("Source"), hint: L("A report, an article, own experience."), maxLength: 600))\
        \(state.text("link", L("Link"), hint: L("An address beginning with https://."), type: "url", maxLength: 500))</div>\
        \(state.select("language", L("Written in"), options: ContributionLanguage.all.map { (value: $0.tag, label: .verbatim($0.ownName)) }))
        """
    }

    private var markings: [(value: String, label: Message)] {
        let meanings: [String: Message] = [
            "AMBER": L("the recipients' organisations and their clients"), "GREEN": L("the programme's community"),
            "CLEAR": L("public"),
        ]
        return CaseMarking.kept.map { label in (value: label, label: L("TLP:\(label), \(meanings[label] ?? "")")) }
    }
}
