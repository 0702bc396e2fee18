import Domain
import Storage
import Web

extension ConsultationFacts: TodayFeature {
    /// Who is asked as somebody of the directory finds it with their account, also where no mail goes out.
    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        try OwnConsultation.all(of: reader.id, now: reader.now, reading).map { one in
            TodayTask(
                id: "consultation-\(one.addressee)", kind: "event", what: one.what, place: one.event.title,
                why: L("You are asked before the event."), path: one.path, due: one.due, zone: one.event.timeZone,
                marking: one.event.marking)
        }
    }
}

/// A consultation that waits for an answer of whoever has the account.
struct OwnConsultation: Sendable {
    let addressee: Addressee.ID
    let title: String
    let event: EventRecord
    /// For which country they are asked.
    let country: String?
    let due: Int64?

    var what: Message { L("Answer the questions: \(title)") }
    var path: String { ConsultationPaths.own(addressee) }

    static func all(of account: Account.ID, now: Int64, _ reading: any Reading) throws -> [OwnConsultation] {
        guard let person = try AccountStore(reading).known(account)?.person else { return [] }
        return try ConsultationStore(reading).asking(person).filter { $0.consultation.isOpen(at: now) }.map { one in
            OwnConsultation(
                addressee: one.addressee.id, title: one.consultation.title,
                event: try EventStore(reading).event(one.consultation.event), country: one.addressee.fields.country,
                due: one.consultation.dueAt)
        }
    }
}

extension ConsultationOperations {
    /// Where somebody answers who is asked as a person of the directory.
    /// - Throws: ``Refusal/notFound`` where the account is not that person.
    static func ownLink(_ visit: Visit, _ id: Addressee.ID) async throws -> String {
        guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
        return try await visit.read { reading in
            guard let person = try AccountStore(reading).known(account.id)?.person else { throw Refusal.notFound }
            let asked = try ConsultationStore(reading).addressee(id, of: person)
            return ConsultationPaths.link(token(asked.id, generation: asked.generation, key: visit.services.key))
        }
    }
}
