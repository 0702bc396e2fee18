import Domain
import Storage
import Web

/// A row of the file `claims`: one cost. What was decided of it goes out, and is not taken from a file.
struct ClaimRow: FieldRecord {
    /// Of the claim, in its event; nothing for a new one.
    var number: Int?
    var person = ""
    var category = CostCategory.other.rawValue
    var date = ""
    var amount = ""
    var currency = "EUR"
    var rate = ""
    var eur = ""
    var allowed = ""
    var reason = ""
    var state = ""

    static let isNamedByFirst = false

    static let fields: [Field<ClaimRow>] = [
        .number("number", \.number, L("Number"), in: 1...1_000_000),
        .line("person", \.person, L("Person"), limit: 200, isRequired: true),
        .choice(
            "category", \.category, L("Category"), .choice(CostCategory.allCases.map(\.rawValue)), isRequired: true,
            options: { CostCategory.options },
            fault: { CostCategory(rawValue: $0) == nil ? L("Choose one of the answers that are offered.") : nil }),
        .date("date", \.date, L("Date")),
        .line("amount", \.amount, L("Amount"), limit: 30, isRequired: true),
        .choice(
            "currency", \.currency, L("Currency"), .word(Currency.all), isRequired: true,
            options: { MoneyWords.currencies },
            fault: { Currency($0) == nil ? L("Choose a currency from the list.") : nil }),
        .line("rate", \.rate, L("Rate"), limit: 40), .line("eur", \.eur, .verbatim("EUR"), limit: 40),
        .line("allowed", \.allowed, L("Allowed"), limit: 40), .line("reason", \.reason, L("Why less"), limit: 400),
        .line("state", \.state, L("State"), limit: 40),
    ]

    var input: ClaimItemInput {
        let category = CostCategory(rawValue: category) ?? .other
        return ClaimItemInput(
            category: category, spentOn: date, words: category.label.string(), amount: amount, currency: currency)
    }
}

/// Claims that came on paper, brought in together: a claim for each person, sent. Rows of claims that are there stay as they are.
enum ClaimFile {
    private typealias Told = (input: ClaimItemInput, told: (words: String, amount: Money))

    static func take(_ visit: Visit, _ event: Event.ID, _ upload: TableUpload) async throws -> TableCounts {
        try await LogisticsFiles.take(
            visit, upload, most: LogisticsFiles.most, require: { try FinanceAccess.require(visit, event, $0) }
        ) { (file: FieldImport<ClaimRow>, work) in
            let people = TravellerNames(try TravellerStore(work.tx).all(of: event))
            let known = Set(try MoneyStore(work.tx).claims(of: event).map(\.number))
            var (problems, same): ([Message], Int) = ([], 0)
            var (claims, order): ([Registration.ID: (person: Traveller, items: [Told])], [Registration.ID]) = ([:], [])
            for line in file.lines {
                let row = line.fields
                if let number = row.number, known.contains(number) {
                    same += 1
                    continue
                }
                guard let person = people.find(row.person, nil, row: line.number, &problems) else { continue }
                do {
                    if claims[person.id] == nil { order.append(person.id) }
                    claims[person.id, default: (person, [])].items.append((row.input, try row.input.checked()))
                } catch let refusal as Refusal where !refusal.fields.isEmpty {
                    problems += refusal.fields.sorted { $0.key < $1.key }.map { L("Row \(line.number): \($0.value)") }
                }
            }
            try FieldImport<ClaimRow>.refuse(problems)
            let made = order.compactMap { claims[$0] }
            if !upload.isTrial {
                for claim in made { try ClaimOperations.enterIn(work, claim.person, claim.items, note: "") }
            }
            return TableCounts(added: made.reduce(0) { $0 + $1.items.count }, changed: 0, same: same)
        }
    }
}
