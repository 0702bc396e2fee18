import Domain
import Markup
import Storage
import Web

/// One registration: what is known of it and why it is as it is, and all that an organiser may do with it.
struct RegistrationPersonPage {
    private let frame: EventFrame
    private let rule: RegistrationRule
    private let record: RegistrationRecord
    private let waiting: SeatStanding.Waiting?
    private let names: DirectoryNames
    private let region: String?
    /// What who nominated them told.
    private let nominated: NominationFields?
    /// What a seat would commit, where that is more than there is.
    private let costs: [SeatCost]
    /// The last that were written to this person about the event.
    private let mails: [OutgoingMailRecord]
    /// Of the form that was refused, by its id.
    private let refused: (form: String, state: FormState)?
    private let questions: RegistrationQuestionsSection

    init(
        _ frame: EventFrame, _ id: Registration.ID, _ reading: any Reading,
        refused: (form: String, state: FormState)? = nil
    ) throws {
        self.frame = frame
        self.refused = refused
        let store = RegistrationStore(reading)
        rule = try store.requireRule(of: frame.event.id)
        record = try store.registration(id, in: frame.event.id)
        waiting =
            record.isWaiting
            ? try SeatStanding.waiting(in: frame.event.id, rule, now: frame.visit.now, reading)[id] : nil
        names = try DirectoryNames(reading)
        mails = try PostStore(reading).mails(to: record, in: frame.event)
        nominated = try record.nomination.map { try NominationStore(reading).nomination($0, in: frame.event.id).fields }
        questions = try RegistrationQuestionsSection(
            frame.event.id, rule, of: id, refused?.form == "answers" ? refused?.state ?? FormState() : FormState(),
            reading)
        let isHeld = try rule.seatsAtOnce && !SeatCosts.held([record], in: frame.event.id, reading).isEmpty
        costs = isHeld ? try SeatCosts.of([record], in: frame.event.id, reading).filter(\.isOver) : []
        region = try record.region.map { try RegionStore(reading).region($0).name }
    }

    private var event: Event.ID { frame.event.id }
    private var clock: MomentWords { MomentWords(frame.event.timeZone) }

    var answer: Answer {
        frame.registration(
            nil, .verbatim(record.name), path: RegistrationPaths.person(event, record.id),
            head: "<p class=\"meta\"><span class=\"state \(record.stateMark)\">\(record.stateLabel)</span></p>",
            "\(wish)\(decision)\(facts)\(questions.told)\(forms)", status: refused == nil ? .ok : .wrong)
    }

    // MARK: What is known

    private var facts: HTML {
        var rows: [(Message, HTML)] = []
        if let why { rows.append((L("Why"), why)) }
        rows.append((L("Country"), names.place(record.country)))
        if let region { rows.append((L("Counts in the region"), "\(region)")) }
        if let sector = names.sector(record.sector) { rows.append((L("Sector"), sector.html)) }
        if !record.organisation.isEmpty {
            rows.append((L("Organisation"), "<span dir=\"auto\">\(record.organisation)</span>"))
        }
        if let email = record.email { rows.append((L("E-mail"), "\(email)")) }
        if !mails.isEmpty { rows.append((L("Mail"), PostMailsSection.html(mails, clock))) }
        rows.append((L("Came by"), "\(record.channel.label)"))
        if record.channel == .nomination { rows.append((L("Rank"), "\(record.rank)")) }
        if let note = nominated?.note, !note.isEmpty {
            rows.append((L("Note to the organiser"), "<span dir=\"auto\">\(note)</span>"))
        }
        rows.append((L("How they take part"), "\(record.mode.label)"))
        rows.append((L("Who pays"), "\(record.funding.label)"))
        rows.append((L("Registered"), clock.html(record.submittedAt)))
        rows.append((L("In this state since"), clock.html(record.stateSince)))
        if let until = record.offeredUntil { rows.append((L("Offered until"), clock.html(until))) }
        let confirmed: HTML =
            if let at = record.confirmedAt { clock.html(at) } else { "<span class=\"muted\">\(L("not yet"))</span>" }
        rows.append((L("Confirmed by the person"), confirmed))
        return """
            <dl class="facts">\(rows.html { label, value in "<dt>\(label)</dt><dd>\(value)</dd>" })</dl>
            """
    }

    private var why: HTML? {
        if !record.reason.isEmpty {
            let held: HTML =
                record.isWaiting && record.heldBackAt != nil ? "<br>\(L("moves up once an organiser says so"))" : .empty
            return "<span dir=\"auto\">\(record.reason)</span>\(held)"
        }
        if let full = waiting?.full, !full.isEmpty { return "\(Message.list(full, .semicolons))" }
        if !costs.isEmpty {
            return
                "\(L("A seat for them goes beyond the budget.")) \(costs.html { "<span dir=\"auto\">\($0.words)</span> " })"
        }
        return record.state == .pending && !rule.seatsAtOnce ? "\(L("until seats are allocated"))" : nil
    }

    // MARK: What waits for an answer

    private var wish: HTML {
        guard let wish = record.wish else { return .empty }
        return """
            <section class="notice warn" id="wish"><p><b>\(record.name)</b> \(wish.label).</p>\
            <form class="actions" method="post" action="\(RegistrationPaths.wish(event, record.id))">\
            <button name="granted" value="1">\(L("Grant it"))</button>\
            <button class="plain" name="granted" value="0">\(L("Leave it as it is"))</button></form></section>
            """
    }

    private var decision: HTML {
        let approves = record.state == .pending && (record.approvedAt == nil || record.awaitsPerson)
        if record.isWaiting, record.heldBackAt != nil {
            return button("approval", RegistrationPaths.approval(event, record.id), L("Let them move up again"))
        }
        let returns = !record.isActive
        guard approves || returns else { return .empty }
        return approves
            ? button("approval", RegistrationPaths.approval(event, record.id), L("Accept"), isPrimary: true)
            : button(
                "return", RegistrationPaths.comeback(event, record.id), L("Take in again, at the end of the list"),
                isPrimary: true)
    }

    private func button(_ id: String, _ path: String, _ label: Message, isPrimary: Bool = false) -> HTML {
        """
        <form id="\(id)" method="post" action="\(path)"><div class="actions">\
        <button\("class", value: isPrimary ? "primary" : nil)>\(label)</button></div></form>
        """
    }

    // MARK: What can be done

    private var forms: HTML {
        guard record.isActive else { return .empty }
        let seats: HTML =
            record.state == .complete
            ? reasoned(
                "unseating", RegistrationPaths.unseating(event, record.id), L("Take the seat back"),
                L("The person waits at the end of the list. The program never does this by itself."))
            : reasoned(
                "rejection", RegistrationPaths.rejection(event, record.id), L("Do not accept"),
                L("The reason is told to the person, and to who named them."))
        return """
            <section id="changes"><h2>\(L("Changes"))</h2><div class="folds">\(offer)\(correction)\(answers)\(mode)\(substitution)</div></section>\
            <section id="place"><h2>\(L("Seat and place in the list"))</h2><div class="folds">\(protection)\(withdrawal)\(seats)</div></section>
            """
    }

    private var withdrawal: HTML {
        reasoned(
            "withdrawal", RegistrationPaths.withdrawal(event, record.id), L("Enter a withdrawal"),
            L("A seat that becomes free goes to who is next and fits."))
    }

    private var protection: HTML {
        guard record.class != 0 else { return .empty }
        return reasoned(
            "protection", RegistrationPaths.protection(event, record.id), L("Put before all others"),
            L("Also where a quota is full. Only with a reason, which is kept."))
    }

    /// What somebody told to the organiser's questions by telephone.
    private var answers: HTML {
        guard !questions.isEmpty else { return .empty }
        return fold(
            "answers", L("Answers to your questions"),
            """
            <form class="form" method="post" action="\(RegistrationPaths.answers(event, record.id))">\
            \(questions.summary)\(questions.fields)<div class="actions"><button>\(L("Save"))</button></div></form>
            """)
    }

    private func fold(_ id: String, _ title: Message, _ body: HTML) -> HTML {
        """
        <details id="\(id)" name="behind"\("open", when: refused?.form == id)><summary><h3>\(title)</h3></summary>\(body)</details>
        """
    }

    private func reasoned(_ id: String, _ path: String, _ title: Message, _ words: Message) -> HTML {
        let form = (refused?.form == id ? refused?.state ?? FormState() : FormState()).placed(id)
        return fold(
            id, title,
            """
            <form class="form" method="post" action="\(path)"><p class="muted">\(words)</p>\
            \(form.text("reason", L("Reason"), maxLength: 500))<div class="actions"><button>\(title)</button></div></form>
            """)
    }

    /// Where somebody told the organiser what they answer.
    private var offer: HTML {
        guard record.isOffered else { return .empty }
        let form = (refused?.form == "offer" ? refused?.state ?? FormState() : FormState()).placed("offer")
        return fold(
            "offer", L("Answer the offer for them"),
            """
            <form class="form" method="post" action="\(RegistrationPaths.offer(event, record.id))">\
            \(form.text("reason", L("How they told it"), maxLength: 500))\(form.error("answer"))<div class="actions">\
            <button name="answer" value="yes">\(L("They take the seat"))</button>\
            <button class="plain danger" name="answer" value="no">\(L("They do not come"))</button></div></form>
            """)
    }

    private var mode: HTML {
        guard rule.mode == .hybrid else { return .empty }
        let other: AttendanceMode = record.mode == .online ? .inPerson : .online
        return fold(
            "mode", L("Change how they take part"),
            """
            <form class="form" method="post" action="\(RegistrationPaths.mode(event, record.id))">\
            <input type="hidden" name="mode" value="\(other.rawValue)">\(refused?.form == "mode" ? refused?.state.error("mode") ?? .empty : .empty)<div class="actions">\
            <button>\(other == .online ? L("Online from now on") : L("In person from now on"))</button></div></form>
            """)
    }

    private var substitution: HTML {
        let state = refused?.form == "substitution" ? refused?.state : nil
        let start = FormState(
            stored: [
                ("funding", record.funding.rawValue), ("mode", record.mode.rawValue), ("sector", record.sector ?? ""),
                ("country", record.country ?? ""), ("organisation", record.organisation),
            ])
        return fold(
            "substitution", L("Somebody else comes in this place"),
            """
            <form class="form" method="post" action="\(RegistrationPaths.substitution(event, record.id))">\
            <p class="muted">\(L("They take the seat, the rank and the lot in one step: the seat is never free in between."))</p>\
            \(fields((state ?? start).placed("substitution")))\
            \((state ?? FormState()).check("waits", L("where a quota is full for them, they wait in this place, and the seat goes to who is next")))\
            <div class="actions"><button>\(L("Put them in this place"))</button></div></form>
            """)
    }

    private var correction: HTML {
        let state = refused?.form == "correction" ? refused?.state : nil
        let start = FormState(stored: FieldForm<NominationFields>.stored(told))
        return fold(
            "correction", L("Correct what is told"),
            """
            <form class="form" method="post" action="\(RegistrationPaths.person(event, record.id))">\
            \(fields((state ?? start).placed("correction")))<div class="actions"><button>\(L("Save"))</button></div></form>
            """)
    }

    /// What stands in the registration, with what only the nomination says.
    private var told: NominationFields {
        var told = record.nominationFields
        (told.languages, told.note) = (nominated?.languages ?? "", nominated?.note ?? "")
        return told
    }

    private func fields(_ state: FormState) -> HTML { NominationForm.fields(state, names, kept: record.sector) }
}

/// The fields of somebody who is named, entered or put in another's place.
enum NominationForm {
    /// - Parameter country: whether it is asked.
    static func fields(_ state: FormState, _ names: DirectoryNames, kept: String? = nil, country: Bool = true) -> HTML {
        let form = FieldForm<NominationFields>(
            state: state, options: ["sector": names.sectorOptions(kept: kept), "country": names.countryOptions])
        return "\(form.summary)\(country ? form.html : form.html(without: ["country"]))"
    }
}

extension RegistrationRecord {
    var nominationFields: NominationFields {
        var fields = NominationFields()
        (fields.givenName, fields.familyName, fields.email) = (givenName, familyName, email)
        (fields.organisation, fields.sector, fields.country) = (organisation, sector, country)
        (fields.funding, fields.mode) = (funding.rawValue, mode.rawValue)
        return fields
    }
}
