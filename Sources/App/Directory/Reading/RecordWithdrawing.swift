import Domain
import Web

/// Takes back a record with a word that whoever had it reads.
enum RecordWithdrawing {
    /// The word, cleaned.
    static func cleaned(_ note: String) throws -> String {
        var check = FieldCheck()
        let note = check.lines("note", note, limit: 500, isRequired: true)
        try check.finish()
        return note
    }

    /// - Throws: ``Refusal/isWithdrawn`` for what was taken back before.
    static func withdrawIn(_ work: Work, _ subject: RecordSubject, _ note: String) throws {
        guard try AudienceStore(work.tx).withdrawal(of: subject) == nil else { throw Refusal.isWithdrawn }
        try AudienceStore.withdraw(subject, note, by: work.actor, now: work.now, work.tx)
    }
}
