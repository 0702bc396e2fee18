import Domain
import Storage
import Web

/// Who may stand at the door: whoever runs the event, and a device that was given the link of a day.
struct DeskAccess: Sendable {
    static let cookie = "roundtable_desk"

    let event: EventRecord
    /// The link by which the device is here; nothing for who runs the event.
    let pass: DeskPassRecord?
    /// Whom the journal names.
    let actor: String?
    /// What the device is called in lists.
    let device: String

    /// - Parameter sendsTicks: whether it only hands in what was noted.
    /// - Throws: as for any page of who runs the event.
    static func require(_ visit: Visit, _ id: Event.ID, sendsTicks: Bool = false, _ reading: any Reading) throws
        -> DeskAccess
    {
        let event = try EventStore(reading).event(id)
        if try visit.membership(in: id, reading).runsTheRoom {
            return DeskAccess(event: event, pass: nil, actor: visit.visitor.journalName, device: "")
        }
        if let pass = try pass(visit, reading), pass.event == id {
            guard sendsTicks ? pass.takesTicks(at: visit.now) : pass.isOpen(at: visit.now) else {
                throw Refusal.deskIsOver
            }
            return DeskAccess(event: event, pass: pass, actor: nil, device: pass.label)
        }
        try visit.require(.facilitate, in: id, reading)
        throw Refusal.forbidden
    }

    /// The link whose device asks, whether it still opens anything or not.
    static func pass(_ visit: Visit, _ reading: any Reading) throws -> DeskPassRecord? {
        guard let token = visit.cookie(cookie), token.utf8.count <= 64 else { return nil }
        return try DeskPassStore(reading).pass(digest: Secret.digest(token))
    }

    /// The day that the desk notes: the link's own; else what is asked for; else today, where it is one of the event's.
    func day(_ visit: Visit) -> String {
        if let pass { return pass.day }
        if let asked = visit.inbound.query["day"], EventDays.has(asked, event) { return asked }
        let today = CalendarDate.today(visit.now, timeZone: event.timeZone)
        return EventDays.has(today, event) ? today : today < event.startsOn ? event.startsOn : event.endsOn
    }
}

/// The days of an event.
enum EventDays {
    /// More than any event has; one with a wrong year would fill the page.
    static let most = 62

    static func has(_ day: String, _ event: EventRecord) -> Bool {
        CalendarDate.isValid(day) && event.startsOn <= day && day <= event.endsOn
    }

    static func all(_ event: EventRecord) -> [String] {
        guard let first = CalendarDate(event.startsOn), let last = CalendarDate(event.endsOn) else { return [] }
        let (from, to) = (first.daysSince1970, max(first.daysSince1970, last.daysSince1970))
        return (from...min(to, from + most - 1)).map { CalendarDate(daysSince1970: $0).description }
    }
}

enum DeskPassOperations {
    /// Links that may stand for one event.
    static let most = 100

    /// Makes a link for one of the event's days.
    /// - Parameter key: what a device calls the sending: the same again is answered with the first result, as long as that stands.
    static func create(_ visit: Visit, _ event: Event.ID, day: String, label: String, key: String? = nil) async throws
        -> DeskPass.ID
    {
        let label = try cleaned(label)
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            return try createIn(Work(tx, visit), event, day: day, label: label, key: key).id
        }
    }

    static func cleaned(_ label: String) throws -> String {
        var check = FieldCheck()
        let clean = check.line("label", label, limit: 60, isRequired: true)
        try check.finish()
        return clean
    }

    /// Without the permission: for the demo and tests.
    /// - Parameter label: cleaned.
    static func createIn(_ work: Work, _ event: Event.ID, day: String, label: String, key: String? = nil) throws -> (
        id: DeskPass.ID, token: String
    ) {
        let record = try EventStore(work.tx).event(event)
        guard EventDays.has(day, record) else {
            throw Refusal.invalid(["day": L("Choose one of the days of the event.")])
        }
        guard let hours = DeskPassRecord.hours(of: day, zone: record.timeZone) else { throw Refusal.notFound }
        let store = DeskPassStore(work.tx)
        let secret = try work.tx.installationKey(work.environment)
        var id: DeskPass.ID = SendingKey.id(key, by: "\(work.actor ?? "")\n\(event)", work.environment)
        if let first = try store.pass(digest: Secret.digest(DeskPassRecord.token(id, key: secret))) {
            if first.revokedAt == nil { return (id, DeskPassRecord.token(id, key: secret)) }
            id = work.environment.id()
        }
        guard try store.passes(of: event).count < most else {
            throw Refusal.tooMany(L("There are \(most) links already. End some of them first."))
        }
        let token = DeskPassRecord.token(id, key: secret)
        try DeskPassStore.insert(
            id, event, day: day, label: label, digest: Secret.digest(token), hours: hours, work)
        try work.record(.event(event), "desk-pass:\(id)", "desk-pass.creation", ["day": .text(day)])
        return (id, token)
    }

    /// The link's token, for whoever organises the event.
    static func token(_ visit: Visit, _ event: Event.ID, _ id: DeskPass.ID) async throws -> String {
        let key = try await visit.database.installationKey(visit.environment)
        return try await visit.read { reading in
            try visit.require(.organise, in: event, reading)
            guard try DeskPassStore(reading).pass(id, of: event).revokedAt == nil else { throw Refusal.notFound }
            return DeskPassRecord.token(id, key: key)
        }
    }

    /// - Parameter isLost: nothing more is taken from its devices; else what they noted until now is, for as long as after a day.
    static func revoke(_ visit: Visit, _ event: Event.ID, _ id: DeskPass.ID, isLost: Bool = false) async throws {
        try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            guard try DeskPassStore(tx).pass(id, of: event).revokedAt == nil else { return }
            let work = Work(tx, visit)
            try DeskPassStore.revoke(id, isLost: isLost, work.now, tx)
            try work.record(.event(event), "desk-pass:\(id)", "desk-pass.revocation", ["lost": .flag(isLost)])
        }
    }

    /// What a link leads to, for a page that only looks.
    static func linked(_ visit: Visit, token: String) async throws -> (pass: DeskPassRecord, event: EventRecord) {
        let digest = Secret.digest(token)
        return try await visit.triedLink {
            try await visit.read { reading in
                guard let pass = try DeskPassStore(reading).pass(digest: digest), pass.revokedAt == nil else {
                    throw Refusal.linkEnded
                }
                return (pass, try EventStore(reading).event(pass.event))
            }
        }
    }

    /// Makes the device one of the event's desks.
    static func enter(_ visit: Visit, token: String) async throws -> (event: Event.ID, cookie: Cookie) {
        let (pass, event) = try await linked(visit, token: token)
        guard pass.isOpen(at: visit.now) else {
            let opens = MomentWords(event.timeZone).string(pass.opensAt)
            throw pass.opensAt > visit.now ? Refusal.deskIsEarly(opens) : .deskIsOver
        }
        try await visit.database.write { tx in
            try DeskPassStore.use(pass.id, visit.now, tx)
            try Work(tx, visit.environment).record(.event(pass.event), "desk-pass:\(pass.id)", "desk-pass.use")
        }
        visit.tellOperator("Desk opened", "link", about: "desk-pass:\(pass.id)")
        return (pass.event, Sessions.cookie(DeskAccess.cookie, token.lowercased(), isSecure: visit.settings.isSecure))
    }
}

extension DoorFacts: CardScanFeature {
    /// A device that stands at the door is led to the person on its list, never into their seat.
    static func place(of person: Participant.ID, in event: Event.ID, _ visit: Visit, _ reading: any Reading) throws
        -> String?
    {
        let pass = try DeskAccess.pass(visit, reading)
        guard let pass, pass.event == event, pass.isOpen(at: visit.now) else { return nil }
        return "\(DoorPaths.desk(event))?person=\(person)"
    }
}
