import Domain
import Storage
import Web

/// Who was there, as JSON.
enum AttendanceAPI {
    struct DayBody: Codable, Sendable {
        /// ISO 8601, in the event's zone.
        let day: String
        /// Epoch milliseconds of the first note; absent for who was only connected.
        let firstAt: Int64?
        /// Absent where nobody counted.
        let minutes: Int?
        /// How it was noted: desk, scan, self, link, import.
        let ways: [AttendanceRecord.Way]
    }

    struct PersonBody: Codable, Sendable {
        let participant: Participant.ID
        let name: String
        let country: String?
        let sector: String?
        let days: [DayBody]
        let attendedMinutes: Int
        let countedMinutes: Int
        /// Whether it is enough for a certificate.
        let hasEarned: Bool
    }

    struct CertificateBody: Codable, Sendable {
        let id: Certificate.ID
        let participant: Participant.ID
        let number: String
        let name: String
        let days: Int
        let minutes: Int?
        /// Epoch milliseconds.
        let issuedAt: Int64
        let revokedAt: Int64?
    }

    struct PassInput: Codable, Sendable {
        /// ISO 8601: one of the event's days.
        let day: String
        /// Where the device stands.
        let label: String
    }

    struct PassBody: Codable, Sendable {
        let id: DeskPass.ID
        let day: String
        let label: String
        /// Whoever has it checks people in on that day.
        let address: String
        /// Epoch milliseconds.
        let opensAt: Int64
        let endsAt: Int64
    }

    struct IssuedBody: Codable, Sendable {
        let issued: Int
    }

    struct CodeInput: Codable, Sendable {
        /// ISO 8601: one of the event's days.
        let day: String
        /// A part of the agenda; absent for the whole day.
        let block: AgendaBlock.ID?
    }

    struct CodeBody: Codable, Sendable {
        let id: SelfCheckIn.ID
        let day: String
        let block: AgendaBlock.ID?
        /// Six digits, shown in the room.
        let code: String
        /// Epoch milliseconds.
        let openedAt: Int64

        init(_ record: SelfCheckInRecord) {
            (id, day, block) = (record.id, record.day, record.block)
            (code, openedAt) = (record.code, record.openedAt)
        }
    }

    static let routes: [APIRoute] = attendance + codes

    private static let codes: [APIRoute] = [
        .get(
            DoorPaths.apiSelfCheckIn, .facilitate, "Attendance", "Codes by which people note themselves, while open."
        ) { visit, event in
            let now = visit.now
            return try await visit.read { reading in
                let open = try SelfCheckInStore(reading).open(in: event)
                return ListBody(
                    items: open.filter { SelfCheckInOperations.isOpen($0, at: now) }.map(CodeBody.init), next: nil)
            }
        },
        .send(
            .post, DoorPaths.apiSelfCheckIn, .organise, "Attendance",
            "Opens a new code for a day or a part of the agenda; the one before ends.", success: .created
        ) { (visit: Visit, input: CodeInput, event: Event.ID) in
            let id = try await SelfCheckInOperations.open(visit, event, day: input.day, block: input.block)
            return try await visit.read { CodeBody(try SelfCheckInStore($0).one(id, of: event)) }
        },
    ]

    private static let attendance: [APIRoute] = [
        .get(DoorPaths.apiAttendance, .facilitate, "Attendance", "Who was there, day by day.") { visit, event in
            try await visit.read { reading in
                let sheet = try AttendanceSheet(try EventStore(reading).event(event), reading)
                return ListBody(items: sheet.lines.map { body($0, sheet.rule) }, next: nil)
            }
        },
        .send(
            .post, DoorPaths.apiAttendance, .facilitate, "Attendance",
            "Takes what a device noted at the door: each note once, however often it is sent.",
            limit: Route.formLimit
        ) { (visit: Visit, input: DeskQueue, event: Event.ID) in
            try await DeskOperations.take(visit, event, input)
        },
        .get(DoorPaths.apiPasses, .organise, "Attendance", "The desk links of an event that were not ended.") {
            visit, event in
            let key = try await visit.database.installationKey(visit.environment)
            return try await visit.read { reading in
                ListBody(
                    items: try DeskPassStore(reading).passes(of: event).map { body($0, visit, key) }, next: nil)
            }
        },
        .send(
            .post, DoorPaths.apiPasses, .organise, "Attendance", "Makes a link for one of the event's days.",
            success: .created
        ) { (visit: Visit, input: PassInput, event: Event.ID) in
            let id = try await DeskPassOperations.create(visit, event, day: input.day, label: input.label)
            let key = try await visit.database.installationKey(visit.environment)
            return try await visit.read { body(try DeskPassStore($0).pass(id, of: event), visit, key) }
        },
        .get(DoorPaths.apiCertificates, .organise, "Attendance", "The certificates that were issued, revoked ones too.")
        {
            visit, event in
            try await visit.read { reading in
                ListBody(
                    items: try CertificateStore(reading).certificates(of: event).map {
                        CertificateBody(
                            id: $0.id, participant: $0.participant, number: $0.number, name: $0.name, days: $0.days,
                            minutes: $0.minutes, issuedAt: $0.issuedAt, revokedAt: $0.revokedAt)
                    }, next: nil)
            }
        },
        .act(
            .post, DoorPaths.apiCertificates, .organise, "Attendance",
            "Issues a certificate to everybody who has earned one and has none."
        ) { visit, event in
            IssuedBody(issued: try await CertificateOperations.issue(visit, event, nil))
        },
    ]

    private static func body(_ pass: DeskPassRecord, _ visit: Visit, _ key: [UInt8]) -> PassBody {
        PassBody(
            id: pass.id, day: pass.day, label: pass.label,
            address: visit.settings.baseURL + DoorPaths.passLink(DeskPassRecord.token(pass.id, key: key)),
            opensAt: pass.opensAt, endsAt: pass.endsAt)
    }

    private static func body(_ line: AttendanceSheet.Line, _ rule: AttendanceRule) -> PersonBody {
        PersonBody(
            participant: line.person.id, name: line.person.name, country: line.person.country,
            sector: line.person.sector,
            days: line.days.sorted { $0.key < $1.key }.map { day, entry in
                DayBody(
                    day: day, firstAt: entry.firstAt, minutes: entry.minutes,
                    ways: Array(Set(entry.notes.map(\.via))).sorted { $0.rawValue < $1.rawValue })
            }, attendedMinutes: line.attended, countedMinutes: line.counted, hasEarned: line.earns(rule))
    }
}
