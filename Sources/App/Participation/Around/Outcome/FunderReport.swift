import Domain
import Storage
import Web

/// What a funder is told of one event or of all of a programme, in one file: what it was for, who was asked and who came, by country and
/// sector, and what became of the money. Groups of fewer than five are joined to the others; nobody is named.
struct FunderReport: Sendable {
    struct Part: Sendable {
        let outcome: EventOutcome
        /// Under what number, and when, people were counted; nothing before that, when nothing is told of how many they are.
        let release: FunderRelease?
        let lines: [BudgetLineRecord]
        let settlement: Settlement
        let claims: [ClaimState: Int]
        /// What was paid before it was claimed, by currency.
        let advances: [Money]
        /// What those who were there said of it; nothing where fewer than five did, or where they are still asked.
        let feedback: (record: FeedbackRecord, results: FeedbackResults)?

        init(_ event: Event.ID, _ reading: any Reading) throws {
            let (store, live) = (OutcomeStore(reading), try OutcomeStore(reading).outcome(of: event))
            release = try store.funderRelease(of: event)
            outcome = try release.map { try live.asReported($0.figures, reading) } ?? live
            lines = try MoneyStore(reading).lines(of: event)
            settlement = try Settlement.of(event, reading)
            var advances: [Currency: Int64] = [:]
            for payment in try MoneyStore(reading).payments(of: event) where payment.kind == .advance {
                advances[payment.amount.currency, default: 0].add(capped: payment.amount.minor)
            }
            self.advances = advances.sorted { $0.key.code < $1.key.code }.compactMap {
                Money(minor: $0.value, $0.key)
            }
            claims = Dictionary(grouping: try MoneyStore(reading).claims(of: event), by: \.state).mapValues(\.count)
            feedback = try FeedbackStore(reading).feedback(of: event).flatMap { record in
                try FeedbackResults(record, reading).map { (record: record, results: $0) }
            }
        }
    }

    let title: String
    let programme: String
    let parts: [Part]
    /// The closest of all that is told.
    let marking: String
    let madeOn: String

    init(_ programme: ProgrammeRecord, _ parts: [Part], title: String? = nil, madeOn: String) {
        self.title = title ?? programme.title
        self.programme = programme.title
        self.parts = parts
        self.madeOn = madeOn
        let markings = parts.compactMap { Marking(rawValue: $0.outcome.event.marking) }
        // Money and figures of others are for those whom it concerns, also where the event itself is public.
        marking = max(markings.max() ?? .amber, .green).rawValue
    }

    var document: Document {
        var document = Document(
            title: title, kind: L("Report to the funder").string(), marking: marking,
            language: Language.current.rawValue)
        document.facts = [.init(L("Programme"), programme), .init(L("Made on"), DateText.day(madeOn))]
        document.note = [.meaning(of: marking)]
        document.startsChaptersOnPages = parts.count > 1
        document.blocks =
            parts.count > 1
            ? overview + parts.enumerated().flatMap { blocks($0.offset + 1, $0.element, level: 1) }
            : parts.flatMap { blocks(1, $0, level: 0) }
        return document
    }

    /// All events side by side.
    private var overview: [Document.Block] {
        var table = Document.Table(
            caption: L("All events").string(),
            columns: [
                .init(L("Event")), .init(L("When")), .init(L("Countries and organisations invited"), isNumber: true),
                .init(L("Registered"), isNumber: true),
                .init(L("Seated"), isNumber: true), .init(L("Came"), isNumber: true),
            ])
        table.rows = parts.map { part in
            let (outcome, event) = (part.outcome, part.outcome.event)
            let counts = [outcome.invited, outcome.registered, outcome.seated, outcome.came]
            let told: [[Document.Inline]] = counts.map { [.text(part.release == nil ? "–" : String($0))] }
            return [[.text(event.title)], [.text(DateText.span(event.startsOn, event.endsOn))]] + told
        }
        return [.heading(1, id: "events", L("All events")), .table(table)]
    }

    private func blocks(_ number: Int, _ part: Part, level: Int) -> [Document.Block] {
        let (outcome, event) = (part.outcome, part.outcome.event)
        let (top, id) = (max(1, level + (level == 0 ? 1 : 1)), "event-\(number)")
        var blocks: [Document.Block] = []
        if level > 0 { blocks.append(.heading(1, id: id, .verbatim(event.title))) }
        blocks.append(
            .paragraph(
                event.place.isEmpty
                    ? .verbatim(DateText.span(event.startsOn, event.endsOn))
                    : .verbatim("\(DateText.span(event.startsOn, event.endsOn)), \(event.place)")))
        if !outcome.objectives.isEmpty {
            blocks.append(.heading(top, id: "\(id)-objectives", L("Objectives")))
            blocks.append(
                .list(outcome.objectives.map { [.foreign([.text($0.text)], language: $0.language)] }, isOrdered: true))
        }
        blocks.append(.heading(top, id: "\(id)-people", L("Who took part")))
        blocks += people(part)
        blocks += feedback(part, top, id) + money(part, top, id)
        return blocks
    }

    /// As they were counted for it.
    private func people(_ part: Part) -> [Document.Block] {
        let outcome = part.outcome
        guard let release = part.release else {
            return [.paragraph(L("People have not been counted for this report yet."))]
        }
        let day = DateText.day(CalendarDate.today(release.madeAt, timeZone: outcome.event.timeZone))
        var blocks: [Document.Block] = [
            .paragraph(L("Report no. \(release.number): people were counted on \(day).")),
            .figures(Self.figures(outcome).map { Document.Fact($0.label, String($0.count)) }),
        ]
        if !outcome.countryNames.isEmpty {
            blocks.append(.paragraph(L("They came from: \(list: outcome.countryNames).")))
        }
        if !outcome.countries.rows.isEmpty {
            blocks.append(.table(counts(L("Those who came, by country"), L("Country"), outcome.countries)))
        }
        if !outcome.sectors.rows.isEmpty {
            blocks.append(.table(counts(L("Those who came, by sector"), L("Sector"), outcome.sectors)))
        }
        return blocks
    }

    /// From who was asked to who came.
    static func figures(_ outcome: EventOutcome) -> [(label: Message, count: Int)] {
        let consulted: [(label: Message, count: Int)] = [
            (label: L("asked in the consultation"), count: outcome.consulted.asked),
            (label: L("answered in the consultation"), count: outcome.consulted.answered),
        ]
        let countries: [(label: Message, count: Int)] =
            outcome.countryNames.isEmpty
            ? [] : [(label: L("countries of those who came"), count: outcome.countryNames.count)]
        let people: [(label: Message, count: Int)] = [
            (label: L("countries and organisations invited"), count: outcome.invited),
            (label: L("registered or nominated"), count: outcome.registered),
            (label: L("with a seat"), count: outcome.seated), (label: L("came"), count: outcome.came),
        ]
        return people + countries + [(label: L("certificates"), count: outcome.certificates)]
            + (outcome.consulted.asked > 0 ? consulted : [])
    }

    private func counts(_ caption: Message, _ label: Message, _ counts: SafeCounts) -> Document.Table {
        var table = Document.Table(
            caption: caption.string(), columns: [.init(label, weight: 3), .init(L("People"), isNumber: true)])
        table.rows = counts.rows.map { [[.text($0.name)], [.text(String($0.count))]] }
        if counts.others > 0 {
            table.rows.append([
                [.text(L("Others, in groups of fewer than \(SafeCounts.least) or not stated").string())],
                [.text(String(counts.others))],
            ])
        }
        return table
    }

    /// The questions with choices: what people wrote is for those who organise, not for the report.
    private func feedback(_ part: Part, _ level: Int, _ id: String) -> [Document.Block] {
        guard let (record, results) = part.feedback else { return [] }
        var table = Document.Table(
            caption: L("Answers to each question").string(),
            columns: [
                .init(L("Question"), weight: 3), .init(L("Answered"), isNumber: true), .init(L("Answers"), weight: 2),
            ])
        for case .counted(let counted) in results.items {
            let told = counted.question.words.text(in: Language.current.rawValue, else: record.languages)
            let choices = counted.counts.map { choice, count in
                "\(QuestionnaireSection.label(counted.question, choice, record.languages).string()): \(count)"
            }
            let average = counted.average.map {
                L("on average \(NumberText.decimal(Double($0) / 10, 1)) of 5").string()
            }
            table.rows.append([
                [.text(told?.text ?? counted.question.code)], [.text(String(counted.answered))],
                [.text(average ?? choices.joined(separator: "; "))],
            ])
        }
        guard !table.rows.isEmpty else { return [] }
        return [
            .heading(level, id: "\(id)-feedback", L("What participants said")),
            .paragraph(
                L(
                    results.answered, one: "\(results.answered) person has answered, without a name.",
                    other: "\(results.answered) people have answered, without a name.")), .table(table),
        ]
    }

    private func money(_ part: Part, _ level: Int, _ id: String) -> [Document.Block] {
        guard !part.lines.isEmpty else { return [] }
        var table = Document.Table(
            caption: L("The budget").string(),
            columns: [
                .init(L("What for"), weight: 2), .init(L("Ceiling"), isNumber: true),
                .init(L("Committed"), isNumber: true),
                .init(L("Claimed"), isNumber: true), .init(L("Approved"), isNumber: true),
            ])
        table.rows = part.lines.map { line in
            let sums = part.settlement.lines[line.id] ?? Settlement.Line()
            func amount(_ minor: Int64) -> [Document.Inline] {
                [.text(Money(minor: minor, line.currency).map { MoneyWords.string($0) } ?? "–")]
            }
            return [
                [.text("\(line.title) (\(line.category.label.string()))")],
                [.text(line.ceiling.map { MoneyWords.string($0) } ?? "–")],
                amount(sums.committed), amount(sums.claimed), amount(sums.approved),
            ]
        }
        let paid = part.settlement.paid.sorted { $0.key.code < $1.key.code }.compactMap {
            Money(minor: $0.value, $0.key)
        }
        let claims = ClaimState.allCases.filter { $0 != .draft && part.claims[$0] != nil }.map { state in
            Document.Fact(state.label, String(part.claims[state] ?? 0))
        }
        var blocks: [Document.Block] = [
            .heading(level, id: "\(id)-money", L("Money")), .table(table),
            .paragraph(
                paid.isEmpty
                    ? L("Nothing was paid yet.")
                    : L("Paid, less what was given back: \(list: paid.map { MoneyWords.string($0) }).")),
        ]
        if !part.advances.isEmpty {
            blocks.append(.paragraph(L("Of it paid in advance: \(list: part.advances.map { MoneyWords.string($0) }).")))
        }
        if !claims.isEmpty {
            blocks += [.paragraph(L("Claims, by where they stand:")), .figures(claims)]
        }
        return blocks
    }
}
