/// Amounts of several currencies: added within each, never over them. There is no rate that everybody agreed to.
public struct MoneyByCurrency: Sendable, Hashable {
    /// By the currency's code; without those that came to nothing.
    public let sums: [Money]
    /// Currencies whose sum is more than an amount can be.
    public let beyond: [Currency]

    public init(_ amounts: [Money]) {
        var sums: [Currency: Money] = [:]
        var beyond: Set<Currency> = []
        for amount in amounts where !beyond.contains(amount.currency) {
            if let sum = (sums[amount.currency] ?? .zero(amount.currency)).adding(amount) {
                sums[amount.currency] = sum
            } else {
                beyond.insert(amount.currency)
                sums[amount.currency] = nil
            }
        }
        self.sums = sums.values.filter { $0.minor != 0 }.sorted { $0.currency.code < $1.currency.code }
        self.beyond = beyond.sorted { $0.code < $1.code }
    }

    /// Nothing where there are several currencies, or none.
    public var only: Money? { sums.count == 1 && beyond.isEmpty ? sums.first : nil }
    /// `EUR 240000.00 + KZT 5000000.00`
    public var text: String { sums.map { "\($0.currency.code) \($0.decimal)" }.joined(separator: " + ") }
}
