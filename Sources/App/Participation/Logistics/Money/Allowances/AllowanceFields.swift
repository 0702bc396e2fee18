import Domain
import Storage
import Web

public enum Allowance { public typealias ID = Identifier<Allowance> }

/// What is paid for a night, a day or a kilometre: a row of the file `rates`. Rates are data with a date, and old ones stay.
struct AllowanceFields: FieldRecord {
    /// Whose rates they are.
    var scheme = ""
    /// ISO 3166 alpha-2; nothing for everywhere.
    var country: String?
    /// Empty for the whole country.
    var city = ""
    var per = EntitlementBasis.night.rawValue
    /// As people write it.
    var amount = ""
    var currency = "EUR"
    var validFrom = ""

    static let isNamedByFirst = false
    static let bases: [EntitlementBasis] = [.night, .day, .km]

    static let fields: [Field<AllowanceFields>] = [
        .line(
            "scheme", \.scheme, L("Scheme"), hint: L("Whose rates they are: “UN”, “Commission experts”."), limit: 60,
            isRequired: true),
        .country("country", \.country, L("Country")),
        .line("city", \.city, L("City"), hint: L("Empty: the whole country."), limit: 80, isBeside: true),
        .choice(
            "per", \.per, L("For what", context: "basis"), .choice(bases.map(\.rawValue)), isRequired: true,
            options: { bases.map { (value: $0.rawValue, label: $0.label) } },
            fault: { text in
                bases.contains { $0.rawValue == text } ? nil : L("Choose one of the answers that are offered.")
            }),
        .line("amount", \.amount, L("Amount"), limit: 30, isRequired: true, isBeside: true),
        .choice(
            "currency", \.currency, L("Currency"), .word(Currency.all), isRequired: true, isBeside: true,
            options: { MoneyWords.currencies },
            fault: { Currency($0) == nil ? L("Choose a currency from the list.") : nil }),
        .date("valid_from", \.validFrom, L("Valid from")),
    ]

    var cleanedAllowance: Cleaned<AllowanceFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            guard !fields.amount.isEmpty, let currency = Currency(fields.currency) else { return }
            if (DecimalText.money(fields.amount, currency)?.minor ?? -1) < 0 {
                check.fail("amount", MoneyWords.unreadable(fields.amount, currency))
            }
        }
    }

    /// By what two are the same.
    fileprivate var key: [String] {
        [Folded.text(scheme), country ?? "", Folded.text(city), per, validFrom]
    }
}

struct AllowanceRecord: Sendable {
    let id: Allowance.ID
    let fields: AllowanceFields
    let amount: Money
    let basis: EntitlementBasis

    fileprivate init(_ row: Row) throws {
        id = try row.get("id")
        basis = try row.get("per")
        let currency = Currency(try row.get("currency")) ?? .euro
        amount = Money(minor: try row.get("amount"), currency) ?? .zero(currency)
        fields = AllowanceFields(
            scheme: try row.get("scheme"), country: try row.get("country"), city: try row.get("city"),
            per: basis.rawValue, amount: amount.decimal, currency: currency.code, validFrom: try row.get("valid_from"))
    }
}

/// The SQL of rates by place and date.
struct AllowanceStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func all(of programme: Programme.ID) throws -> [AllowanceRecord] {
        try reading.all(
            """
            SELECT * FROM allowance WHERE programme_id = \(programme) ORDER BY scheme, country, city, per, valid_from DESC
            """
        ).map(AllowanceRecord.init)
    }

    /// Those that hold where and when an event takes place: of each scheme and basis the one nearest to the place, the last that began.
    /// - Parameter host: nothing where it is not said; then only those that hold everywhere.
    func holding(for event: EventRecord, host: String?) throws -> [AllowanceRecord] {
        let place = Folded.text(event.place)
        let fitting = try all(of: event.programme).filter { one in
            let city = Folded.text(one.fields.city)
            return one.fields.validFrom <= event.startsOn && (one.fields.country == nil || one.fields.country == host)
                && (city.isEmpty || place.contains(city))
        }
        func nearness(_ one: AllowanceRecord) -> (Int, Int, String) {
            (one.fields.city.isEmpty ? 0 : 1, one.fields.country == nil ? 0 : 1, one.fields.validFrom)
        }
        return Dictionary(grouping: fitting) { "\(Folded.text($0.fields.scheme))|\($0.fields.per)" }.values
            .compactMap { $0.max { nearness($0) < nearness($1) } }
            .sorted { ($0.fields.scheme, $0.fields.per) < ($1.fields.scheme, $1.fields.per) }
    }

    static func insert(
        _ id: Allowance.ID, _ programme: Programme.ID, _ fields: AllowanceFields, _ amount: Money, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO allowance (id, programme_id, scheme, country, city, per, amount, currency, valid_from, changed_at)
            VALUES (\(id), \(programme), \(fields.scheme), \(fields.country), \(fields.city), \(fields.per),
                \(amount.minor), \(amount.currency.code), \(fields.validFrom), \(now))
            """)
    }

    static func set(_ amount: Money, of id: Allowance.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE allowance SET amount = \(amount.minor), currency = \(amount.currency.code), changed_at = \(now) WHERE id = \(id)
            """)
    }

    static func remove(_ id: Allowance.ID, of programme: Programme.ID, _ tx: Transaction) throws -> Bool {
        try tx.change("DELETE FROM allowance WHERE id = \(id) AND programme_id = \(programme)") > 0
    }
}

enum AllowanceOperations {
    static let most = 5_000

    static func add(_ visit: Visit, _ event: Event.ID, _ fields: AllowanceFields) async throws {
        let cleaned = fields.cleanedAllowance
        try await visit.database.write { tx in
            try FinanceAccess.require(visit, event, tx)
            let countries = try PersonStore(tx).countryCodes()
            let told = try cleaned.checked { $1.country($0.country, of: countries) }
            _ = try takeIn(Work(tx, visit), event, [told], isTrial: false)
        }
    }

    static func remove(_ visit: Visit, _ event: Event.ID, _ id: Allowance.ID) async throws {
        try await visit.database.write { tx in
            try FinanceAccess.require(visit, event, tx)
            let programme = try EventStore(tx).event(event).programme
            guard try AllowanceStore.remove(id, of: programme, tx) else { throw Refusal.notFound }
            try Work(tx, visit).record(
                .programme(programme), "programme:\(programme)", "budget.allowances", ["removed": .whole(1)])
        }
    }

    /// What a workbook or CSV says: a row with the same scheme, place, basis and date changes the amount; the others are added.
    static func take(_ visit: Visit, _ event: Event.ID, _ upload: TableUpload) async throws -> TableCounts {
        let language = visit.language
        let countries = try await visit.read { reading in
            try FinanceAccess.require(visit, event, reading)
            return try DirectoryNames(reading).countryOptions
        }
        let file = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside {
                try Language.$current.withValue(language) {
                    try FieldImport<AllowanceFields>(
                        upload, options: ["country": countries], most: most, isKeyed: false)
                }
            }
        }
        return try await visit.database.write { tx in
            try FinanceAccess.require(visit, event, tx)
            return try Language.$current.withValue(language) {
                var (problems, before): ([Message], [[String]: Int]) = ([], [:])
                for line in file.lines {
                    if let other = before.updateValue(line.number, forKey: line.fields.key) {
                        problems.append(L("Row \(line.number): the same place and date stand in row \(other)."))
                    }
                    do { _ = try line.fields.cleanedAllowance.checked() } catch let refusal as Refusal {
                        problems += refusal.fields.sorted { $0.key < $1.key }.map {
                            L("Row \(line.number): \($0.value)")
                        }
                    }
                }
                try FieldImport<AllowanceFields>.refuse(problems)
                return try takeIn(Work(tx, visit), event, file.lines.map(\.fields), isTrial: upload.isTrial)
            }
        }
    }

    private static func takeIn(_ work: Work, _ event: Event.ID, _ all: [AllowanceFields], isTrial: Bool) throws
        -> TableCounts
    {
        let programme = try EventStore(work.tx).event(event).programme
        let known = Dictionary(try AllowanceStore(work.tx).all(of: programme).map { ($0.fields.key, $0) }) { $1 }
        var (added, changed, same) = (Set<[String]>(), 0, 0)
        for fields in all {
            guard let currency = Currency(fields.currency), let amount = DecimalText.money(fields.amount, currency)
            else { continue }
            if let one = known[fields.key] {
                if one.amount == amount {
                    same += 1
                    continue
                }
                changed += 1
                if !isTrial { try AllowanceStore.set(amount, of: one.id, now: work.now, work.tx) }
            } else if added.insert(fields.key).inserted, !isTrial {
                try AllowanceStore.insert(work.environment.id(), programme, fields, amount, now: work.now, work.tx)
            }
        }
        if !isTrial, changed + added.count > 0 {
            try work.record(
                .programme(programme), "programme:\(programme)", "budget.allowances",
                ["added": .whole(added.count), "changed": .whole(changed)])
        }
        return TableCounts(added: added.count, changed: changed, same: same)
    }
}
