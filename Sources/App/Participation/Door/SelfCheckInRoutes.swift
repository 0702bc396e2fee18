import Domain
import Storage
import Web

/// # "I am here"
///
/// - `/events/E/attendance/codes` opens a code for a day or a part of the agenda; `…/ID` shows it to the room, `…/closing` ends it.
/// - `/e/CODE/here` is where a person types it, on their own page.
enum SelfCheckInRoutes {
    static let all: [Route] = [
        .get(DoorPaths.selfCheckIn, .facilitate) { visit, event in
            try await visit.read { try SelfCheckInPage(visit, event, $0).answer }
        },
        .post(DoorPaths.selfCheckIn, .organise) { visit, event in
            let form = try visit.inbound.form()
            do {
                let parts = form.text("place").split(separator: " ").map(String.init)
                _ = try await SelfCheckInOperations.open(
                    visit, event, day: parts.first ?? "", block: parts.dropFirst().first.flatMap { AgendaBlock.ID($0) })
                return .redirect(to: DoorPaths.selfCheckIn(event))
            } catch let refusal as Refusal where refusal.fields["day"] != nil {
                let state = FormState(form, errors: ["place": refusal.fields["day"] ?? ""])
                return try await visit.read { try SelfCheckInPage(visit, event, state: state, $0).answer }
            }
        },
        .get(DoorPaths.selfCheckInWall, .facilitate) { visit, event, id in
            try await visit.read { reading in
                let record = try SelfCheckInStore(reading).one(id, of: event)
                let place = SelfCheckInPage.place(record, try AgendaStore(reading).draft(of: event))
                return SelfCheckInWallPage(
                    frame: try EventFrame(visit, event, reading), record: record, place: place
                ).answer
            }
        },
        .post(DoorPaths.selfCheckInClosing, .facilitate) { visit, event, id in
            try await SelfCheckInOperations.close(visit, event, id)
            return .redirect(to: DoorPaths.selfCheckIn(event))
        },
        .get(DoorPaths.here, .attend) { visit, code in try await here(visit, code, FormState()) },
        .post(DoorPaths.here, .attend) { visit, code in
            let form = try visit.inbound.form()
            do {
                try await SelfCheckInOperations.come(visit, code: code, typed: form.text("code"))
                return .redirect(to: DoorPaths.here(code))
            } catch {
                return try await here(visit, code, .refused(form, error))
            }
        },
    ]

    private static func here(_ visit: Visit, _ code: String, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            let (event, seat, open) = try SelfCheckInOperations.asked(visit, code: code, reading)
            let today = CalendarDate.today(visit.now, timeZone: event.timeZone)
            let notes = try AttendanceStore(reading).notes(of: seat, in: event.id, day: open.first?.day ?? today)
            let own = notes.filter { note in
                note.via != .list && (open.isEmpty || open.contains { $0.block == note.block })
            }
            let left = open.filter { one in !own.contains { $0.block == one.block && $0.day == one.day } }
            return HerePage(
                visit: visit, event: event, isOpen: !left.isEmpty, notedAt: own.last?.at, state: state
            ).answer
        }
    }
}
