import Web

extension TLP {
    /// The one of two under which fewer people read; a label that nobody knows counts as RED.
    static func stricter(_ one: String, _ other: String) -> String {
        let (first, second) = (all.firstIndex(of: one) ?? 0, all.firstIndex(of: other) ?? 0)
        return all[min(first, second)]
    }
}
