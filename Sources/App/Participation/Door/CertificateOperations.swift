import Domain
import Storage
import Web

/// Who has earned a certificate, giving it, taking it back, and telling whoever checks one whether it is good.
enum CertificateOperations {
    /// Sets what counts.
    static func setRule(_ visit: Visit, _ event: Event.ID, _ rule: AttendanceRule) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let record = try EventStore(tx).event(event)
            guard (1...100).contains(rule.percent) else {
                throw Refusal.invalid(["percent": WholeText.words(1...100)])
            }
            for (day, minutes) in rule.counted {
                guard EventDays.has(day, record), (0...1_440).contains(minutes) else {
                    throw Refusal.invalid(["counted-\(day)": WholeText.words(0...1_440)])
                }
            }
            guard try AttendanceRuleStore(tx).rule(of: event) != rule else { return }
            let work = Work(tx, visit)
            try AttendanceRuleStore.set(rule, of: event, now: work.now, tx)
            try work.record(.event(event), "event:\(event)", "attendance.rule", ["percent": .whole(rule.percent)])
        }
    }

    /// Gives a certificate to everybody who has earned one and has none, or to those who are chosen of them.
    /// - Parameter wanted: nothing for all.
    /// - Returns: how many were issued.
    static func issue(_ visit: Visit, _ event: Event.ID, _ wanted: Set<Participant.ID>?) async throws -> Int {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            return try issueIn(Work(tx, visit), event, wanted).count
        }
    }

    static func issueIn(_ work: Work, _ event: Event.ID, _ wanted: Set<Participant.ID>?) throws -> [Certificate.ID] {
        let record = try EventStore(work.tx).event(event)
        let sheet = try AttendanceSheet(record, work.tx)
        let store = CertificateStore(work.tx)
        let held = Set(try store.certificates(of: event).filter { $0.revokedAt == nil }.map(\.participant))
        let title = try title(record, work.tx)
        return try sheet.lines.filter { line in
            line.earns(sheet.rule) && !held.contains(line.person.id) && wanted?.contains(line.person.id) ?? true
        }.map { line in
            let draft = CertificateDraft(
                participant: line.person.id, number: number(work.environment.random), name: line.person.name,
                familyName: try store.familyName(of: line.person.id) ?? familyName(in: line.person.name), title: title,
                place: TLP.isDiscreet(record.marking) ? "" : record.place, startsOn: record.startsOn,
                endsOn: record.endsOn,
                minutes: sheet.hasMinutes ? line.attended : nil, days: line.days.count,
                language: line.person.language ?? record.language ?? .english)
            let id = try CertificateStore.insert(draft, in: event, work)
            try work.record(
                .event(event), "certificate:\(id)", "certificate.issue", ["participant": .text("\(line.person.id)")])
            return id
        }
    }

    static func revoke(_ visit: Visit, _ event: Event.ID, _ id: Certificate.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let certificate = try CertificateStore(tx).certificate(id, of: event)
            guard certificate.revokedAt == nil else { return }
            let work = Work(tx, visit)
            try CertificateStore.revoke(id, now: work.now, tx)
            try work.record(
                .event(event), "certificate:\(id)", "certificate.revocation",
                ["participant": .text("\(certificate.participant)")])
        }
    }

    /// The certificate of a number and a surname as somebody types them from the paper. Wrong pairs are counted as tries.
    static func check(_ visit: Visit, number: String, surname: String) async throws -> CertificateRecord {
        let typed = typed(number)
        return try await visit.services.limits.links.tried(
            visit.inbound.address, now: visit.now, failingAs: [.certificateNotFound]
        ) {
            let found = try await visit.read { try CertificateStore($0).certificate(number: typed) }
            guard let found, !Folded.text(found.familyName).isEmpty,
                Folded.text(found.familyName) == Folded.text(surname.prefix(200))
            else { throw Refusal.certificateNotFound }
            return found
        }
    }

    /// `K7QF-2M9X-4TRD`: 60 random bits.
    private static func number(_ random: (Int) -> [UInt8]) -> String {
        let code = Array(Secret.code(12, random: random))
        return [code[0..<4], code[4..<8], code[8..<12]].map { String($0) }.joined(separator: "-")
    }

    /// Spaces, hyphens and capitals do not matter; O is read as 0, I and L as 1.
    static func typed(_ text: String) -> String {
        let digits = text.prefix(60).uppercased().filter { $0.isLetter || $0.isNumber }
            .map { ["O": "0", "I": "1", "L": "1"][$0] ?? $0 }
        guard digits.count == 12 else { return String(digits) }
        return [digits[0..<4], digits[4..<8], digits[8..<12]].map { String($0) }.joined(separator: "-")
    }

    /// Of a name that nobody has taken apart: the words in capitals, as many write them; else the last.
    static func familyName(in name: String) -> String {
        let words = name.split(separator: " ")
        let capitals = words.filter { $0.count > 1 && $0 == $0.uppercased()[...] && $0 != $0.lowercased()[...] }
        if !capitals.isEmpty, capitals.count < words.count { return capitals.joined(separator: " ") }
        return words.last.map { String($0) } ?? name
    }

    /// What a close event is called on paper that leaves the room.
    private static func title(_ event: EventRecord, _ reading: any Reading) throws -> String {
        guard event.marking.hasPrefix("AMBER") || event.marking == "RED" else { return event.title }
        let programme = try ProgrammeStore(reading).programme(event.programme)
        return L("an event of \(programme.title)").string(in: event.language ?? programme.language ?? .english)
    }
}

/// The paper itself.
enum CertificatePaper {
    /// As it is given out: by the programme of the event.
    static func document(_ certificate: CertificateRecord, baseURL: String, _ reading: any Reading) throws -> Document {
        let event = try EventStore(reading).event(certificate.event)
        let issuer = try ProgrammeStore(reading).programme(event.programme).title
        return document(certificate, event: event, issuer: issuer, baseURL: baseURL)
    }

    private static func document(
        _ certificate: CertificateRecord, event: EventRecord, issuer: String, baseURL: String
    ) -> Document {
        let language = certificate.language
        return Language.$current.withValue(language) {
            let address = "\(baseURL)\(DoorPaths.check(certificate.number))"
            let isClose = certificate.title != event.title
            var paper = Document(
                title: certificate.name, kind: L("Certificate of participation").string(),
                subtitle: certificate.title, marking: isClose ? "CLEAR" : event.marking, language: language.rawValue,
                interface: language)
            paper.isOnePage = true
            paper.facts = [.init(L("When"), DateText.span(certificate.startsOn, certificate.endsOn))]
            if !certificate.place.isEmpty { paper.facts.append(.init(L("Place"), certificate.place)) }
            paper.facts.append(.init(L("Took part"), took(certificate)))
            paper.facts += [
                .init(L("Issued by"), issuer), .init(L("Number"), certificate.number),
                .init(L("Issued on"), DateText.day(MomentWords(event.timeZone).wallClock(certificate.issuedAt).date)),
            ]
            paper.note = [
                .paragraph(
                    L("Whether this certificate is good is told at \(address), where the surname has to be typed."))
            ]
            paper.seal =
                QRCode.svg(address, label: L("QR code of the page that checks this certificate").string())?.text
            return paper
        }
    }

    /// `2 days, 10 hours 10 minutes`
    static func took(_ certificate: CertificateRecord) -> String {
        let days = L(certificate.days, one: "\(certificate.days) day", other: "\(certificate.days) days").string()
        guard let minutes = certificate.minutes else { return days }
        return L("\(days), \(minutes / 60) h \(minutes % 60) min").string()
    }
}
