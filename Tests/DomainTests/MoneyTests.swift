import Domain
import Testing

/// The examples M1–M4 of the design, and what could go wrong with amounts.
struct MoneyTests {
    private static func currency(_ code: String) throws -> Currency { try #require(Currency(code)) }

    private static func money(_ text: String, _ code: String = "EUR") throws -> Money {
        try #require(DecimalText.money(text, try currency(code)))
    }

    @Test
    func `M1: two nights, 80 per cent in advance, one night attended`() throws {
        let entitled = try #require(MoneyRules.entitlement(try Self.money("203.00"), quantity: 2))
        #expect(entitled.decimal == "406.00")
        let advance = try #require(MoneyRules.share(entitled, percent: 80))
        #expect(advance.decimal == "324.80")
        let due = try #require(MoneyRules.entitlement(try Self.money("203.00"), quantity: 1))
        let rest = try #require(MoneyRules.settlement(due: due, paid: advance))
        #expect(due.decimal == "203.00" && rest.toPay.minor == 0 && rest.toRecover.decimal == "121.80")
    }

    @Test
    func `M2: tenge are rounded once, half up, at the end`() throws {
        let rate = try #require(DecimalText.rate("512.34"))
        let euro = MoneyRules.exchanged(try Self.money("187,500.00", "KZT"), to: .euro, at: rate)
        #expect(euro?.decimal == "365.97")
    }

    @Test
    func `M3: a flat day is halved where the way is short`() throws {
        let due = MoneyRules.entitlement(try Self.money("92.00"), quantity: 2, part: Rational(1, 2))
        #expect(due?.decimal == "92.00")
    }

    @Test
    func `M4: a dinar has a thousand parts`() throws {
        let amount = try Self.money("45.250", "JOD")
        #expect(amount.minor == 45_250 && amount.decimal == "45.250")
        #expect(try Self.money("1200", "JPY").minor == 1200)
        for code in ["KWD", "JOD", "TND", "IQD", "LYD", "OMR", "BHD"] { #expect(try Self.currency(code).exponent == 3) }
        #expect(Currency("XYZ") == nil && Currency("eur") == .euro)
    }

    @Test
    func `amounts are read as people write them, and what is unclear is not guessed`() throws {
        for text in ["187500", "187,500.00", "187 500,00", "187.500,00", "187'500.00", "187500,0", "187\u{A0}500"] {
            #expect(try Self.money(text, "KZT").minor == 18_750_000, "\(text)")
        }
        #expect(try Self.money("1,234", "JPY").minor == 1_234, "a yen has no parts")
        #expect(try Self.money("1.234.567").minor == 123_456_700)
        #expect(try Self.money("-3.5").minor == -350)
        #expect(try Self.money("1,234.500", "JOD").minor == 1_234_500)
        let broken = [
            "", "-", "abc", "1.2345", "12,34,56", "1e5", "1..2", "0x10", "1,2,3.00", "٣", "9999999999999999999999",
        ]
        for text in broken { #expect(DecimalText.money(text, .euro) == nil, "\(text)") }
        #expect(DecimalText.money("45,250", try Self.currency("JOD")) == nil)
        // One sign before three digits: thousands or decimals, a thousandfold difference.
        for text in ["1,234", "12.345", "-1,234", "0.123"] { #expect(DecimalText.money(text, .euro) == nil, "\(text)") }
        let both = try #require(DecimalText.readings("12.345", .euro))
        #expect(both.whole.decimal == "12345.00" && both.decimal.decimal == "12.35")
        let dinars = try #require(DecimalText.readings("45,250", try Self.currency("JOD")))
        #expect(dinars.whole.decimal == "45250.000" && dinars.decimal.decimal == "45.250")
        for text in ["1234.567", "1,234,567", "1.23", "0.123", "abc", ""] {
            #expect(DecimalText.readings(text, .euro) == nil, "\(text)")
        }
        #expect(DecimalText.readings("45.250", try Self.currency("KWD")) == nil)
        #expect(DecimalText.rate("0") == nil && DecimalText.rate("-1") == nil && DecimalText.rate("512,34") != nil)
    }

    @Test
    func `a half cent goes up, below nothing down, and what is too much is nothing`() throws {
        #expect(Money(Rational(5, 1000), .euro)?.minor == 1)
        #expect(Money(Rational(-5, 1000), .euro)?.minor == -1)
        #expect(Money(Rational(4, 1000), .euro)?.minor == 0)
        #expect(Money(minor: .max, .euro) == nil)
        let most = try #require(Money(minor: Money.most, .euro))
        #expect(most.adding(most) == nil)
        #expect(MoneyRules.entitlement(most, quantity: 1000) == nil)
        #expect(most.adding(try Self.money("1", "KZT")) == nil)
    }

    @Test
    func `a ceiling cuts what is allowed and never what was claimed`() throws {
        let claimed = try Self.money("300.00")
        #expect(MoneyRules.allowed(claimed, left: []) == claimed)
        #expect(
            MoneyRules.allowed(claimed, left: [try Self.money("250.00"), nil, try Self.money("400.00")]).decimal
                == "250.00")
        #expect(MoneyRules.allowed(claimed, left: [try Self.money("-10.00")]).minor == 0)
        #expect(MoneyRules.allowed(claimed, left: [try Self.money("10.00", "KZT")]) == claimed)
    }

    @Test
    func `three days are two nights`() {
        #expect(MoneyRules.nights(from: "2027-06-08", to: "2027-06-10") == ["2027-06-08", "2027-06-09"])
        #expect(MoneyRules.nights(from: "2028-02-28", to: "2028-03-01") == ["2028-02-28", "2028-02-29"])
        #expect(MoneyRules.nights(from: "2027-06-08", to: "2027-06-08") == [])
        #expect(MoneyRules.nights(from: "2027-06-08", to: "2027-06-07") == nil)
        #expect(MoneyRules.nights(from: "2027-06-08", to: "9999-06-07") == nil)
    }

    @Test
    func `a claim goes on by its steps only, and what is paid stays paid`() {
        for state in ClaimState.allCases {
            #expect(!state.next.contains(state))
            #expect(state.next.contains(.paid) == (state == .approved))
        }
        #expect(ClaimState.paid.next.isEmpty && ClaimState.returned.next == [.submitted])
    }
}
