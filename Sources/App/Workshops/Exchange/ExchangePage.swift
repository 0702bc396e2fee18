import Domain
import Markup
import Storage
import Web

/// What the exchange brought: matrix, shared blockers with proposed visits, decisions.
struct ExchangePage {
    private let frame: SheetFrame
    private let matrix: ExchangeMatrix
    private let blockers: SharedBlockersSection
    private let decisions: [(title: HTML, table: DecisionTable)]

    init(_ event: Event.ID, visit: Visit, _ reading: any Reading) throws {
        frame = try SheetFrame(event, visit: visit, reading)
        let names = try DirectoryNames(reading)
        // For everybody alike: one's own private sheet stands on its own page.
        matrix = try ExchangeMatrix(event, for: .room, reading)
        blockers = SharedBlockersSection(shared: try SharedBlockers(event, reading), names: names)
        let all = try ExchangeStore(reading).visibleAdoptions(of: event, for: .room)
        decisions = try InterventionStore(reading).interventions(of: event, includeWithdrawn: true).compactMap {
            record in
            let found = all.filter { $0.intervention == record.id }
            guard !found.isEmpty else { return nil }
            let title: HTML = """
                <a href="\(Paths.intervention(event, record.id))" lang="\(record.language)" dir="auto">\(record.text)</a>
                """
            return (title, DecisionTable(decisions: found, names: names))
        }
    }

    var document: HTML {
        let event = frame.event.id
        return frame.layout(L("Exchange"), path: Paths.exchange(event)).document(
            """
            <div class="head"><h1>\(L("What countries plan, share and decide"))</h1></div>\
            <section><h2>\(L("Countries and priorities"))</h2><figure class="wide-only">\(ExchangeChart(id: "matrix", matrix: matrix).svg())\(ExchangeChart.key)</figure>\
            <details><summary>\(L("Show as a table"))</summary>\(MatrixTable(matrix: matrix, names: blockers.names).html)</details></section>\
            <section><h2>\(L("Blocking aspects that countries share"))</h2>\(blockers.html)</section>\
            <section><h2>\(L("Decisions"))</h2>\(decisions.isEmpty ? "<p class=\"muted\">\(L("No country has decided yet."))</p>" : .empty)\
            <ul class="lines">\(decisions.html { "<li><h3>\($0.title)</h3><details><summary>\($0.table.summary)</summary>\($0.table.html)</details></li>" })</ul></section>
            """)
    }
}

/// What one's own country decides on published interventions, and says of blockers.
struct DecisionsPage {
    private let frame: SheetFrame
    private let names: DirectoryNames
    private let country: String?
    private let sheets: [(content: SheetContent, records: [InterventionRecord])]
    private let adoptions: [Intervention.ID: AdoptionRecord]
    private let blockers: [BlockerRecord]
    private let standings: [Aspect.ID: StandingRecord]
    /// Who decides for the country, and what the others propose.
    private let head: HeadRecord?
    private let proposals: [ProposalRecord]
    private let isHead: Bool
    /// Chose a country at the door, and is not known.
    private let isUnknown: Bool
    private let seat: Participant.ID?
    /// A form that comes back with errors.
    var typed: (id: String, decision: AdoptionRecord.Decision?, note: String, errors: [String: Message])?

    init(_ event: Event.ID, visit: Visit, _ reading: any Reading) throws {
        frame = try SheetFrame(event, visit: visit, reading)
        names = try DirectoryNames(reading)
        let own = visit.visitor.seat.flatMap { $0.event == event && $0.role.contributes ? $0 : nil }
        let seat = own.flatMap { $0.isKnown ? $0.country : nil }
        country = seat
        isUnknown = own.map { $0.country != nil && !$0.isKnown } ?? false
        self.seat = own?.id
        head = try seat.flatMap { try SpeakerStore(reading).head(of: $0, in: event) }.flatMap { $0.maySpeak ? $0 : nil }
        proposals = try seat.map { try ExchangeStore(reading).proposals(of: $0, in: event) } ?? []
        isHead = head.map { $0.participant == own?.id && $0.maySpeak } ?? false
        let gallery = SheetAccess.gallery(try SheetStore(reading).sheets(of: event), for: frame.viewer, names)
            .filter { $0.sheet.publication != .private }
        sheets = try gallery.map { item in
            let content = try SheetContent(item.sheet, as: item.visibility, reading)
            return (content, content.interventions.map(\.record))
        }
        let decided = try ExchangeStore(reading).adoptions(of: event).filter { $0.country == seat }
        adoptions = Dictionary(uniqueKeysWithValues: decided.map { ($0.intervention, $0) })
        blockers = try InterventionStore(reading).blockers(of: event)
        let told = try ExchangeStore(reading).standings(of: event).filter { $0.country == seat }
        standings = Dictionary(uniqueKeysWithValues: told.map { ($0.aspect, $0) })
    }

    private var event: Event.ID { frame.event.id }

    var document: HTML {
        frame.layout(L("What our country decides"), path: Paths.decisions(event)).document(
            "\(SheetFrame.trouble)\(main)")
    }

    var main: HTML {
        guard let country else {
            return """
                <section id="decisions"><h1>\(L("What our country decides"))</h1><p>\(L("Only people who take part for a country decide for it."))</p>\
                \(isUnknown ? "<p class=\"notice warn\">\(Refusal.notKnownYet.title) \(Refusal.notKnownYet.advice)</p>" : .empty)\
                <p><a href="\(Paths.exchange(event))">\(L("Matrix, shared blocking aspects and visits"))</a></p></section>
                """
        }
        return """
            <section id="decisions"><div class="head"><h1>\(L("What \(names.country(country) ?? country) decides"))</h1>\
            <p class="muted">\(L("The head of the delegation decides; the others propose. Everybody may say where the country stands, and how it goes, at any time."))</p>\
            \(whoDecides(country))</div>\
            \(sheets.html(sheet))<section><h2>\(L("Blocking aspects: where do you stand?"))</h2><ul class="lines">\(blockers.html(blocker))</ul></section></section>
            """
    }

    private func whoDecides(_ country: String) -> HTML {
        let name = names.country(country) ?? country
        guard let head else {
            return """
                <p class="notice warn" id="head">\(L("\(name) has no head yet, so nobody decides for it. What you propose is kept for the head. Ask whoever runs the room to name one."))</p>
                """
        }
        if isHead {
            return
                "<p class=\"notice\" id=\"head\">\(L("You decide for \(name), as head of its delegation. What the others propose is shown beside each intervention: take it over, change it, or leave it."))</p>"
        }
        return
            "<p class=\"notice\" id=\"head\">\(L("Decisions for \(name) are made by \(head.name), as head of its delegation. You propose."))</p>"
    }

    private func sheet(_ item: (content: SheetContent, records: [InterventionRecord])) -> HTML {
        guard !item.records.isEmpty else { return .empty }
        return """
            <section><h2 dir="auto">\(item.content.label)</h2><ul class="lines">\(item.records.html { record in
                let view = InterventionView(record: record, visibility: item.content.visibility, names: names)
                return "<li id=\"decide-on-\(record.id)\">\(view.words())\(view.facts)\(decision(record))</li>"
            })</ul></section>
            """
    }

    private func decision(_ record: InterventionRecord) -> HTML {
        let stored = adoptions[record.id]
        let mine = isHead ? nil : proposals.first { $0.intervention == record.id && $0.participant == seat }
        let back = typed?.id == record.id.description ? typed : nil
        let chosen = back?.decision ?? (isHead ? stored?.decision : mine?.decision)
        let note = back?.note ?? (isHead ? stored?.note : mine?.note) ?? ""
        let path =
            isHead ? Paths.interventionDecision(event, record.id) : Paths.interventionProposal(event, record.id)
        let label =
            isHead
            ? stored == nil ? L("Decide") : L("Change the decision")
            : mine == nil ? L("Propose") : L("Change your proposal")
        let options = AdoptionRecord.Decision.allCases.html { one in
            "<label><input type=\"radio\" name=\"decision\" value=\"\(one.rawValue)\" required\("checked", when: one == chosen)> \(one.label)</label>"
        }
        let error = back?.errors["note"]
        return """
            \(stored.map { "<p class=\"meta\"><span class=\"state \($0.isTakenUp ? "good" : "warn")\">\($0.decision.label)</span> <span dir=\"auto\">\($0.note)</span></p>" })\
            \(stored.flatMap { InWhoseName.words($0, names) }.map { "<p class=\"meta\" dir=\"auto\">\($0)</p>" })\(others(record))\
            <details id="decide-\(record.id)"\("open", when: back != nil)><summary>\(label)</summary>\
            <form class="form" id="decision-\(record.id)" method="post" action="\(path)" data-send>\
            <fieldset class="options across"><legend class="sr">\(L("Decision"))</legend>\(options)</fieldset>\
            <div class="field"><label for="note-\(record.id)">\(L("How you adapt it, or why you decline it"))</label>\
            <textarea id="note-\(record.id)" name="note" rows="2" dir="auto"\("aria-invalid", value: error == nil ? nil : "true")\
            \("aria-describedby", value: error == nil ? nil : "note-error-\(record.id)")>\(note)</textarea>\
            \(error.map { "<p class=\"error\" id=\"note-error-\(record.id)\">\($0)</p>" })</div>\
            <div class="actions"><button>\(isHead ? L("Store the decision") : L("Send the proposal"))</button></div></form>\
            \(mine == nil ? .empty : withdrawal(record))</details>\(stored.map(progress))
            """
    }

    private func withdrawal(_ record: InterventionRecord) -> HTML {
        """
        <form class="actions" id="withdraw-\(record.id)" method="post" action="\(Paths.interventionProposalWithdrawal(event, record.id))" data-send>\
        <button class="plain">\(L("Withdraw the proposal"))</button></form>
        """
    }

    /// What the delegation proposes; the head takes one over by one press.
    private func others(_ record: InterventionRecord) -> HTML {
        let list = proposals.filter { $0.intervention == record.id }
        guard !list.isEmpty else { return .empty }
        return """
            <div class="stack-2" id="proposals-\(record.id)"><h3>\(L("Proposed in the delegation"))</h3><ul class="lines">\(list.html { proposal in
                """
                <li id="proposal-\(record.id)-\(proposal.participant)"><p><span class="state">\(proposal.decision.label)</span> \
                <span dir="auto">\(proposal.note)</span></p><p class="meta">\(names.origin(sector: proposal.sector, country: nil)) <bdi>\(proposal.name)</bdi></p>\
                \(isHead ? takeOver(record, proposal) : .empty)</li>
                """
            })</ul></div>
            """
    }

    private func takeOver(_ record: InterventionRecord, _ proposal: ProposalRecord) -> HTML {
        let isDone = adoptions[record.id].map { $0.decision == proposal.decision && $0.note == proposal.note } ?? false
        guard !isDone else { return "<p class=\"state good\">\(L("Taken over"))</p>" }
        return """
            <form class="actions" id="accept-\(record.id)-\(proposal.participant)" method="post" \
            action="\(Paths.interventionDecision(event, record.id))" data-send>\
            <input type="hidden" name="decision" value="\(proposal.decision.rawValue)"><input type="hidden" name="note" value="\(proposal.note)">\
            <button>\(L("Take it over"))</button></form>
            """
    }

    private func progress(_ stored: AdoptionRecord) -> HTML {
        guard stored.isTakenUp else { return .empty }
        let id = stored.intervention
        let options = AdoptionRecord.Progress.allCases.html {
            "<option value=\"\($0.rawValue)\"\("selected", when: $0 == stored.progress)>\($0.label)</option>"
        }
        return """
            <form class="inline" id="progress-\(id)" method="post" action="\(Paths.interventionProgress(event, id))" data-send>\
            <div class="field"><label for="progress-of-\(id)">\(L("How it is going"))</label><select id="progress-of-\(id)" name="progress">\(options)</select></div>\
            <div class="field"><label for="progress-note-\(id)">\(L("Note (optional)"))</label>\
            <input id="progress-note-\(id)" name="note" dir="auto" maxlength="\(DecisionOperations.noteLimit)" value="\(stored.progressNote)"></div><button>\(L("Save"))</button></form>
            """
    }

    private func blocker(_ blocker: BlockerRecord) -> HTML {
        let stored = standings[blocker.id]
        let options = StandingRecord.State.allCases.html {
            "<option value=\"\($0.rawValue)\"\("selected", when: $0 == stored?.state)>\($0.label)</option>"
        }
        return """
            <li id="stand-\(blocker.id)"><p class="title" lang="\(blocker.language)" dir="auto">\(blocker.text)</p>\
            <form class="inline" id="standing-\(blocker.id)" method="post" action="\(Paths.aspectStanding(event, blocker.id))" data-send>\
            <div class="field"><label for="state-\(blocker.id)">\(L("Your country"))</label><select id="state-\(blocker.id)" name="state">\
            <option value="">\(L("not stated"))</option>\(options)</select></div>\
            <div class="field"><label for="standing-note-\(blocker.id)">\(L("Note (optional)"))</label>\
            <input id="standing-note-\(blocker.id)" name="note" dir="auto" maxlength="\(DecisionOperations.noteLimit)" value="\(stored?.note ?? "")"></div><button>\(L("Save"))</button></form></li>
            """
    }
}
