/// What has to hold before anything is written.
struct IATICheck {
    private(set) var faults: [IATIFault] = []
    private let today: String
    private var activity = ""

    /// - Parameter today: ISO 8601.
    init(_ file: IATIFile, today: String) {
        self.today = today
        let reporter = file.reporter
        if reporter.ref.isEmpty || IATIFile.isEmpty(reporter.name) { fail(.file, .noReporter) }
        if !reporter.ref.isEmpty, !Self.isIdentifier(reporter.ref) { fail(.file, .badIdentifier(reporter.ref)) }
        if !IATIFile.types.contains(reporter.type) { fail(.file, .badType(reporter.type)) }
        words(reporter.name, .file)
        var seen: Set<String> = []
        for one in file.activities {
            activity = one.identifier
            if !seen.insert(one.identifier).inserted { fail(.activity, .sameIdentifier(one.identifier)) }
            head(one)
            dates(one.dates)
            places(one)
            for (number, budget) in one.budgets.enumerated() { self.budget(budget, .budget(number + 1)) }
            for (number, result) in one.results.enumerated() { self.result(result, number + 1) }
        }
    }

    private mutating func fail(_ place: IATIFault.Place, _ kind: IATIFault.Kind) {
        faults.append(IATIFault(activity, place, kind))
    }

    private static func isIdentifier(_ text: String) -> Bool {
        !text.unicodeScalars.contains {
            $0.properties.isWhitespace || "&|?/".unicodeScalars.contains($0) || $0.value < 32
        }
    }

    private mutating func words(_ words: IATIActivity.Words, _ place: IATIFault.Place) {
        for language in words.keys.sorted() where !IATIFile.text(words[language]).isEmpty {
            if !IATIFile.isLanguage(language) { fail(place, .badLanguage(language)) }
        }
    }

    private mutating func head(_ one: IATIActivity) {
        if one.identifier.isEmpty {
            fail(.activity, .noIdentifier)
        } else if !Self.isIdentifier(one.identifier) {
            fail(.activity, .badIdentifier(one.identifier))
        }
        for parent in one.parents where parent.isEmpty || !Self.isIdentifier(parent) {
            fail(.activity, .badIdentifier(parent))
        }
        if !IATIFile.isLanguage(one.language) { fail(.activity, .badLanguage(one.language)) }
        if IATIFile.isEmpty(one.title) { fail(.activity, .noTitle) }
        if IATIFile.isEmpty(one.description) { fail(.activity, .noDescription) }
        words(one.title, .activity)
        words(one.description, .activity)
        if one.participants.isEmpty { fail(.activity, .noParticipant) }
        for (number, body) in one.participants.enumerated() {
            let place = IATIFault.Place.organisation(number + 1)
            if !(1...4).contains(body.role) { fail(place, .badRole(body.role)) }
            if !IATIFile.types.contains(body.type) { fail(place, .badType(body.type)) }
            if IATIFile.isEmpty(body.name) { fail(place, .noTitle) }
            if !body.ref.isEmpty, !Self.isIdentifier(body.ref) { fail(place, .badIdentifier(body.ref)) }
            words(body.name, place)
        }
        if !(1...6).contains(one.status) { fail(.activity, .badStatus(one.status)) }
    }

    private mutating func dates(_ dates: IATIActivity.Dates) {
        if dates.plannedStart.isEmpty, dates.actualStart.isEmpty { fail(.dates, .noStart) }
        let all = [dates.plannedStart, dates.actualStart, dates.plannedEnd, dates.actualEnd]
        for day in all where !day.isEmpty && !CalendarDate.isValid(day) { fail(.dates, .badDate(day)) }
        for day in [dates.actualStart, dates.actualEnd] where CalendarDate.isValid(day) && day > today {
            fail(.dates, .actualAhead(day))
        }
        order(dates.plannedStart, dates.plannedEnd, .dates)
        order(dates.actualStart, dates.actualEnd, .dates)
    }

    /// Only where both are days: what is none is told already.
    private mutating func order(_ start: String, _ end: String, _ place: IATIFault.Place) {
        if CalendarDate.isValid(start), CalendarDate.isValid(end), end < start {
            fail(place, .endBeforeStart(start, end))
        }
    }

    private mutating func span(_ start: String, _ end: String, _ place: IATIFault.Place) {
        for day in [start, end] where !CalendarDate.isValid(day) { fail(place, .badDate(day)) }
        order(start, end, place)
    }

    // MARK: Parts of a hundred

    private mutating func places(_ one: IATIActivity) {
        if one.places.isEmpty { fail(.places, .noPlace) }
        for place in one.places {
            switch place.kind {
            case .country:
                let letters = place.code.utf8
                if letters.count != 2 || !letters.allSatisfy({ (65...90).contains($0) }) {
                    fail(.places, .badCode(place.code))
                }
            case .region(let name):
                if place.code.isEmpty || !Self.isIdentifier(place.code) { fail(.places, .badCode(place.code)) }
                if IATIFile.isEmpty(name) { fail(.places, .noTitle) }
                words(name, .places)
            }
        }
        hundred(one.places.map { ($0.code, $0.percentage) }, .places)
        if one.sectors.isEmpty { fail(.sectors, .noSector) }
        for sector in one.sectors {
            let digits = sector.code.utf8
            if digits.count != 5 || !digits.allSatisfy({ (48...57).contains($0) }) {
                fail(.sectors, .badCode(sector.code))
            }
        }
        hundred(one.sectors.map { ($0.code, $0.percentage) }, .sectors)
    }

    /// The parts make 100 to the last digit: thrice 33.33 is 99.99, and 0.01 is missing.
    private mutating func hundred(_ parts: [(code: String, percentage: String)], _ place: IATIFault.Place) {
        var seen: Set<String> = []
        for part in parts where !seen.insert(part.code).inserted { fail(place, .sameCode(part.code)) }
        var (sum, isWhole) = (Rational.zero, true)
        for part in parts {
            guard let value = IATIFile.decimal(part.percentage), value > .zero, value <= 100 else {
                fail(place, .badPercentage(part.percentage))
                isWhole = false
                continue
            }
            sum += value
        }
        if !parts.isEmpty, isWhole, sum != 100 {
            fail(place, .percentages(sum: IATIFile.plain(sum), missing: IATIFile.plain(100 - sum)))
        }
    }

    // MARK: Money and results

    private mutating func budget(_ budget: IATIActivity.Budget, _ place: IATIFault.Place) {
        span(budget.start, budget.end, place)
        if let last = IATIFile.lastDayOfYear(from: budget.start), CalendarDate.isValid(budget.end), budget.end > last {
            fail(place, .overAYear(budget.start, budget.end))
        }
        if budget.amount.minor < 0 { fail(place, .negative(budget.amount.decimal)) }
    }

    private mutating func result(_ result: IATIActivity.Result, _ number: Int) {
        if IATIFile.isEmpty(result.title) { fail(.result(number), .noTitle) }
        words(result.title, .result(number))
        words(result.description, .result(number))
        if result.indicators.isEmpty { fail(.result(number), .noIndicator) }
        for (index, indicator) in result.indicators.enumerated() {
            self.indicator(indicator, index + 1, result: number)
        }
    }

    private mutating func indicator(_ one: IATIActivity.Indicator, _ number: Int, result: Int) {
        let place = IATIFault.Place.indicator(number, result: result)
        if IATIFile.isEmpty(one.title) { fail(place, .noTitle) }
        words(one.title, place)
        if let baseline = one.baseline {
            let place = IATIFault.Place.baseline(indicator: number, result: result)
            if !(1...9999).contains(baseline.year) { fail(place, .noYear) }
            if !baseline.date.isEmpty, !CalendarDate.isValid(baseline.date) { fail(place, .badDate(baseline.date)) }
            value(baseline.value, one.measure, place)
        }
        for (index, period) in one.periods.enumerated() {
            let place = IATIFault.Place.period(index + 1, indicator: number, result: result)
            span(period.start, period.end, place)
            let told = [period.target, period.actual].compactMap { $0 }.filter { !IATIFile.isNothing($0) }
            if told.isEmpty { fail(place, .emptyPeriod) }
            for value in told { self.value(value, one.measure, place) }
        }
    }

    /// What is counted has a number; what is described has words, and its number is left out.
    private mutating func value(_ value: IATIActivity.Value, _ measure: IATIActivity.Measure, _ place: IATIFault.Place)
    {
        words(value.comment, place)
        if measure == .qualitative {
            if IATIFile.isEmpty(value.comment) { fail(place, .noWords) }
        } else if IATIFile.text(value.value).isEmpty {
            fail(place, .noValue)
        } else if IATIFile.decimal(value.value) == nil {
            fail(place, .notANumber(value.value))
        }
    }
}
