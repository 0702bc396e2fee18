import Domain
import Storage
import Web

/// The SQL of whom to invite to give feedback.
struct FeedbackMailStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Who was there, has not answered and was not invited, of events that are over and ask.
    /// - Parameters:
    ///   - day: the first of the present day, anywhere.
    ///   - opened: feedback was asked for no later.
    ///   - since: what was asked for earlier, of an event that ended before `first`, is asked no more.
    func due(before day: String, opened: Int64, since: Int64, or first: String) throws
        -> [(participant: Participant.ID, event: Event.ID)]
    {
        try reading.all(
            """
            SELECT p.id, p.event_id FROM feedback f JOIN event e ON e.id = f.event_id JOIN participant p ON p.event_id = e.id
            WHERE f.state = 'open' AND f.opened_at <= \(opened) AND (f.opened_at >= \(since) OR e.ends_on >= \(first))
                AND e.standing = 'planned' AND e.ends_on < \(day) AND p.state = 'present'
                AND NOT EXISTS (SELECT 1 FROM feedback_given g WHERE g.event_id = e.id AND g.participant_id = p.id)
                AND NOT EXISTS (SELECT 1 FROM post_reminder r WHERE r.key = 'feedback:' || p.id)
            ORDER BY p.event_id, p.id LIMIT 500
            """
        ).map { (participant: try $0.get("id"), event: try $0.get("event_id")) }
    }

    /// Where somebody can be written to: by their account, their entry in the directory, or what they registered with.
    func reader(of participant: Participant.ID, usual: Language) throws -> PostReader? {
        let row = try reading.first(
            """
            SELECT p.name, COALESCE(a.email, d.email, (SELECT r.email FROM registration r
                    WHERE r.participant_id = p.id AND r.email IS NOT NULL ORDER BY r.number DESC LIMIT 1)) AS address,
                COALESCE(p.language, a.language) AS language, d.languages, a.time_zone, a.id AS account_id
            FROM participant p LEFT JOIN account a ON a.id = p.account_id AND a.disabled_at IS NULL
                LEFT JOIN person d ON d.id = p.person_id
            WHERE p.id = \(participant)
            """)
        guard let row, let address = try row.get("address", as: String?.self), !address.isEmpty else { return nil }
        let known: [String] = try row.get("languages", as: String?.self).map { try JSONCoding.value($0) } ?? []
        let language =
            try row.get("language", as: Language?.self) ?? known.lazy.compactMap(Language.init(rawValue:)).first
            ?? usual
        return PostReader(
            name: try row.get("name"), address: address, language: language, zone: try row.get("time_zone"),
            account: try row.get("account_id"))
    }
}
