import Domain
import HTTPTypes
import Markup
import Storage
import Web

/// # At the door
///
/// - `/events/E/desk` is the list with which one device checks people in. It opens for who runs the event, and for a device that was given
///   the link of a day (`/d/…`); once opened it goes on without a connection (desk.js, and desk-worker.js for a page that is loaded again).
/// - `POST …/desk/ticks` notes one line, without the module; `POST …/desk/queue` takes what a device has noted, as JSON, and answers who is
///   here. Each note has a name of the device's own, so that it comes once.
/// - `/events/E/desk-links` makes links for a day; `…/revocation` ends one, on every device that has it. What was noted before is taken for
///   three days more, unless the device was lost; what then is left comes as a file to `/events/E/attendance/notes`.
enum DeskRoutes {
    static let all: [Route] = [
        .get(DoorPaths.desk, .anyone) { visit, event in
            let key = try await visit.database.installationKey(visit.environment)
            return try await visit.read { reading in
                do {
                    return try DeskPage(visit, try DeskAccess.require(visit, event, reading), key: key, reading).answer
                } catch let refusal as Refusal where refusal.code == Refusal.deskIsOver.code {
                    guard UnsentNotes(visit) != nil, let pass = try DeskAccess.pass(visit, reading) else {
                        throw refusal
                    }
                    return DeskEndedPage(visit: visit, event: try EventStore(reading).event(event), pass: pass).answer
                }
            }
        },
        .post(DoorPaths.ticks, .anyone) { visit, event in
            _ = try await visit.read { try DeskAccess.require(visit, event, $0) }
            let form = try visit.inbound.form()
            guard let participant = Participant.ID(form.text("participant")) else { throw Refusal.notFound }
            let (day, block) = (form.text("day"), AgendaBlock.ID(form.text("block")))
            try await DeskOperations.tick(
                visit, event, day: day, block: block, participant, undoes: form.isOn("undo"))
            let part = block.map { "&block=\($0)" } ?? ""
            return .redirect(to: "\(DoorPaths.desk(event))?day=\(day)\(part)#p-\(participant)")
        },
        .post(DoorPaths.queue, .anyone) { visit, event in
            _ = try await visit.read { try DeskAccess.require(visit, event, sendsTicks: true, $0) }
            let queue = try JSONBody.read(DeskQueue.self, visit.inbound, queueNames)
            return try Answer.json(try await DeskOperations.take(visit, event, queue))
        },
        .get(DoorPaths.worker, .anyone) { _, event in
            Answer(type: "text/javascript; charset=utf-8", Asset.named("desk-worker.js")?.text ?? "")
                .setting(.serviceWorkerAllowed, DoorPaths.desk(event))
        },
        .post(DoorPaths.passes, .organise, createPass),
        .get(DoorPaths.pass, .organise) { visit, event, id in
            let token = try await DeskPassOperations.token(visit, event, id)
            return try await visit.read { reading in
                DeskPassPage(
                    frame: try EventFrame(visit, event, reading), pass: try DeskPassStore(reading).pass(id, of: event),
                    token: token
                ).answer
            }
        },
        .post(DoorPaths.passRevocation, .organise) { visit, event, id in
            let isLost = try visit.inbound.form().isOn("lost")
            try await DeskPassOperations.revoke(visit, event, id, isLost: isLost)
            return .redirect(to: Done.deskLinkEnded.at(DoorPaths.attendance(event)))
        },
        .get(DoorPaths.passLink, .anyone) { visit, token in
            let (pass, event) = try await DeskPassOperations.linked(visit, token: token)
            return LinkPage(
                visit: visit, title: L("Check people in"), name: pass.label, event: event.title,
                action: DoorPaths.passLink(token), button: L("Use this device as a desk")
            ).answer
        },
        .post(DoorPaths.passLink, .anyone) { visit, token in
            let (event, cookie) = try await DeskPassOperations.enter(visit, token: token)
            return .redirect(to: DoorPaths.desk(event)).setting(cookie)
        },
        .get(DoorPaths.notes, .organise) { visit, event in
            try await visit.read { DeskNotesPage(frame: try EventFrame(visit, event, $0)).answer }
        },
        .post(DoorPaths.notes, .organise, limit: Route.fileLimit, handIn),
        .post(DoorPaths.passDeparture, .anyone) { visit in
            .redirect(to: "/").setting(Sessions.noCookie(DeskAccess.cookie, isSecure: visit.settings.isSecure))
        },
    ]

    private static let queueNames = JSONSchema.of(DeskQueue.self).names

    private static func handIn(_ visit: Visit, event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        var (state, taken): (FormState, DeskOperations.HandedIn?) = (FormState(), nil)
        do {
            let file = try DeskNotesFile(try TableUpload(form).bytes)
            taken = try await DeskOperations.handIn(visit, event, file)
        } catch {
            state = try FormState.refused(form, error)
        }
        let (shown, counts) = (state, taken)
        return try await visit.read { reading in
            DeskNotesPage(frame: try EventFrame(visit, event, reading), state: shown, taken: counts).answer
        }
    }

    private static func createPass(_ visit: Visit, event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let id = try await DeskPassOperations.create(
                visit, event, day: form.text("day"), label: form.text("label"), key: visit.sendingName(form))
            return .redirect(to: DoorPaths.pass(event, id))
        } catch {
            let state = try FormState.refused(form, error)
            return try await visit.read { try AttendancePage(visit, event, passForm: state, $0).answer }
        }
    }
}

extension HTTPField.Name {
    static let permissionsPolicy: HTTPField.Name = .init("Permissions-Policy") ?? .accept
    static let serviceWorkerAllowed: HTTPField.Name = .init("Service-Worker-Allowed") ?? .accept
}
