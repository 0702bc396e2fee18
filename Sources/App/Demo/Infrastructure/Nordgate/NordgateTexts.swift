/// An inject of Nordgate in one language: invented, public consequence management only.
struct NordgateText: Sendable {
    let subject: String
    let body: String

    init(_ subject: String, _ body: String) { (self.subject, self.body) = (subject, body) }
}

/// What players of Nordgate get to read, by the number of the inject.
enum NordgateTexts {
    static let byLanguage: [(language: String, texts: [Int: NordgateText])] = [
        ("en", english), ("fr", french), ("ru", russian),
    ]
}

extension NordgateTexts {
    /// What a controller expects of the players.
    static let expected: [Int: String] = [
        2: "Asks what is known, says what is not, and begins a log.",
        3: "Marks the clip as unconfirmed in the picture.",
        4: "Sends a first notice to the neighbours within twenty minutes; corrects what was unconfirmed.",
        5: "Tells the neighbour, and asks whether it is one event.",
        6: "Decides after asking all three functions, and says why.",
        7: "Passes the alert on in its own words, agreed with the neighbour.",
        8: "Asks physical protection and cyber-security together; tells partners.",
        9: "Names the fall-back channel and tells partners within fifteen minutes.",
        10: "Marks the rumour as unconfirmed; says neither yes nor no.",
        11: "One answer, agreed with the neighbours, or explained together.",
        12: "Asks the neighbour for help, and answers within the time.",
        13: "Agrees, agrees in part, or declines with a reason, in time.",
        14: "One line, with the neighbour's consent, before release.",
        15: "Asks the other side, names who decides.",
        16: "Offers places, or says why not.",
        17: "Gives the times from the log; agrees the words with the neighbours.",
        18: "Asks the other functions before it decides; tells partners.",
        19: "Answers with the times of its log, without excuses.",
        20: "Withdraws what was said of a closed district.",
        21: "Corrects what went further, and says to whom.",
        22: "Agrees with the other capitals before it accepts.",
        23: "Extends with conditions, or says why not.",
        24: "One change, an owner, a day.",
    ]
}
