import Web

extension Refusal {
    static func addressOfSeveral(_ bearers: [String]) -> Refusal {
        Refusal(
            .conflict, "address-of-several", L("Several people have this address: \(list: bearers)."),
            advice: L("Nothing was changed. Say by the id which of them is meant."))
    }
}
