import Domain
import Storage
import Web

/// The rest of the demo workshop, from the vote to the guide: each part in one transaction, through the inner halves of the
/// operations that people's own acts go through.
struct DemoWorkshop: Sendable {
    let event: Event.ID
    let programme: Programme.ID
    /// By `DemoPerson.key`.
    let seats: [String: Visitor.Seat]
    /// Who acts where nobody else is named.
    let facilitator: Account.ID
    let environment: Web.Environment
    /// Moves the demo's clock on.
    let tick: @Sendable () -> Void

    private func work(_ tx: Transaction, as actor: String? = nil) -> Work {
        tick()
        return Work(tx, environment, actor: actor ?? "account:\(facilitator)")
    }

    private func work(_ tx: Transaction, asSeat key: String) -> Work {
        work(tx, as: seats[key].map { "participant:\($0.id)" })
    }

    // MARK: Groups

    /// The priority issues, and nine groups with one of them each.
    func makeGroups(_ tx: Transaction) throws {
        let issues = try issues(tx)
        let rounds = try rounds(tx)
        let choices = try DemoPriorities.all.compactMap { choice -> PriorityChoice? in
            guard let issue = issues[choice.key], let round = rounds[choice.topic] else { return nil }
            let record = try RoundStore(tx).round(round, in: event)
            let result = try ResultCache.shared.result(of: record, tx)
            let reason: PriorityRecord.Reason =
                result?.choices(by: .shares).contains(issue) == true
                ? .shares : result?.choices(by: .top).contains(issue) == true ? .top : .hand
            return PriorityChoice(issue, round: reason == .hand ? nil : round, reason: reason)
        }
        try PriorityOperations.chooseIn(work(tx), event, choices)
        let plan = try GroupOperations.proposeIn(work(tx), event, GroupWish(9))
        try GroupOperations.useIn(work(tx), event, plan)
        for group in try GroupStore(tx).groups(of: plan) {
            let key = DemoPriorities.byGroup[(group.number - 1) % DemoPriorities.byGroup.count]
            try GroupOperations.setPrioritiesIn(work(tx), event, group.id, issues[key].map { [$0] } ?? [])
            var fields = GroupFields(group)
            fields.place = "Table \(group.number)"
            fields.rapporteur = fields.rapporteur ?? group.members.first?.id
            try GroupOperations.changeIn(work(tx), event, group.id, fields.cleaned)
        }
    }

    // MARK: Analyse

    func analyse(_ tx: Transaction) throws {
        let (issues, groups) = (try issues(tx), try groups(tx))
        var cases: [String: Case.ID] = [:]
        for demo in DemoCases.all {
            let fields = CaseFields(
                kind: demo.kind, title: demo.title, happenedOn: demo.date, place: demo.place, country: demo.country,
                summary: demo.summary, marking: demo.marking, source: demo.source)
            cases[demo.key] = try CaseOperations.createIn(
                work(tx), programme, event: event, fields, key: "demo-\(demo.key)"
            ).id
        }
        var aspects: [String: Aspect.ID] = [:]
        for demo in DemoAnalysis.all {
            guard let group = groups[demo.group], let issue = issues[demo.issue] else { continue }
            let draft = AspectDraft(
                issue: issue, direction: demo.helps ? .facilitating : .blocking, text: demo.text,
                language: demo.language,
                weight: demo.weight, sector: demo.sector, withoutCase: demo.cases.isEmpty,
                cases: demo.cases.compactMap { cases[$0] }, key: "demo-\(demo.key)")
            aspects[demo.key] = try AspectOperations.createIn(work(tx, as: writer(group)), event, group.id, draft)
        }
        for link in DemoAnalysis.links {
            guard let first = aspects[link.first], let second = aspects[link.second] else { continue }
            let store = AspectStore(tx)
            try AspectOperations.linkIn(
                work(tx), event, try store.aspect(first), try store.aspect(second), link.isLinked ? .linked : .apart)
        }
    }

    // MARK: Envision

    func envision(_ tx: Transaction) throws {
        let (issues, groups, aspects) = (try issues(tx), try groups(tx), try aspects(tx))
        var sheets: [Int: SheetRecord] = [:]
        for (number, group) in groups.sorted(by: { $0.key < $1.key }) {
            let id = try SheetOperations.beginIn(work(tx, as: writer(group)), event, .group(group.id))
            sheets[number] = try SheetStore(tx).sheet(id, in: event)
        }
        for vision in DemoVisions.all {
            guard let sheet = sheets[vision.group], let group = groups[vision.group],
                let issue = issues[DemoPriorities.byGroup[vision.group - 1]]
            else { continue }
            _ = try InterventionOperations.createSituationIn(
                work(tx, as: writer(group)), sheet, issue: issue, text: vision.text)
        }
        for demo in DemoVisions.interventions {
            guard let sheet = sheets[demo.group], let group = groups[demo.group],
                let issue = issues[DemoPriorities.byGroup[demo.group - 1]]
            else { continue }
            let details = InterventionDetails(
                lead: demo.lead, element: InterventionElement(rawValue: demo.element) ?? .planning,
                difficulty: demo.difficulty, impact: demo.impact,
                horizon: InterventionHorizon(rawValue: demo.horizon) ?? .medium, sectors: demo.sectors,
                aspects: demo.removes.compactMap { aspects[$0] }, country: demo.country)
            let draft = InterventionDraft(
                issue: issue, text: demo.what, needs: demo.needs, language: demo.key == "minimum-fr" ? "fr" : "en",
                details: details, key: "demo-\(demo.key)")
            _ = try InterventionOperations.createIn(work(tx, as: writer(group)), sheet, draft)
        }
    }

    // MARK: Exchange

    func exchange(_ tx: Transaction) throws {
        let (aspects, interventions) = (try aspects(tx), try interventions(tx))
        for country in Set(seats.values.filter(\.role.contributes).compactMap(\.country)).sorted() {
            if let head = head(of: country) { try SpeakerOperations.nameHeadIn(work(tx), event, head.id) }
        }
        for (key, intervention) in interventions.sorted(by: { $0.key < $1.key }) {
            for (person, seat) in seats.sorted(by: { $0.key < $1.key }) where seat.role.contributes {
                guard DemoBallots.endorses(person, key) else { continue }
                try ExchangeOperations.endorseIn(
                    work(tx, asSeat: person), intervention.id, in: event, by: seat.id)
            }
        }
        for standing in DemoExchange.standings {
            guard let aspect = aspects[standing.aspect] else { continue }
            try DecisionOperations.tellIn(
                work(tx, as: delegate(standing.country)), event, aspect, standing.isSolved ? .solved : .present,
                note: standing.note, country: standing.country)
        }
        for adoption in DemoExchange.adoptions {
            guard let intervention = interventions[adoption.intervention] else { continue }
            let actor = delegate(adoption.country)
            _ = try DecisionOperations.decideIn(
                work(tx, as: actor), intervention, AdoptionRecord.Decision(rawValue: adoption.decision) ?? .adopt,
                note: adoption.note, country: adoption.country)
            guard adoption.progress != "none" else { continue }
            _ = try DecisionOperations.progressIn(
                work(tx, as: actor), intervention.id, AdoptionRecord.Progress(rawValue: adoption.progress) ?? .begun,
                note: adoption.told, country: adoption.country)
        }
        let groups = try groups(tx)
        for question in DemoExchange.questions {
            guard let group = groups[question.group], let sheet = try SheetStore(tx).sheet(of: group.id),
                let seat = seats[question.author]
            else { continue }
            _ = try ExchangeOperations.askIn(
                work(tx, asSeat: question.author), event, .init(sheet: sheet.id, text: question.text), by: seat.id)
        }
    }

    // MARK: Outline

    func outline(_ tx: Transaction) throws {
        for (number, statement) in DemoOutline.statements.enumerated() {
            guard let part = OutlinePart(rawValue: statement.part) else { continue }
            let id = try OutlineOperations.proposeIn(
                work(tx, asSeat: statement.author), event, part, text: statement.text,
                participant: seats[statement.author]?.id, key: "demo-\(number)")
            for (person, seat) in seats.sorted(by: { $0.key < $1.key }) where seat.role.contributes {
                let rating = DemoBallots.rating(person, statement.text, likes: statement.isAgreed)
                try OutlineOperations.rateIn(
                    work(tx, asSeat: person), event, seat.id,
                    [StatementAnswer(statement: id, rating: rating, revision: 1)])
            }
            if statement.isAgreed {
                try OutlineOperations.agreeIn(work(tx), event, id)
            } else {
                try OutlineOperations.dropIn(work(tx), event, id)
            }
        }
    }
}

// What the parts find of each other, by the keys of the demo's tables.
extension DemoWorkshop {
    func issues(_ reading: any Reading) throws -> [String: Issue.ID] {
        let standing = try IssueStore(reading).issues(of: event)
        return Dictionary(
            uniqueKeysWithValues: DemoPriorities.all.compactMap { choice in
                standing.first { $0.title == choice.title }.map { (choice.key, $0.id) }
            })
    }

    /// By the topic's number.
    func rounds(_ reading: any Reading) throws -> [Int: Round.ID] {
        let topics = try EventStore(reading).topics(of: event)
        return Dictionary(
            uniqueKeysWithValues: try RoundStore(reading).rounds(of: event).compactMap { round in
                topics.first { $0.id == round.topic }.map { ($0.position, round.id) }
            })
    }

    /// By number.
    func groups(_ reading: any Reading) throws -> [Int: BreakoutGroupRecord] {
        Dictionary(uniqueKeysWithValues: try GroupStore(reading).groups(of: event).map { ($0.number, $0) })
    }

    func aspects(_ reading: any Reading) throws -> [String: Aspect.ID] {
        let known = try AspectStore(reading).aspects(of: event)
        return Dictionary(
            uniqueKeysWithValues: DemoAnalysis.all.compactMap { demo in
                known.first { $0.text == demo.text }.map { (demo.key, $0.id) }
            })
    }

    func interventions(_ reading: any Reading) throws -> [String: InterventionRecord] {
        let known = try InterventionStore(reading).interventions(of: event)
        return Dictionary(
            uniqueKeysWithValues: DemoVisions.interventions.compactMap { demo in
                known.first { $0.text == demo.what }.map { (demo.key, $0) }
            })
    }

    /// Who writes for a group.
    private func writer(_ group: BreakoutGroupRecord) -> String? {
        (group.rapporteur ?? group.members.first?.id).map { "participant:\($0)" }
    }

    /// Who decides for a country: the first of its delegation.
    private func head(of country: String) -> Visitor.Seat? {
        seats.values.filter { $0.country == country && $0.role.contributes }.min { $0.id < $1.id }
    }

    private func delegate(_ country: String) -> String? { head(of: country).map { "participant:\($0.id)" } }
}
