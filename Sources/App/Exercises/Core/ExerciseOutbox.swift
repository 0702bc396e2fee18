import Domain
import Storage
import Web

/// Mail of an exercise: the one door to the outbox, and only an ``ExerciseText`` goes through it (`bin/lint`: exercise-mail). Plain text to one
/// address, without copies.
enum ExerciseOutbox {
    /// What is played.
    static let kind = "exercise"
    /// What comes before it: how it is played, and how it is stopped.
    static let rules = "exercise-rules"
    static let kinds: Set<String> = [kind, rules]

    /// - Parameter key: a mail with the same key is written once.
    /// - Returns: whether it waits now.
    @discardableResult
    static func writeIn(
        _ work: Work, _ text: ExerciseText, kind: String, key: String, to reader: MailAddress, of event: Event.ID
    ) throws -> Bool {
        try Outbox.writeIn(
            work,
            MailDraft(
                event: event, kind: kind, key: key, to: reader, language: text.language.rawValue,
                subject: text.markedSubject, text: text.markedBody, mailClass: .exercise))
    }

    /// Those of the addresses at which mail of exercises was stopped by a link in one.
    static func stopped(_ addresses: Set<String>, _ reading: any Reading) throws -> Set<String> {
        try MailStore(reading).refusing(.exercise, of: addresses)
    }

    /// They ask for it anew.
    static func allow(_ address: String, _ tx: Transaction) throws { try MailStore.accept(address, .exercise, tx) }
}
