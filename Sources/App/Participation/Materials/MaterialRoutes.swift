import Domain
import Storage
import Web

/// # Materials
///
/// - `GET /events/E/materials` lists what the visitor may see; `…/new` and `POST` there add one, with its file.
/// - `…/M` is its page for who runs the event: `…/edit`, `…/files` (a new file in its place), `…/release`, `…/withdrawal`, `…/removal`.
/// - `GET …/M/file` gives out the newest file, always at the same address, as something to keep and never to show.
enum MaterialRoutes {
    static let all: [Route] = reading + writing

    private static let reading: [Route] = [
        .get(Paths.materials, .attend) { visit, event in
            try await visit.read { try MaterialsPage(try EventFrame(visit, event, $0), $0).answer }
        },
        .get(Paths.materialFile, .attend) { visit, event, id in try await MaterialOperations.fetch(visit, event, id) },
        .get(Paths.newMaterial, .facilitate) { visit, event in
            let marking = try await visit.read { try EventStore($0).event(event).marking }
            var fields = MaterialFields()
            fields.marking = marking
            fields.language = visit.language.rawValue
            return try await form(visit, event, nil, FormState(stored: FieldForm.stored(fields)))
        },
        .get(Paths.material, .facilitate) { visit, event, id in try await page(visit, event, id, FormState()) },
        .get(Paths.materialEditing, .facilitate) { visit, event, id in
            let stored = try await visit.read { try MaterialStore($0).material(event, id) }
            return try await form(visit, event, id, FormState(stored: FieldForm.stored(stored.fields)))
        },
    ]

    private static let writing: [Route] = [
        .post(Paths.materials, .facilitate, limit: KeptFiles.formLimit) { visit, event in
            let values = try visit.inbound.form()
            do {
                let fields = try MaterialFields(values)
                let file = try await file(visit, values)
                let made = try await MaterialOperations.create(
                    visit, event, fields, file, key: visit.sendingName(values))
                return .redirect(to: Done.added.at(Paths.material(event, made.id)))
            } catch {
                return try await form(visit, event, nil, .refused(values, error))
            }
        },
        .post(Paths.material, .facilitate) { visit, event, id in
            let values = try visit.inbound.form()
            do {
                _ = try await MaterialOperations.change(visit, event, id, try MaterialFields(values))
                return .redirect(to: Done.saved.at(Paths.material(event, id)))
            } catch {
                return try await form(visit, event, id, .refused(values, error))
            }
        },
        act(Paths.materialFiles, limit: KeptFiles.formLimit, .added) { visit, event, id, values in
            _ = try await MaterialOperations.supersede(visit, event, id, try await file(visit, values))
        },
        act(Paths.materialRelease, .materialReleased) { visit, event, id, values in
            let zone = try await visit.read { try EventStore($0).event(event).timeZone }
            _ = try await MaterialOperations.release(visit, event, id, at: try moment(values.text("at"), zone))
        },
        act(Paths.materialWithdrawal, .materialWithdrawn) { visit, event, id, values in
            _ = try await MaterialOperations.withdraw(visit, event, id, reason: values.text("reason"))
        },
        .post(Paths.materialRemoval, .facilitate) { visit, event, id in
            try await MaterialOperations.remove(visit, event, id)
            return .redirect(to: Done.removed.at(Paths.materials(event)))
        },
    ]

    private typealias Act = @Sendable (Visit, Event.ID, Material.ID, FormValues) async throws -> Void

    /// Something done to one material; then back to its page, which says what was wrong.
    private static func act(
        _ path: PathPattern<Event.ID, Material.ID>, limit: Int = Route.formLimit, _ done: Done, _ body: @escaping Act
    ) -> Route {
        .post(path, .facilitate, limit: limit) { visit, event, id in
            let values = try visit.inbound.form()
            do {
                try await body(visit, event, id, values)
                return .redirect(to: done.at(Paths.material(event, id)))
            } catch {
                return try await page(visit, event, id, .refused(values, error))
            }
        }
    }

    private static func page(_ visit: Visit, _ event: Event.ID, _ id: Material.ID, _ state: FormState) async throws
        -> Answer
    {
        try await visit.read { reading in
            try MaterialPage(try EventFrame(visit, event, reading), id, state, reading).answer
        }
    }

    private static func form(_ visit: Visit, _ event: Event.ID, _ id: Material.ID?, _ state: FormState) async throws
        -> Answer
    {
        try await visit.read { reading in
            if let id { _ = try MaterialStore(reading).material(event, id) }
            return MaterialFormPage(frame: try EventFrame(visit, event, reading), id: id, state: state).answer
        }
    }

    private static func file(_ visit: Visit, _ values: FormValues) async throws -> CheckedFile {
        guard let upload = values.uploads["file"] else { throw Refusal.invalid(["file": L("Choose a file first.")]) }
        return try await KeptFiles.check(visit, upload.bytes, name: upload.fileName)
    }

    /// Nothing for now.
    static func moment(_ text: String, _ zone: String) throws -> Int64? {
        guard !text.isEmpty else { return nil }
        let moment = try ClockTurn.moment(text, field: "at", EventClock(zone: zone))
        guard EpochTime.known.contains(moment) else {
            throw Refusal.invalid([
                "at": L("Enter a year from \(EpochTime.years.lowerBound) to \(EpochTime.years.upperBound).")
            ])
        }
        return moment
    }
}
