import Domain
import Markup
import Storage
import Web

/// A poll: for who speaks for a country, one card a priority; for who keeps it, who has answered, and what the rule proposes.
struct ValidityPollPage {
    let frame: PlansFrame
    let poll: ValidityPollRecord
    let state: FormState?
    private let priorities: [PlanPriorityRecord]
    private let result: ValidityResult
    private let own: [PlanPriority.ID: ValidityAnswer]
    /// For which the visitor answers.
    private let country: String?
    private let countries: [String]
    private let lastBy: String?
    private let words: RiskWords

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: ValidityPoll.ID, _ state: FormState?, _ reading: any Reading
    ) throws {
        let (poll, standing) = try ValidityPollOperations.seen(visit, programme, id, reading)
        frame = try PlansFrame(visit, programme, reading)
        (self.poll, self.state) = (poll, state)
        words = try RiskWords(reading)
        let byID = Dictionary(
            uniqueKeysWithValues: try PlanPriorityStore(reading).priorities(poll.priorities).map { ($0.id, $0) })
        priorities = poll.priorities.compactMap { byID[$0] }
        let answers = try ValidityPollStore(reading).answers(of: id)
        result = ValidityResult(poll, answers, on: standing.today)
        let countries = standing.focal.intersection(poll.countries).sorted()
        self.countries = countries
        let asked = state?.values.text("country") ?? visit.inbound.query.text("country")
        let country = countries.contains(asked) ? asked : countries.first
        self.country = country
        let mine = answers.filter { $0.country == country }
        own = Dictionary(mine.map { ($0.priority, $0) }) { first, _ in first }
        let last = mine.max { $0.at < $1.at }
        if let by = last?.by, case .account(let account)? = EventActor(by) {
            lastBy = try AccountStore(reading).known(account)?.name
        } else {
            lastBy = nil
        }
    }

    private var programme: Programme.ID { frame.programme }
    private var isOpen: Bool { poll.isOpen(on: frame.standing.today) }
    private var keeps: Bool { frame.standing.keeps(poll.region) }

    var answer: Answer {
        let title = L("Are they still valid?")
        return frame.answer(
            PlanPriorityFacts.tab, title, path: PlanPriorityPaths.poll(programme, poll.id),
            between: [.init(L("Priorities"), PlanPriorityPaths.priorities(programme))],
            status: state?.errors.isEmpty ?? true ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1><p class="meta"><span dir="auto">\(words.place(RiskPlace(region: poll.region, country: nil)))</span> \
            <span>\(L("until \(DateText.day(poll.fields.closesOn))"))</span> <span>\(shown)</span></p><p class="lede">\(sentence)</p>\
            \(poll.fields.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(poll.fields.note)</p>" as HTML)</div>
            \(isOpen && country != nil ? form : .empty)\(results)\(coverage)\(closing)
            """)
    }

    private var shown: Message {
        poll.isNamed ? L("By country") : L("Without names: only what they come to")
    }

    private var sentence: Message {
        let count = result.answered.count
        if isOpen, country != nil, own.isEmpty { return L("One answer for your country; it takes three minutes.") }
        if isOpen { return L("\(count) of \(poll.countries.count) countries have answered") }
        let told = result.items.compactMap(\.outcome)
        guard !told.isEmpty else { return L("It is shown once every country has agreed to be named.") }
        return L(
            "Of \(told.count) priorities the rule proposes to confirm \(told.count { $0 == .confirmed }). The meeting decides."
        )
    }

    // MARK: The answer of a country

    private var form: HTML {
        let code = country ?? ""
        let name = words.names.country(code) ?? code
        let choice: HTML =
            countries.count < 2
            ? .empty
            : """
            <nav aria-label="\(L("Country").string())"><ul class="tabs">\(countries.html { one in
                "<li><a href=\"\(PlanPriorityPaths.poll(programme, poll.id))?country=\(one)\"\("aria-current", value: one == code ? "page" : nil)>\(words.names.country(one) ?? one)</a></li>"
            })</ul></nav>
            """
        let said: HTML =
            own.isEmpty
            ? .empty
            : """
            <p class="meta" role="status">\(lastBy.map { L("Answered for \(name) by \($0). The last answer counts; the focal point and the alternate both see it.") } ?? L("Answered for \(name). The last answer counts; the focal point and the alternate both see it."))</p>
            """
        let agreeing: HTML =
            poll.needsAgreement
            ? """
            <label class="check"><input type="checkbox" name="agrees" value="1"\("checked", when: state?.values.isOn("agrees") ?? poll.agreeing.contains(code))> \
            <span>\(L("We agree that our answer is shown by name, if all agree"))</span></label>
            """
            : .empty
        return """
            \(choice)<form class="form" id="validity" method="post" action="\(PlanPriorityPaths.pollAnswers(programme, poll.id))" data-draft="validity-\(poll.id)-\(code)">\
            <input type="hidden" name="country" value="\(code)">\(state?.summary(priorities.map { (field: "words-\($0.id)", label: .verbatim("\($0.number)")) }) ?? .empty)\
            \(priorities.html(card))\(agreeing)<div class="actions dock"><button class="primary">\(L("Send the answer of \(name)"))</button></div></form>\(said)
            """
    }

    private func card(_ one: PlanPriorityRecord) -> HTML {
        let stance = state?.values.text("stance-\(one.id)") ?? own[one.id]?.stance.rawValue ?? ""
        let begin = FormState(stored: [("words-\(one.id)", own[one.id]?.words ?? "")])
        return """
            <fieldset class="options sheet-card" id="stance-\(one.id)"><legend lang="\(one.language)" dir="auto">\(String(one.number)). \(one.statement)</legend>\
            \(PriorityPoll.Stance.allCases.html { option in
                """
                <label><input type="radio" name="stance-\(one.id)" value="\(option.rawValue)"\("checked", when: option.rawValue == stance)> <span>\(option.label)</span></label>
                """
            })\((state ?? begin).area("words-\(one.id)", L("In a few words"), maxLength: 1_000))</fieldset>
            """
    }

    // MARK: What came out

    private var results: HTML {
        guard !isOpen, result.items.contains(where: { $0.outcome != nil }) else { return .empty }
        return """
            <section id="results"><h2>\(L("What the rule proposes"))</h2><ul class="lines">\(result.items.html(line))</ul>\
            <p class="hint">\(L("Confirmed where two thirds say valid; to drop where two thirds say no longer; to reword where two thirds say valid or reword, and a third reword. Fewer than five answers, or than half, say nothing."))</p></section>
            """
    }

    private func line(_ item: ValidityResult.Item) -> HTML {
        guard let priority = priorities.first(where: { $0.id == item.priority }), let outcome = item.outcome else {
            return .empty
        }
        let counts: HTML =
            item.counts.map { count in
                """
                <dl class="facts"><dt>\(PriorityPoll.Stance.valid.label)</dt><dd>\(String(count.valid))</dd><dt>\(PriorityPoll.Stance.reword.label)</dt><dd>\(String(count.reword))</dd>\
                <dt>\(PriorityPoll.Stance.noLonger.label)</dt><dd>\(String(count.noLonger))</dd><dt>\(PriorityPoll.Stance.cannotSay.label)</dt><dd>\(String(count.cannotSay))</dd></dl>
                """ as HTML
            } ?? .empty
        let named: HTML = item.answers.html { one in
            """
            <li><span>\(words.names.chip(one.country)) \(one.stance.label)</span>\(one.words.isEmpty ? .empty : " <span dir=\"auto\">\(one.words)</span>" as HTML)</li>
            """
        }
        let unnamed: HTML = item.words.html { "<li dir=\"auto\">\($0)</li>" }
        let said: HTML = item.answers.isEmpty && item.words.isEmpty ? .empty : "<ul>\(named)\(unnamed)</ul>"
        return """
            <li><p class="title" lang="\(priority.language)" dir="auto"><a href="\(PlanPriorityPaths.priority(programme, priority.id))">\(String(priority.number)). \(priority.statement)</a></p>\
            <p class="meta">\(PlanPriorityWords.chip(outcome))</p>\(counts)\(said)</li>
            """
    }

    /// Who has answered is named; what they said is not.
    private var coverage: HTML {
        guard keeps else { return .empty }
        let missing = poll.countries.filter { !result.answered.contains($0) }
        return """
            <section id="coverage"><h2>\(L("Who has answered"))</h2><p>\(result.answered.html { "\(words.names.chip($0)) " })</p>\
            \(missing.isEmpty ? .empty : "<h3>\(L("Not yet"))</h3><p>\(missing.html { "\(words.names.chip($0)) " })</p>" as HTML)</section>
            """
    }

    private var closing: HTML {
        guard keeps, isOpen else { return .empty }
        return """
            <form id="closing" method="post" action="\(PlanPriorityPaths.pollClosing(programme, poll.id))"><button>\(L("Close the poll now"))</button></form>
            """
    }
}

/// The form that opens a poll: all that is fixed before.
struct ValidityPollFormPage {
    let frame: PlansFrame
    let state: FormState
    private let regions: [FieldOption]
    private let region: App.Region.ID?
    private let priorities: [PlanPriorityRecord]
    private let countries: [String]
    private let names: DirectoryNames

    init(_ visit: Visit, _ programme: Programme.ID, _ state: FormState?, _ reading: any Reading) throws {
        frame = try PlansFrame(visit, programme, reading)
        let standing = frame.standing
        guard standing.tellsPriorities else { throw Refusal.forbidden }
        let regions = try PlanPriorityFormPage.regions(standing, reading)
        self.regions = regions
        let told = state?.values.text("region") ?? visit.inbound.query["region"] ?? regions.first?.value ?? ""
        let region = App.Region.ID(told)
        self.region = region
        priorities = try PlanPriorityStore(reading).priorities(of: [programme]).filter {
            $0.region == region && $0.state.isAsked && standing.reads($0)
        }
        countries = region.map { standing.countries(of: $0) } ?? standing.countries
        names = try DirectoryNames(reading)
        let begin: [(String, String)] =
            FieldForm.stored(ValidityPollFields(closesOn: EventChanges.later(standing.today, days: 14)))
            + priorities.map { ("priority", $0.id.description) }
        self.state = state ?? FormState(stored: begin)
    }

    var answer: Answer {
        let (id, title) = (frame.programme, L("Ask whether they still hold"))
        let form = FieldForm<ValidityPollFields>(state: state)
        let choice = FormState(stored: [("region", region?.description ?? "")]).placed("for")
        let labels =
            ValidityPollFields.fields.map { (field: $0.name, label: $0.label) } + [("priority", L("Priorities"))]
        let fewer: HTML =
            countries.count < PriorityPoll.least
            ? "<p class=\"hint\">\(L("A region of fewer than \(PriorityPoll.least) countries is asked by country, with all agreeing."))</p>"
            : .empty
        return frame.answer(
            PlanPriorityFacts.tab, title, path: PlanPriorityPaths.newPoll(id),
            between: [.init(L("Priorities"), PlanPriorityPaths.priorities(id))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1><p class="lede">\(L("It opens at once; how answers are shown is fixed with it. The meeting decides, the poll proposes."))</p></div>
            <form class="inline" id="for" method="get" action="\(PlanPriorityPaths.newPoll(id))" data-auto>\(choice.select("region", L("Region"), options: regions))<button>\(L("Show"))</button></form>
            <p>\(L("Asked: \(list: countries.map { names.country($0) ?? $0 })"))</p>\(fewer)
            <form class="form" id="poll" method="post" action="\(PlanPriorityPaths.polls(id))"><input type="hidden" name="region" value="\(region?.description ?? "")">\
            \(state.summary(labels))<fieldset class="options" id="priority"><legend>\(L("Priorities"))</legend>\(priorities.html(box))\(state.error("priority"))</fieldset>\(form.html)\
            <div class="actions"><button class="primary">\(L("Open the poll"))</button><a class="button plain" href="\(PlanPriorityPaths.priorities(id))">\(L("Cancel"))</a></div></form>
            """)
    }

    private func box(_ one: PlanPriorityRecord) -> HTML {
        """
        <label><input type="checkbox" name="priority" value="\(one.id)"\("checked", when: state.values.all("priority").contains(one.id.description))> \
        <span lang="\(one.language)" dir="auto">\(String(one.number)). \(one.statement)</span></label>
        """
    }
}
