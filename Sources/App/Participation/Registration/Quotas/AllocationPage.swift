import Domain
import Markup
import Storage
import Web

/// What an allocation would give, or gave: seats by country and rank, why each who waits waits, and the one button that confirms it.
struct AllocationPage {
    private let frame: EventFrame
    private let rule: RegistrationRule
    private let plan: SeatPlan
    private let runs: [AllocationRecord]
    private let people: [String: RegistrationRecord]
    private let words: QuotaWords
    /// By which the shown run gave the seats.
    private let given: [QuotaRecord]
    private let names: DirectoryNames
    /// Who waits for approval, and who has not shown that the address is theirs.
    private let left: (unapproved: Int, unconfirmed: Int)
    /// What the seats of the preview would commit of the budget.
    private let costs: [SeatCost]
    /// Who was asked, has not answered and has named nobody.
    private let silent: [String]
    private let state: FormState

    init(_ visit: Visit, _ event: Event.ID, state: FormState = FormState(), _ reading: any Reading) throws {
        self.state = state
        frame = try EventFrame(visit, event, reading)
        let store = RegistrationStore(reading)
        let rule = try store.requireRule(of: event)
        let plan = try SeatPlan(event, rule, reading)
        (self.rule, self.plan) = (rule, plan)
        runs = try QuotaStore(reading).allocations(of: event)
        let all = try store.registrations(of: event)
        people = Dictionary(all.map { (SeatRequest.id($0), $0) }) { first, _ in first }
        names = try DirectoryNames(reading)
        // As they were then, to name what was full.
        let quotas = try runs.first { $0.state != .discarded }.map { try Self.quotas($0.outcome, visit.environment) }
        given = quotas ?? plan.quotas
        words = try QuotaWords(given, reading)
        let pending = all.filter { $0.state == .pending && $0.isCounted(rule) }
        let needsApproval = rule.approval == .organiser
        let unapproved = pending.count { !$0.awaitsPerson && needsApproval && $0.approvedAt == nil }
        left = (unapproved, pending.count(where: \.awaitsPerson))
        let new = runs.first { $0.state == .previewed }.map { $0.outcome.seats.dropFirst($0.outcome.staying) } ?? []
        let known = people
        costs = try SeatCosts.of(new.compactMap { known[$0] }, in: event, reading)
        silent = try Self.silent(event, names, reading)
    }

    private static func silent(_ event: Event.ID, _ names: DirectoryNames, _ reading: any Reading) throws -> [String] {
        let named = Set(
            try NominationStore(reading).nominations(of: event).filter { $0.state == .submitted }.map(\.behalf))
        let asked = try InvitationStore(reading).invitations(of: event).map { ($0.target, $0) }
        let all = asked.filter { target, one in
            one.sentAt != nil && one.state == .pending && target.kind != .person && !named.contains(target)
        }
        let behalfs = try BehalfNames(names, of: all.map { $0.0 }, reading)
        return Folded.ordered(all.map { behalfs.text($0.0) }) { $0 }
    }

    /// Until when nominations are open; nothing once they have closed.
    private var openUntil: Int64? { rule.nominationsClose.flatMap { $0.at > frame.visit.now ? $0.at : nil } }

    private static func quotas(_ outcome: AllocationOutcome, _ environment: Environment) throws -> [QuotaRecord] {
        try SeatFiles.quotas(Array(outcome.quotas.utf8)).map { QuotaRecord(environment.id(), $0, until: nil) }
    }

    private var event: EventRecord { frame.event }
    private var shown: AllocationRecord? {
        runs.first { $0.state == .previewed } ?? runs.first { $0.state == .confirmed }
    }

    var answer: Answer {
        frame.registration(
            "allocation", L("Allocation"), path: Paths.allocation(event.id), head: "<p class=\"lede\">\(lede)</p>",
            "\(notices)\(shown.map { self.outcome($0) } ?? begin)\(history)", hasPeople: !people.isEmpty,
            status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var lede: Message {
        if rule.allocatedAt != nil {
            return L("Whoever waits moves up as seats become free.")
        }
        if shown?.state == .previewed { return L("Preview: nobody is told yet.") }
        if rule.work == .rolling { return L("This event gives seats as people come: there is nothing to allocate.") }
        return L(
            "First you see a preview: who gets a seat, and who waits and why. Nobody is told before you confirm it."
        )
    }

    private var notices: HTML {
        guard !rule.seatsAtOnce, left.unapproved + left.unconfirmed > 0 else { return .empty }
        let (unapproved, unconfirmed) = left
        return """
            <div class="notice warn"><ul>\
            \(unapproved > 0 ? "<li>\(L(unapproved, one: "\(unapproved) person waits for your approval and is left out.", other: "\(unapproved) people wait for your approval and are left out."))</li>" : .empty)\
            \(unconfirmed > 0 ? "<li>\(L(unconfirmed, one: "\(unconfirmed) person has not confirmed their address and is left out.", other: "\(unconfirmed) people have not confirmed their address and are left out."))</li>" : .empty)\
            </ul>\(unapproved > 0 && rule.holdPending ? "<p>\(L("Once the seats are given, what is left is kept for those who wait for your approval, in their order; the others wait for a seat."))</p>" : .empty)</div>
            """
    }

    private var begin: HTML {
        guard !rule.seatsAtOnce else { return .empty }
        let asking = plan.asking
        guard asking > 0 else {
            return """
                <div class="empty"><h2>\(L("Nobody asks for a seat yet"))</h2><p class="muted">\(L("When nominations have come, this page shows who would get a seat and who would wait, before anybody is told."))</p></div>
                """
        }
        return """
            <section><p>\(L(asking, one: "\(asking) person asks for a seat.", other: "\(asking) people ask for a seat."))\
             \(closing)</p>\(button(L("Preview the allocation"), isPrimary: true))</section>
            """
    }

    private var closing: HTML {
        guard let close = rule.nominationsClose, close.at > frame.visit.now else { return .empty }
        return "\(L("Nominations are open until \(MomentWords(event.timeZone).html(close.at))."))"
    }

    private func button(_ label: Message, isPrimary: Bool) -> HTML {
        guard frame.allows(.organise) else { return .empty }
        return """
            <form method="post" action="\(Paths.allocation(event.id))"><button\("class", value: isPrimary ? "primary" : nil)>\(label)</button></form>
            """
    }

    // MARK: One run

    private func outcome(_ run: AllocationRecord) -> HTML {
        let outcome = run.outcome
        let new = outcome.seats.count - outcome.staying
        return """
            <section>\(run.state == .confirmed ? decided(run, new) : figures(new, outcome.waiting.count))\
            \(hint(outcome))\(since(run))\(money(run))\(decision(run, new))</section>\(grounds(run))\
            <section><h2>\(L("Seats by country and rank"))</h2>\(table(run))</section>
            """
    }

    private func figures(_ new: Int, _ waiting: Int) -> HTML {
        """
        <dl class="figures"><div><dt>\(L("get a seat"))</dt><dd>\(new)</dd></div>\
        <div><dt>\(L("wait"))</dt><dd>\(waiting)</dd></div></dl>
        """
    }

    /// What was given then, and what became of it.
    private func decided(_ run: AllocationRecord, _ new: Int) -> HTML {
        let day = DateText.day(MomentWords(event.timeZone).wallClock(run.decidedAt ?? run.madeAt).date)
        let waited = run.outcome.waiting.count
        return "<h2>\(L("No. \(run.number), \(day): \(new) got a seat, \(waited) waited"))</h2>\(afterwards(run))"
    }

    private func afterwards(_ run: AllocationRecord) -> HTML {
        let (seats, waiting) = (run.outcome.seats, run.outcome.waiting.map(\.number))
        let known = Set(seats + waiting)
        let left = (seats + waiting).compactMap { people[$0] }.count { !$0.isActive }
        let moved = waiting.compactMap { people[$0] }.count { $0.state == .complete }
        let offered = people.values.count(where: \.isOffered)
        let later = people.count { !known.contains($0.key) && $0.value.isActive }
        var words: [Message] = []
        if left > 0 { words.append(L(left, one: "\(left) has left", other: "\(left) have left")) }
        if moved > 0 { words.append(L(moved, one: "\(moved) has moved up", other: "\(moved) have moved up")) }
        if offered > 0 {
            words.append(L(offered, one: "\(offered) is offered a seat", other: "\(offered) are offered a seat"))
        }
        if later > 0 { words.append(L(later, one: "\(later) came later", other: "\(later) came later")) }
        let changed: HTML = words.isEmpty ? .empty : "\(L("Since then: \(list: words, .commas).")) "
        return "<p>\(changed)<a href=\"\(RegistrationPaths.list(event.id))\">\(L("How the list stands now"))</a></p>"
    }

    /// The quotas, and what decides between equal ranks.
    private func grounds(_ run: AllocationRecord) -> HTML {
        let quotas = (run.state == .previewed ? plan.quotas : given).map { words.sentence($0, zone: event.timeZone) }
        let seed = frame.allows(.organise) ? rule.seed : nil
        let lot: Message? =
            rule.order == .time
            ? L("Between equal ranks the one named earlier comes first.")
            : seed.map { L("Between equal ranks the lot decides; the word drawn is \($0).") }
        let all = quotas + (lot.map { [$0] } ?? [])
        guard !all.isEmpty else { return .empty }
        return """
            <details id="grounds"\("open", when: run.state == .previewed)><summary>\(L("By what it is decided"))</summary>\
            <ul>\(all.html { "<li>\($0)</li>" })</ul></details>
            """
    }

    private func hint(_ outcome: AllocationOutcome) -> HTML {
        guard rule.allocatedAt == nil, let hint = outcome.hint else { return .empty }
        return """
            <p class="notice">\(L("\(hint.seated) would be possible if \(name(hint.number)) gave way. Nobody is passed over by the system: to do it, put the others first by hand, with a reason."))</p>
            """
    }

    /// Money is no quota: it is shown, and an organiser decides.
    private func money(_ run: AllocationRecord) -> HTML {
        guard run.state == .previewed, !costs.isEmpty else { return .empty }
        let isOver = costs.contains(where: \.isOver)
        return """
            <div class="notice\(isOver ? " warn" : "")" id="costs"><p>\(isOver ? L("These seats would commit more than there is in the budget:") : L("These seats commit, of the budget:"))</p>\
            <ul>\(costs.html { "<li>\($0.isOver ? "<span class=\"state bad\">\(L("over"))</span> " : .empty)<span dir=\"auto\">\($0.words)</span></li>" })</ul></div>
            """
    }

    /// What differs from the run before.
    private func since(_ run: AllocationRecord) -> HTML {
        guard let before = runs.first(where: { $0.number < run.number }) else { return .empty }
        let (old, new) = (Set(before.outcome.seats), Set(run.outcome.seats))
        let came = run.outcome.seats.filter { !old.contains($0) }.map(name)
        let went = before.outcome.seats.filter { !new.contains($0) }.map(name)
        guard !came.isEmpty || !went.isEmpty else {
            return "<p class=\"muted\">\(L("The same people as in the preview before."))</p>"
        }
        return """
            <details><summary>\(L("What has changed since the preview before"))</summary><ul>\
            \(came.isEmpty ? .empty : "<li>\(L("Seated now: \(list: came, .commas)"))</li>")\
            \(went.isEmpty ? .empty : "<li>\(L("No longer: \(list: went, .commas)"))</li>")</ul></details>
            """
    }

    private func decision(_ run: AllocationRecord, _ new: Int) -> HTML {
        guard run.state == .previewed, rule.allocatedAt == nil, frame.allows(.organise) else { return .empty }
        let told = new + run.outcome.waiting.count
        let confirm: Message =
            frame.visit.settings.mail == nil
            ? L(told, one: "Confirm for \(told) person", other: "Confirm for \(told) people")
            : L(told, one: "Confirm and tell \(told) person", other: "Confirm and tell \(told) people")
        return """
            \(early)<form class="form" id="confirmation" method="post" novalidate action="\(Paths.allocationConfirmation(event.id, run.id))">\
            \(openUntil == nil ? .empty : "\(state.summary([("reason", L("Why now"))]))\(state.text("reason", L("Why now"), maxLength: 500, isRequired: true))")\
            <div class="actions"><button class="primary">\(confirm)</button></div></form>\
            <div class="actions">\(button(L("Preview again"), isPrimary: false))\
            <form method="post" action="\(Paths.allocationDiscard(event.id, run.id))"><button class="plain">\(L("Discard the preview"))</button></form></div>
            """
    }

    /// While nominations are open.
    private var early: HTML {
        guard let openUntil else { return .empty }
        return """
            <div class="notice warn"><p><b>\(L("Nominations are open until \(MomentWords(event.timeZone).html(openUntil))."))</b> \
            \(L("Whoever is named after the seats are given gets one only where there is room, and what is given is not taken back."))</p>\
            \(silent.isEmpty ? .empty : "<p>\(L("Nothing heard yet from: \(list: silent, .commas)"))</p>")</div>
            """
    }

    private func name(_ number: String) -> String { people[number]?.name ?? L("No. \(number)").string() }

    private func table(_ run: AllocationRecord) -> HTML {
        let outcome = run.outcome
        let waiting = Dictionary(outcome.waiting.map { ($0.number, $0) }) { first, _ in first }
        let numbers = outcome.seats + outcome.waiting.map(\.number)
        let known = numbers.compactMap { number in people[number].map { (number, $0) } }
        let rows = Dictionary(grouping: known) { $0.1.country ?? "" }
        let countries = rows.keys.sorted {
            ($0.isEmpty ? "\u{10FFFF}" : names.country($0) ?? $0)
                < ($1.isEmpty ? "\u{10FFFF}" : names.country($1) ?? $1)
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Seats by country and rank").string())"><table class="stack">\
            <thead><tr><th scope="col">\(L("Country"))</th><th scope="col" class="num">\(L("Named"))</th><th scope="col" class="num">\(L("Seats"))</th><th scope="col">\(L("In their order"))</th></tr></thead>\
            <tbody>\(countries.html { country in
                let people = (rows[country] ?? []).sorted { ($0.1.rank, $0.1.number) < ($1.1.rank, $1.1.number) }
                let count = people.count { waiting[$0.0] == nil }
                return """
                    <tr><th scope="row">\(country.isEmpty ? "\(L("Not stated"))" : names.place(country))</th>\
                    <td class="num" data-label="\(L("Named").string())">\(people.count)</td>\
                    <td class="num" data-label="\(L("Seats").string())">\(count)</td>\
                    <td><div>\(seated(people.filter { waiting[$0.0] == nil }.map { $0.1 }, run))\
                    \(people.filter { waiting[$0.0] != nil }.html { number, record in self.waiting(record, why(waiting[number]), run) })</div></td></tr>
                    """
            })</tbody></table></div>
            """
    }

    /// Why somebody waits; nothing for who has a seat.
    private func why(_ waiting: AllocationOutcome.Waiting?) -> Message? {
        waiting.map { one in
            Message.list(one.full.map { words.why(FullQuota(quota: $0.quota, value: $0.value)) }, .semicolons)
        }
    }

    private func person(_ record: RegistrationRecord) -> HTML {
        """
        <span>\(record.rank). <bdi>\(record.name)</bdi></span> \(names.sector(record.sector)?.html) \
        \(record.class == 2 ? "<span class=\"state warn\">\(L("named late"))</span> " : .empty)
        """
    }

    /// In one line: of them there is nothing to explain.
    private func seated(_ records: [RegistrationRecord], _ run: AllocationRecord) -> HTML {
        guard !records.isEmpty else { return .empty }
        return """
            <p class="meta"><span class="state good">\(L("seat"))</span> \
            \(records.html { "\(person($0))\(present($0, run, isAsThen: $0.state == .complete))" })</p>
            """
    }

    private func waiting(_ record: RegistrationRecord, _ why: Message?, _ run: AllocationRecord) -> HTML {
        """
        <p class="meta"><span class="state warn">\(run.state == .confirmed ? L("waited") : L("waits"))</span> \(person(record))\
        <span>\(why.map { "\($0)" as HTML })</span> \(present(record, run, isAsThen: record.isWaiting && !record.isOffered))</p>
        """
    }

    /// Of a run that is past: how it is now, where that is different.
    private func present(_ record: RegistrationRecord, _ run: AllocationRecord, isAsThen: Bool) -> HTML {
        guard run.state == .confirmed, !isAsThen else { return .empty }
        return "<span class=\"state \(record.stateMark)\">\(L("now: \(record.stateLabel)"))</span> "
    }

    private var history: HTML {
        let kept = runs.filter { $0.state != .previewed }
        let check: HTML = "<p><a href=\"\(Paths.allocationCheck(event.id))\">\(L("How to check it"))</a></p>"
        guard !kept.isEmpty else { return check }
        return """
            <section><h2>\(L("Earlier"))</h2><ul class="lines">\(kept.prefix(20).html { run in
                """
                <li><p class="meta"><b>\(L("No. \(run.number)"))</b> <span>\(MomentWords(event.timeZone).html(run.madeAt))</span> \
                <span>\(run.state == .confirmed ? L("confirmed") : L("discarded", context: "preview"))</span> \
                <span>\(L("\(run.outcome.seats.count) seats, \(run.outcome.waiting.count) waiting"))</span></p></li>
                """
            })</ul>\(check)</section>
            """
    }
}
