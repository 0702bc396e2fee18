import Domain
import Storage
import Web

/// Who is asked, and what they answer.
extension ConsultationOperations {
    /// 26 characters of base 32, made of the installation's key: the same link can be shown again as long as it holds.
    static func token(_ id: Addressee.ID, generation: Int, key: [UInt8]) -> String {
        Secret.token { count in
            Array(Sodium.hash("consultation:\(id):\(generation)".utf8, key: key).prefix(count))
        }
    }

    static func link(_ addressee: AddresseeRecord, _ settings: Settings, key: [UInt8]) -> String {
        settings.baseURL + ConsultationPaths.link(token(addressee.id, generation: addressee.generation, key: key))
    }

    static func add(_ visit: Visit, _ event: Event.ID, _ id: Consultation.ID, _ fields: AddresseeFields) async throws
        -> AddresseeRecord
    {
        let cleaned = fields.cleanedAddressee
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try ConsultationStore(tx).consultation(event, id)
            let addressees = try ConsultationStore(tx).addressees(of: id)
            guard addressees.count < mostAddressees else { throw Refusal.tooManyAsked(mostAddressees) }
            let told = try cleaned.checked(tx, among: addressees)
            let new = try addIn(Work(tx, visit), event, id, told, key: visit.services.key)
            return try ConsultationStore(tx).addressee(id, new)
        }
    }

    @discardableResult
    static func addIn(
        _ work: Work, _ event: Event.ID, _ consultation: Consultation.ID, _ fields: AddresseeFields,
        person: Person.ID? = nil, key: [UInt8]
    ) throws -> Addressee.ID {
        let id: Addressee.ID = work.environment.id()
        let digest = Secret.digest(token(id, generation: 1, key: key))
        try ConsultationStore.insert(id, consultation, fields, person: person, digest: digest, now: work.now, work.tx)
        try work.record(.event(event), "consultation:\(consultation)", "consultation.addressee")
        return id
    }

    /// In place of a region's code.
    static let invited = "invited"

    /// The focal points of countries, by their mandates of today: one a country, whose address the directory keeps.
    /// - Parameter region: its code; ``invited`` for the countries that are asked to the event; empty for all.
    /// - Returns: how many were added.
    @discardableResult
    static func addFocalPoints(_ visit: Visit, _ event: Event.ID, _ id: Consultation.ID, region: String) async throws
        -> Int
    {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try ConsultationStore(tx).consultation(event, id)
            let record = try EventStore(tx).event(event)
            let today = CalendarDate.today(visit.now, timeZone: record.timeZone)
            let countries: Set<String>? =
                region == invited
                ? Set(try InvitationStore(tx).invitations(of: event).compactMap(\.target.country))
                : try DirectoryNames.regions(tx).first { $0.code == region }.map { Set($0.countries) }
            let asked = Set(try ConsultationStore(tx).addressees(of: id).compactMap(\.person))
            let mandates = try MandateStore(tx).mandates(seenIn: [record.programme]).filter { mandate in
                mandate.role == .focalPoint && mandate.state == .active && mandate.holds(on: today)
                    && mandate.holder.country.map { countries?.contains($0) ?? true } ?? false
            }
            let work = Work(tx, visit)
            var (seen, count) = (asked, 0)
            let names = try DirectoryNames(tx)
            let people = try PersonStore(tx).people(mandates.compactMap(\.person))
            for mandate in mandates {
                guard let person = people.first(where: { $0.id == mandate.person }), seen.insert(person.id).inserted
                else { continue }
                let country = mandate.holder.country
                let fields = AddresseeFields(
                    name: AddresseeNames.focalPoint(of: names.country(country) ?? country ?? "").string(),
                    kind: "focal-point",
                    contact: person.fields.fullName, country: country,
                    language: person.fields.languages.compactMap { Language(rawValue: $0) }.first)
                try addIn(work, event, id, fields, person: person.id, key: visit.services.key)
                count += 1
            }
            return count
        }
    }

    /// What a workbook or CSV says: a row with the name of one who is there changes it.
    static func take(_ visit: Visit, _ event: Event.ID, _ id: Consultation.ID, _ upload: TableUpload) async throws
        -> TableCounts
    {
        let countries = try await visit.read { reading in
            try visit.require(.organise, in: event, reading)
            return try DirectoryNames(reading).countryOptions
        }
        let file = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside {
                try FieldImport<AddresseeFields>(upload, options: ["country": countries], most: mostAddressees)
            }
        }
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try ConsultationStore(tx).consultation(event, id)
            let stored = try ConsultationStore(tx).addressees(of: id)
            let plan = try file.plan(over: stored.map { (id: $0.id, fields: $0.fields, isRetired: false) })
            let work = Work(tx, visit)
            for fields in plan.added {
                let told = try fields.cleanedAddressee.checked(tx, among: [])
                if !upload.isTrial { try addIn(work, event, id, told, key: visit.services.key) }
            }
            for (addressee, fields) in plan.changed {
                let told = try fields.cleanedAddressee.checked(tx, among: [])
                if !upload.isTrial { try ConsultationStore.update(addressee, told, now: work.now, tx) }
            }
            return plan.counts
        }
    }

    static func change(
        _ visit: Visit, _ event: Event.ID, _ id: Consultation.ID, _ addressee: Addressee.ID, _ fields: AddresseeFields
    ) async throws {
        let cleaned = fields.cleanedAddressee
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try ConsultationStore(tx).consultation(event, id)
            _ = try ConsultationStore(tx).addressee(id, addressee)
            let others = try ConsultationStore(tx).addressees(of: id).filter { $0.id != addressee }
            try ConsultationStore.update(addressee, try cleaned.checked(tx, among: others), now: visit.now, tx)
            try Work(tx, visit).record(.event(event), "consultation:\(id)", "consultation.addressee-change")
        }
    }

    /// They are asked no longer; the link ends, and what they answered is no longer shown.
    static func remove(_ visit: Visit, _ event: Event.ID, _ id: Consultation.ID, _ addressee: Addressee.ID) async throws
    {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try ConsultationStore(tx).consultation(event, id)
            _ = try ConsultationStore(tx).addressee(id, addressee)
            try ConsultationStore.remove(addressee, now: visit.now, tx)
            try Work(tx, visit).record(.event(event), "consultation:\(id)", "consultation.addressee-removal")
        }
    }

    /// A new link; the one before ends.
    static func renewLink(_ visit: Visit, _ event: Event.ID, _ id: Consultation.ID, _ addressee: Addressee.ID)
        async throws
    {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            _ = try ConsultationStore(tx).consultation(event, id)
            let generation = try ConsultationStore(tx).addressee(id, addressee).generation + 1
            let digest = Secret.digest(token(addressee, generation: generation, key: visit.services.key))
            try ConsultationStore.setLink(addressee, digest: digest, generation: generation, now: visit.now, tx)
            try Work(tx, visit).record(.event(event), "consultation:\(id)", "consultation.link")
        }
    }

    // MARK: Answers

    struct Asked: Sendable {
        let addressee: AddresseeRecord
        let consultation: ConsultationRecord
        let event: EventRecord
        let answer: AnswerRecord?
    }

    /// What the holder of a link is asked.
    /// - Throws: ``Refusal/linkEnded`` where no link is so.
    static func asked(_ visit: Visit, token: String) async throws -> Asked {
        let digest = Secret.digest(token)
        return try await visit.triedLink { try await visit.read { try asked(digest, $0) } }
    }

    private static func asked(_ digest: String, _ reading: any Reading) throws -> Asked {
        let store = ConsultationStore(reading)
        guard let (addressee, consultation) = try store.addressee(digest: digest), consultation.state != .draft else {
            throw Refusal.linkEnded
        }
        return Asked(
            addressee: addressee, consultation: consultation, event: try EventStore(reading).event(consultation.event),
            answer: try store.answer(of: addressee.id))
    }

    struct Answering: Sendable {
        let given: Questionnaire.Answers
        let marking: String
        let signed: String
        let language: String
        /// Kept for later: nobody but the writer sees it.
        let isDraft: Bool
    }

    static func answer(_ visit: Visit, token: String, _ answering: Answering) async throws {
        let before = try await asked(visit, token: token)
        let checked = Result { try CheckedAnswer(answering, before.consultation.questionnaire) }
        try await visit.database.write { tx in
            let asked = try asked(Secret.digest(token), tx)
            guard asked.consultation.isOpen(at: visit.now) else { throw Refusal.consultationClosed }
            guard asked.consultation.questionnaire == before.consultation.questionnaire else {
                throw Refusal.questionsHaveChanged
            }
            try answerIn(Work(tx, visit.environment, actor: nil), asked, try checked.get())
        }
    }

    static func answerIn(_ work: Work, _ asked: Asked, _ checked: CheckedAnswer) throws {
        let answering = checked.answering
        // What others read already is changed by sending it again.
        if answering.isDraft, let sent = asked.answer, !sent.isDraft { throw Refusal.answerIsSent }
        try ConsultationStore.store(
            .init(
                id: asked.answer?.id ?? work.environment.id(), consultation: asked.consultation.id,
                addressee: asked.addressee.id, answers: checked.answers, marking: answering.marking,
                language: answering.language, signed: checked.signed, isDraft: answering.isDraft),
            now: work.now, work.tx)
        if !answering.isDraft {
            try work.record(
                .event(asked.event.id), "consultation:\(asked.consultation.id)", "consultation.answer")
        }
    }
}

/// An answer, cleaned and held against the questions.
struct CheckedAnswer: Sendable {
    let answering: ConsultationOperations.Answering
    let answers: Questionnaire.Answers
    let signed: String

    /// - Throws: ``Refusal/invalid(_:)`` with all that is wrong, by the names of the form's fields.
    init(_ answering: ConsultationOperations.Answering, _ questionnaire: Questionnaire) throws {
        self.answering = answering
        let read = QuestionnaireSection.read(answering.given, questionnaire, isDraft: answering.isDraft)
        answers = read.answers
        var check = FieldCheck()
        for (code, words) in read.errors { check.fail(QuestionnaireSection.name(code), words) }
        signed = check.line("signed", answering.signed, limit: 200)
        if !TLP.all.contains(answering.marking) { check.fail("marking", L("Choose one of the markings.")) }
        try check.finish()
    }
}

extension Cleaned<AddresseeFields> {
    /// Held against the directory, and against who is asked already: nobody gets two links.
    fileprivate func checked(_ tx: Transaction, among others: [AddresseeRecord]) throws -> AddresseeFields {
        let countries = try PersonStore(tx).countryCodes()
        return try checked { fields, check in
            check.country(fields.country, of: countries)
            if !fields.email.isEmpty, others.contains(where: { $0.fields.email == fields.email }) {
                check.fail("email", L("Somebody with this address is asked already."))
            }
        }
    }
}

/// The answer may be read by: who asked, always; who runs the room, unless it is for named persons only; everybody in the room where its
/// writer gave it to the community, or to all.
enum AnswerSight {
    static func mayRead(_ marking: String, roles: Set<Role>) -> Bool {
        if roles.contains(.organiser) { return true }
        switch marking {
        case "RED": return false
        case "AMBER+STRICT", "AMBER": return roles.contains { $0.runsTheRoom }
        default: return !roles.isEmpty
        }
    }
}
