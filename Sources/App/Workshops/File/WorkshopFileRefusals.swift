import Web

extension Refusal {
    static func openRound(_ numbers: [Int]) -> Refusal {
        return Refusal(
            .conflict, "round-open", L("A vote is open: round \(list: numbers)."),
            advice: L(
                "Nothing was written. Ballots belong to people while a vote is open; close it, then make the file."))
    }

    /// A workshop file that cannot be taken in.
    static func workshopFile(_ reason: Message) -> Refusal { .invalid(["file": reason]) }
}
