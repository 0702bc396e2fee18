import Domain
import Markup
import Storage
import Web

public enum Entitlement { public typealias ID = Identifier<Entitlement> }
public enum Payment { public typealias ID = Identifier<Payment> }

/// For what money is spent.
enum CostCategory: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case travel
    case perDiem = "per-diem"
    case accommodation, venue, interpretation, fees, other

    var label: Message {
        switch self {
        case .travel: L("Travel", context: "cost")
        case .perDiem: L("Per diem")
        case .accommodation: L("Accommodation")
        case .venue: L("Venue")
        case .interpretation: L("Interpretation")
        case .fees: L("Fees")
        case .other: L("Other costs")
        }
    }

    static var options: [FieldOption] { allCases.map { (value: $0.rawValue, label: $0.label) } }
}

/// By what somebody is entitled to money.
enum EntitlementBasis: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case night, day, km, flat

    var label: Message {
        switch self {
        case .night: L("for each night")
        case .day: L("for each day")
        case .km: L("for each kilometre")
        case .flat: L("once")
        }
    }

    static var options: [FieldOption] { allCases.map { (value: $0.rawValue, label: $0.label) } }
}

/// A line of the budget, as a form or a program brings it. Amounts are typed as people write them.
struct BudgetLineFields: FieldRecord {
    var title = ""
    var category = CostCategory.travel.rawValue
    var currency = "EUR"
    /// Empty for none.
    var ceiling = ""
    var perPerson = ""

    static let fields: [Field<BudgetLineFields>] = [
        .line("title", \.title, L("What for"), limit: 120, isRequired: true),
        .choice(
            "category", \.category, L("Category"), .choice(CostCategory.allCases.map(\.rawValue)),
            options: { CostCategory.options },
            fault: { CostCategory(rawValue: $0) == nil ? L("Choose one of the answers that are offered.") : nil }),
        .choice(
            "currency", \.currency, L("Currency"), .word(Currency.all), isBeside: true,
            options: { MoneyWords.currencies },
            fault: { Currency($0) == nil ? L("Choose a currency from the list.") : nil }),
        .line("ceiling", \.ceiling, L("Ceiling"), hint: L("For all together; may be empty."), limit: 30),
        .line(
            "per_person", \.perPerson, L("Ceiling for each person"),
            hint: L("What is claimed beyond it is cut, with the reason."), limit: 30, isBeside: true),
    ]

    struct Amounts: Sendable {
        let currency: Currency
        let ceiling: Money?
        let perPerson: Money?
    }

    /// - Throws: ``Refusal/invalid(_:)`` with all that is wrong.
    func checked() throws -> (fields: BudgetLineFields, amounts: Amounts) {
        var (check, fields) = (FieldCheck(), self)
        fields.clean(&check)
        let currency = Currency(fields.currency) ?? .euro
        func amount(_ name: String, _ text: String) -> Money? {
            guard !text.isEmpty else { return nil }
            guard let money = DecimalText.money(text, currency), money.minor >= 0 else {
                check.fail(name, MoneyWords.unreadable(text, currency))
                return nil
            }
            return money
        }
        let amounts = Amounts(
            currency: currency, ceiling: amount("ceiling", fields.ceiling),
            perPerson: amount("per-person", fields.perPerson))
        try check.finish()
        return (fields, amounts)
    }
}

/// Amounts in words of the interface.
enum MoneyWords {
    private static let unreadable: Message = L(
        "Write an amount such as 1234.50, with no more decimal places than the currency has.")

    /// What is wrong with an amount that is not read.
    static func unreadable(_ text: String, _ currency: Currency?) -> Message {
        guard let currency, let both = DecimalText.readings(text, currency) else { return unreadable }
        return L("This can be \(both.whole.decimal) or \(both.decimal.decimal). Write the one that you mean.")
    }

    /// `1 234.50 EUR`, the decimal sign by the language, groups apart.
    static func string(_ money: Money, in language: Language = .current) -> String {
        let sign = [.french, .russian].contains(language) ? "," : "."
        let parts = money.decimal.split(separator: ".")
        let whole = parts[0].hasPrefix("-") ? parts[0].dropFirst() : parts[0]
        var groups: [Substring] = []
        var rest = whole
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        groups.insert(rest, at: 0)
        let minus = money.minor < 0 ? "−" : ""
        let decimals = parts.count == 2 ? "\(sign)\(parts[1])" : ""
        return "\(minus)\(groups.joined(separator: "\u{202F}"))\(decimals)\u{A0}\(money.currency.code)"
    }

    static func html(_ money: Money) -> HTML { "<bdi class=\"amount\">\(string(money))</bdi>" }

    /// Those that are written most here first.
    static let currencies: [FieldOption] = {
        let first = ["EUR", "USD", "GBP", "CHF"]
        return (first + Currency.all.filter { !first.contains($0) }).map { (value: $0, label: .verbatim($0)) }
    }()
}
