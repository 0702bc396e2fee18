import Domain
import Markup
import Storage
import Web

/// What is paid for a night, a day or a kilometre, by place and date; of all events of the programme.
struct AllowancesPage {
    let frame: EventFrame
    let all: [AllowanceRecord]
    let holding: [AllowanceRecord]
    let host: String?
    let names: DirectoryNames
    let state: FormState

    init(_ frame: EventFrame, _ state: FormState, _ reading: any Reading) throws {
        self.frame = frame
        self.state = state
        let store = AllowanceStore(reading)
        all = try store.all(of: frame.event.programme)
        host = try EventDatesStore(reading).dates(of: frame.event.id).country
        holding = try store.holding(for: frame.event, host: host)
        names = try DirectoryNames(reading)
    }

    private var event: Event.ID { frame.event.id }

    static func words(_ one: AllowanceRecord, _ names: DirectoryNames) -> Message {
        let place = [one.fields.city, names.country(one.fields.country) ?? ""].filter { !$0.isEmpty }
            .joined(separator: ", ")
        let amount = MoneyWords.string(one.amount)
        return .verbatim(
            "\(one.fields.scheme): \(amount) \(one.basis.label.string())\(place.isEmpty ? "" : " · \(place)")")
    }

    var answer: Answer {
        Logistics.answer(
            frame, "budget", L("Rates by place"), path: MoneyPaths.allowances(event),
            """
            <div class="head"><h1>\(L("Rates by place"))</h1><p class="muted">\(L("What is paid for a night, a day or a kilometre. They hold for all events of the programme, from their date on; what people were entitled to before stays."))</p></div>\
            \(here)\(all.isEmpty ? nothing : table)\(adding)\
            <div class="actions"><a class="button plain" href="\(MoneyPaths.allowancesImport(event))">\(Icon.svg("upload")) \(FieldImportSection.title)</a>\
            \(all.isEmpty ? .empty : FieldList.workbook(MoneyPaths.allowancesSheet(event)))</div>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    /// What holds for this event.
    private var here: HTML {
        guard !all.isEmpty else { return .empty }
        let missing: HTML =
            host == nil
            ? "<p class=\"notice warn\">\(L("The host country of the event is not set, so that only rates for everywhere hold.")) <a href=\"\(AgendaPaths.dates(event))\">\(L("Set it"))</a></p>"
            : .empty
        guard !holding.isEmpty else {
            return "\(missing)<p class=\"muted\">\(L("None holds for this event."))</p>"
        }
        return """
            \(missing)<section id="here"><h2>\(L("For this event"))</h2><ul class="plain-list">\(holding.html { "<li dir=\"auto\">\(Self.words($0, names))</li>" })</ul></section>
            """
    }

    private var nothing: HTML {
        """
        <div class="empty"><h2>\(L("No rate yet"))</h2><p class="muted">\(L("Enter those that you pay by, or bring them in from a workbook; then entitling people takes the right one."))</p></div>
        """
    }

    private var table: HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Rates by place").string())"><table class="stack"><thead><tr><th scope="col">\(L("Scheme"))</th>\
        <th scope="col">\(L("Place"))</th><th scope="col" class="num">\(L("Amount"))</th><th scope="col">\(L("Valid from"))</th><th></th></tr></thead>\
        <tbody>\(all.html(row))</tbody></table></div>
        """
    }

    private func row(_ one: AllowanceRecord) -> HTML {
        let place: HTML =
            one.fields.country == nil ? "\(L("everywhere"))" : names.place(one.fields.country)
        return """
            <tr><th scope="row" dir="auto">\(one.fields.scheme)</th>\
            <td data-label="\(L("Place").string())"><span>\(place) <span dir="auto">\(one.fields.city)</span></span></td>\
            <td class="num" data-label="\(L("Amount").string())"><span>\(MoneyWords.html(one.amount)) \(one.basis.label)</span></td>\
            <td data-label="\(L("Valid from").string())">\(DateText.day(one.fields.validFrom))</td>\
            <td><form method="post" action="\(MoneyPaths.allowanceRemoval(event, one.id))"><button class="plain danger">\(L("Remove"))<span class="sr">: \(one.fields.scheme)</span></button></form></td></tr>
            """
    }

    private var adding: HTML {
        let begin = state.values.fields.isEmpty ? FormState(stored: FieldForm.stored(AllowanceFields())) : state
        let form = FieldForm<AllowanceFields>(state: begin, options: ["country": names.countryOptions])
        return """
            <details id="new-allowance"\("open", when: all.isEmpty || !state.errors.isEmpty)><summary>\(L("Enter a rate"))</summary>\
            <form class="form" id="allowance" method="post" action="\(MoneyPaths.allowances(event))">\(form.summary)\(form.html)\
            <div class="actions"><button class="primary">\(L("Save the rate"))</button></div></form></details>
            """
    }

    func sheet() -> WorkbookSheet {
        WorkbookSheet(
            name: "rates", header: AllowanceFields.fields.map(\.column),
            rows: all.map { one in AllowanceFields.fields.map { SheetCell($0.value(one.fields).word) } })
    }
}
