import Domain
import Storage
import Web

/// Projects as IATI: what is told of them here, and what is in the way, in words.
struct ProjectIATI {
    let file: IATIFile
    /// Before anything is asked of the standard.
    private let closed: [Message]
    private let titles: [String: String]

    /// - Parameter projects: what is not CLEAR stands in the way.
    init(_ projects: [SeenProject], now: Int64, _ reading: any Reading) throws {
        let told = projects.filter { $0.record != nil }
        let ids = told.map(\.id)
        let store = ProjectStore(reading)
        let (bodies, budgets) = (try store.bodies(of: ids), try store.budgets(of: ids))
        let results = Dictionary(grouping: try store.results(of: ids), by: \.programme)
        let places = try ProjectPlaces(reading)
        var closed: [Message] = []
        var activities: [IATIActivity] = []
        var titles: [String: String] = [:]
        for seen in projects {
            guard let record = seen.record else {
                closed.append(L("\(seen.programme.title): nobody has told of this project yet."))
                continue
            }
            if seen.programme.marking != "CLEAR" {
                closed.append(L("\(record.code): it is TLP:\(seen.programme.marking), and only what is CLEAR leaves."))
            }
            let one = Self.activity(
                seen, record, bodies[seen.id] ?? [], budgets[seen.id] ?? [], results[seen.id] ?? [], places)
            titles[one.identifier] = record.code
            activities.append(one)
        }
        let first = told.first { !($0.record?.reporterRef ?? "").isEmpty } ?? told.first
        let reporter = first?.record
        let type = ProjectBodyType(rawValue: reporter?.reporterType ?? "") ?? .other
        (self.closed, self.titles) = (closed, titles)
        file = IATIFile(
            reporter: .init(
                role: 0, type: type.code, ref: reporter?.reporterRef ?? "",
                name: [first?.language ?? "en": reporter?.reporter ?? ""]),
            activities: activities, generatedAt: now)
    }

    private static func activity(
        _ seen: SeenProject, _ record: ProjectRecord, _ bodies: [ProjectBodyRecord], _ budgets: [ProjectBudgetRecord],
        _ results: [ProjectResultRecord], _ places: ProjectPlaces
    ) -> IATIActivity {
        let language = seen.language
        let amounts = budgets.compactMap { budget in budget.fields.money.map { (budget.fields, $0) } }
        // A code has no spaces in an identifier.
        let code = record.code.split { $0.isWhitespace }.joined(separator: "-")
        var one = IATIActivity(
            identifier: record.reporterRef.isEmpty ? "" : "\(record.reporterRef)-\(code)", language: language,
            currency: amounts.first?.1.currency ?? .euro, changedAt: record.changedAt)
        one.title = [language: seen.programme.title]
        one.description = [language: seen.programme.summary]
        one.participants = bodies.map {
            .init(role: $0.role.code, type: $0.type.code, ref: $0.fields.ref, name: [language: $0.fields.name])
        }
        one.status = record.status.code
        one.dates = .init(
            plannedStart: record.plannedStart, actualStart: record.actualStart, plannedEnd: record.plannedEnd,
            actualEnd: record.actualEnd)
        one.places = ProjectPlace.read(record.places).map { place in
            let region = places.isCountry(place.code) ? nil : places.regions[place.code]
            return .init(
                region.map { .region(["en": $0.name]) } ?? .country, code: place.code,
                percentage: place.percentage ?? "")
        }
        one.sectors = record.purpose.isEmpty ? [] : [.init(record.purpose)]
        one.budgets = amounts.map { fields, money in
            .init(start: fields.starts, end: fields.ends, amount: money, isCommitted: fields.kind == "committed")
        }
        one.results = results.map { result in
            .init(
                result.type.iati, title: [language: result.fields.title], description: [language: result.fields.text],
                indicators: result.indicators.map { indicator($0, language) })
        }
        return one
    }

    private static func indicator(_ one: ProjectIndicator, _ language: String) -> IATIActivity.Indicator {
        func value(_ number: String?, _ words: String?) -> IATIActivity.Value? {
            let value = IATIActivity.Value(number ?? "", comment: [language: words ?? ""])
            return (number ?? "").isEmpty && (words ?? "").isEmpty ? nil : value
        }
        let baseline = value(one.baseline, one.baselineWords).map {
            IATIActivity.Baseline(year: one.baselineYear ?? 0, value: $0)
        }
        return .init(
            (one.measure ?? .unit).iati, isAscending: one.rises ?? true, title: [language: one.title],
            baseline: baseline,
            periods: (one.periods ?? []).map {
                .init(
                    start: $0.starts, end: $0.ends, target: value($0.target, $0.targetWords),
                    actual: value($0.actual, $0.actualWords))
            })
    }

    /// In words; empty where ``xml()`` writes it.
    var faults: [Message] {
        guard !file.activities.isEmpty else { return closed.isEmpty ? [L("There is no project to tell of.")] : closed }
        return closed
            + file.faults.map { fault in
                let place = [titles[fault.activity] ?? "", IATIWords.place(fault.place)?.string() ?? ""]
                    .filter { !$0.isEmpty }.joined(separator: ", ")
                let words = IATIWords.words(fault.kind)
                return place.isEmpty ? words : .verbatim("\(place): \(words.string())")
            }
    }

    /// - Throws: ``Refusal/noIATI(_:)`` with the whole list; never a document that the schema does not allow.
    func xml() throws -> [UInt8] {
        let faults = faults
        guard faults.isEmpty, let xml = file.xml else { throw Refusal.noIATI(faults) }
        return Array(xml.utf8)
    }
}

/// What stands in the way of IATI.
enum IATIWords {
    static func place(_ place: IATIFault.Place) -> Message? {
        switch place {
        case .file, .activity: nil
        case .dates: L("Dates")
        case .places: L("Countries and regions")
        case .sectors: L("Purpose code of the OECD")
        case .organisation(let number): L("organisation \(number)")
        case .budget(let number): L("budget \(number)")
        case .result(let number): L("result \(number)")
        case .indicator(let number, let result): L("result \(result), indicator \(number)")
        case .baseline(let indicator, let result): L("result \(result), indicator \(indicator), value before")
        case .period(let number, let indicator, let result):
            L("result \(result), indicator \(indicator), period \(number)")
        }
    }

    static func words(_ kind: IATIFault.Kind) -> Message {
        switch kind {
        case .noIdentifier, .noReporter: L("say who reports on it, with an IATI identifier")
        case .badIdentifier(let text): L("an identifier has no spaces and none of & | ? /: \(text)")
        case .sameIdentifier(let text): L("two projects have the identifier \(text)")
        case .noTitle: L("it has no name")
        case .noDescription: L("the programme has no summary")
        case .noParticipant: L("no organisation takes part")
        case .badRole, .badType, .badStatus: L("a code is none of IATI’s")
        case .noStart: L("it has no start, neither planned nor actual")
        case .badDate(let text): L("this is no date: \(text)")
        case .endBeforeStart(let start, let end): L("it ends on \(end), before it starts on \(start)")
        case .actualAhead(let day): L("an actual date lies ahead: \(day)")
        case .noPlace: L("no country or region is named")
        case .badCode(let text): L("this is no such code: \(text)")
        case .sameCode(let text): L("a code stands twice: \(text)")
        case .badPercentage(let text): L("this is no percentage above 0 and up to 100: \(text)")
        case .percentages(let sum, let missing):
            missing.hasPrefix("-")
                ? L("the percentages make \(sum), not 100: \(String(missing.dropFirst())) too much")
                : L("the percentages make \(sum), not 100: \(missing) is missing")
        case .noSector: L("the purpose code is missing")
        case .overAYear(let start, let end): L("a budget is for a year at most: \(start) to \(end)")
        case .negative(let text): L("an amount is below 0: \(text)")
        case .noIndicator: L("it has no indicator")
        case .noYear: L("the year is missing")
        case .noValue: L("a number is missing")
        case .notANumber(let text): L("this is no number: \(text)")
        case .noWords: L("what is measured in words needs words")
        case .emptyPeriod: L("a period needs a target, or what was reached")
        case .badLanguage(let text): L("this is no language: \(text)")
        }
    }
}
