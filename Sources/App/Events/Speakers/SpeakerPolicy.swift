extension Policy {
    /// Who speaks for others (decides for a country, signs for a sector) contributes, has come, and is known: invited, or let in by the
    /// code and known to somebody who runs the room.
    static func maySpeak(_ person: ParticipantRecord) -> Bool { person.isVoice && person.unverifiedAt == nil }

    /// Only the head of a delegation decides for its country and publishes its sheet; the others propose.
    static func mayDecide(_ person: ParticipantRecord, for country: String, head: HeadRecord?) -> Bool {
        maySpeak(person) && person.country == country && head?.country == country && head?.participant == person.id
    }
}
