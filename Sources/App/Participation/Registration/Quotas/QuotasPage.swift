import Domain
import Markup
import Storage
import Web

/// The quotas of an event as sentences, each held against who asks and who sits now.
struct QuotasPage {
    private let frame: EventFrame
    private let strips: [SeatStanding.Strip]
    private let editing: Quota.ID?
    private let state: FormState?
    private let file: FormState
    private let hasRule: Bool
    private let hasPeople: Bool
    /// What comes after the quotas; nothing while there is none, or nothing else is due.
    private let next: RegistrationDue?
    /// What “Only of” offers.
    private let choices: [QuotaChoice.Group]

    init(
        _ visit: Visit, _ event: Event.ID, editing: Quota.ID?, state: FormState?, file: FormState?,
        _ reading: any Reading
    ) throws {
        let frame = try EventFrame(visit, event, reading)
        self.frame = frame
        let rule = try RegistrationStore(reading).rule(of: event)
        hasRule = rule != nil
        hasPeople = try RegistrationPages.hasPeople(event, reading)
        choices = try QuotaChoice.groups(reading)
        let due = try rule.map { try RegistrationPages.due(frame, $0, reading) } ?? []
        next = frame.allows(.organise) ? due.first { $0.path != Paths.quotas(event) } : nil
        strips = try SeatStanding(frame.event, rule ?? RegistrationRule(), now: visit.now, reading).strips
        self.editing = frame.allows(.organise) ? editing : nil
        (self.state, self.file) = (state, file ?? FormState())
    }

    private var event: EventRecord { frame.event }

    var answer: Answer {
        let isWrong = state.map { !$0.errors.isEmpty } ?? false || !file.errors.isEmpty
        return frame.registration(
            "quotas", L("Quotas"), path: Paths.quotas(event.id),
            head:
                "<p class=\"lede\">\(L("How many may come: in all, of each country, of a sector. Whoever sits stays seated when a quota is lowered; when one is raised, whoever waits and fits moves up."))</p>",
            """
            \(going)<div class="split"><section>\(strips.isEmpty ? empty : list)</section>
            <section>\(frame.allows(.organise) && editing == nil ? form(nil) : .empty)\(files)</section></div>
            """, hasPeople: hasPeople, status: isWrong ? .wrong : .ok)
    }

    /// With quotas the journey goes on; without any it may.
    private var going: HTML {
        guard let next else { return .empty }
        return """
            <div class="actions"><a class="button\(strips.isEmpty ? "" : " primary")" href="\(next.path)">\(strips.isEmpty ? L("Go on without quotas") : next.label)</a></div>
            """
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("No quotas yet"))</h2><p class="muted">\(L("Without quotas everybody who may come gets a seat. Most events begin with two: a number in all, and a number of each country."))</p></div>
        """
    }

    private var list: HTML {
        """
        <h2>\(L(strips.count, one: "\(strips.count) quota", other: "\(strips.count) quotas"))</h2>\(together)<ol class="lines" id="quotas">\
        \(strips.enumerated().map { $0 }.html { index, strip in
            let id = strip.record.id
            return id == editing
                ? "<li id=\"quota-\(id)\">\(form(strip.record))</li>"
                : "<li id=\"quota-\(id)\">\(content(strip))\(actions(strip, index))</li>"
        })</ol>
        """
    }

    /// What the order says, and what it does not.
    private var together: HTML {
        guard strips.count > 1 else { return .empty }
        return """
            <p class="small muted">\(L("All count at the same time: whoever comes needs room in each that concerns them, so that of two the smaller decides. Their order is that in which they are named as reasons."))</p>
            """
    }

    private func content(_ strip: SeatStanding.Strip) -> HTML {
        let isFull = QuotaStrips.isFull(strips)
        guard strip.record.quota.isOfEach else { return QuotaStrips.content(strip, inFull: isFull) }
        let table = QuotaTable(strips: [strip], isGiven: strip.counts.first?.isGiven ?? false)
        return "<p class=\"title\"><span>\(strip.sentence)</span></p>\(table.each(inFull: isFull))"
    }

    private func actions(_ strip: SeatStanding.Strip, _ index: Int) -> HTML {
        guard frame.allows(.organise) else { return .empty }
        let (id, name) = (strip.record.id, strip.sentence.string())
        return """
            <div class="actions">\(move(id, -1, "up", L("Move up"), name, isDisabled: index == 0))\
            \(move(id, 1, "down", L("Move down"), name, isDisabled: index == strips.count - 1))\
            <a class="button plain" href="\(Paths.quotas(event.id))?quota=\(id)#quota-\(id)">\(Icon.svg("edit")) \(L("Edit"))<span class="sr">: \(name)</span></a>\
            <form method="post" action="\(Paths.quotaRemoval(event.id, id))"><button class="plain danger">\(L("Remove"))<span class="sr">: \(name)</span></button></form></div>
            """
    }

    private func move(_ id: Quota.ID, _ by: Int, _ icon: String, _ word: Message, _ name: String, isDisabled: Bool)
        -> HTML
    {
        """
        <form method="post" action="\(Paths.quotaOrder(event.id, id))"><input type="hidden" name="by" value="\(by)">\
        <button class="square plain"\("disabled", when: isDisabled)>\(Icon.svg(icon))<span class="sr">\(word): \(name)</span></button></form>
        """
    }

    // MARK: The form

    private func form(_ record: QuotaRecord?) -> HTML {
        let fields = record.map(QuotaFields.init)
        let stored = fields.map { fields in
            FormState(stored: [
                ("kind", fields.kind.rawValue), ("seats", fields.seats), ("attribute", fields.attribute),
                ("value", fields.value), ("mode", fields.mode), ("until", fields.until),
                ("exceptions", fields.exceptions), ("label", fields.label),
            ])
        }
        let form = state ?? stored ?? FormState()
        let path = record.map { Paths.quota(event.id, $0.id) } ?? Paths.quotas(event.id)
        return """
            \(record == nil ? "<h2>\(L("Add a quota"))</h2>" : .empty)<form class="form" id="quota" method="post" action="\(path)">\
            \(summary(form))\(inputs(form))<div class="actions"><button\("class", value: record == nil && next != nil && !strips.isEmpty ? nil : "primary")>\(record == nil ? L("Add the quota") : L("Save the quota"))</button>\
            \(record == nil ? .empty : "<a class=\"button plain\" href=\"\(Paths.quotas(event.id))\">\(L("Cancel"))</a>")</div></form>
            """
    }

    private func summary(_ form: FormState) -> HTML {
        form.summary([
            ("kind", L("What it does")), ("seats", L("Seats")), ("attribute", L("Of whom")), ("value", L("Only of")),
            ("mode", L("How they take part")), ("exceptions", L("Exceptions")), ("until", L("Until")),
            ("label", L("Short name")),
        ])
    }

    private func inputs(_ form: FormState) -> HTML {
        let kinds: [(value: String, label: Message)] = [
            (value: "cap", label: L("At most so many")), (value: "guarantee", label: L("Keep so many for each")),
        ]
        let everybody: [(value: String, label: Message)] = [(value: "all", label: L("Everybody"))]
        let whom = everybody + SeatAttribute.allCases.map { (value: $0.rawValue, label: $0.label) }
        let modes: [(value: String, label: Message)] =
            [(value: "", label: L("However they take part"))]
            + AttendanceMode.allCases.map { (value: $0.rawValue, label: $0.label) }
        let isOpen = ["mode", "until", "exceptions", "label"].contains { name in
            form.errors[name] != nil || !(form.values[name] ?? "").isEmpty
        }
        return """
            <div class="row">\(form.select("kind", L("What it does"), options: kinds))\
            \(form.text("seats", L("Seats"), type: "number", isRequired: true))</div>\
            \(form.select("attribute", L("Of whom"), options: whom))\
            \(QuotaChoiceField(groups: choices, form: form).html)\
            <details\("open", when: isOpen)><summary>\(L("Exceptions, until when, and a name"))</summary>\
            \(form.text("exceptions", L("Exceptions"), hint: L("For instance the host: KZ=6; UZ=3"), maxLength: 1000))\
            \(form.text("until", L("Until"), hint: L("Kept seats only: from then on they are free for all."), type: "datetime-local"))\
            \(form.select("mode", L("How they take part"), options: modes))\
            \(form.text("label", L("Short name"), hint: L("People read it as the reason why they wait. If empty, it is made from the rest."), maxLength: 60))</details>
            """
    }

    private var files: HTML {
        let check: HTML =
            "<p class=\"small\"><a href=\"\(Paths.allocationCheck(event.id))\">\(L("How to check it"))</a></p>"
        guard frame.allows(.organise) else { return hasRule ? check : .empty }
        return """
            <details id="file"\("open", when: !file.errors.isEmpty)><summary>\(L("Take them from a file"))</summary>\
            <form class="form" method="post" enctype="multipart/form-data" action="\(Paths.quotaFile(event.id))">\
            \(file.summary([("file", L("File"))]))<div class="field"><label for="file-input">\(L("File"))</label>\
            <p class="hint">\(L("CSV with the columns \(SeatFiles.quotaColumns). It replaces the whole list."))</p>\
            <input type="file" id="file-input" name="file" accept=".csv" required data-name="file-name"><output id="file-name"></output>\(file.error("file"))</div>\
            <div class="actions"><button>\(L("Replace the quotas"))</button></div></form></details>\(hasRule ? check : .empty)
            """
    }
}
