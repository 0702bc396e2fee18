import Domain
import Storage
import Web

/// # What becomes of an event as a whole
///
/// - `GET /events/E/change?act=postponement|relocation|cancellation` asks, with `preview=1` says what would happen; `POST` does it.
///   `/programmes/P/change` is the same for all events of a programme that are to come.
/// - `POST /events/E/copies` plans another event like this one.
enum EventChangeRoutes {
    static let all: [Route] = [
        .get(Paths.eventChange, .organise) { visit, id in try await page(visit, .event(id), visit.inbound.query) },
        .post(Paths.eventChange, .organise) { visit, id in try await apply(visit, .event(id)) },
        .get(Paths.programmeChange, .organiseProgramme) { visit, id in
            try await page(visit, .programme(id), visit.inbound.query)
        },
        .post(Paths.programmeChange, .organiseProgramme) { visit, id in try await apply(visit, .programme(id)) },
        .post(Paths.eventCopies, .organise) { visit, id in
            let form = try visit.inbound.form()
            do {
                let copy = try await EventCopyOperations.copy(
                    visit, id, title: form.text("copy-title"), startsOn: form.text("copy-starts-on"),
                    parts: Set(form.all("copy")))
                return .redirect(to: Done.eventCopied.at(Paths.event(copy)))
            } catch {
                var state = try FormState.refused(form, error)
                state.errors = Dictionary(uniqueKeysWithValues: state.errors.map { ("copy-\($0.key)", $0.value) })
                return try await EventRoutes.settings(visit, id, copyState: state)
            }
        },
    ]

    /// - Throws: where a number is none, at its field.
    private static func fields(_ form: FormValues) throws -> EventActFields {
        guard let act = EventAct(rawValue: form.text("act")) else {
            throw Refusal.invalid(["act": L("Choose what happens to the event.")])
        }
        var fields = EventActFields(act: act)
        fields.startsOn = form.text("starts-on")
        fields.link = form.text("link")
        fields.note = form.text("note")
        fields.seen = form.text("seen")
        if !form.text("days").isEmpty {
            let most = EventActFields.mostDays
            guard let days = WholeText.read(form.text("days"), in: -most...most) else {
                throw Refusal.invalid(["days": WholeText.words(-most...most)])
            }
            fields.days = days
        }
        return fields
    }

    private static func page(
        _ visit: Visit, _ target: EventChangeOperations.Target, _ values: FormValues, _ refused: FormState? = nil
    ) async throws -> Answer {
        let act = EventAct(rawValue: values.text("act")) ?? .postponement
        var (state, preview) = (refused ?? FormState(values), [EventActPreview]?.none)
        if refused == nil, values.isOn("preview") {
            do {
                preview = try await EventChangeOperations.preview(visit, target, try fields(values))
            } catch {
                state = try .refused(values, error)
            }
        }
        let (shown, form) = (preview, state)
        return try await visit.read { reading in
            let page = EventChangePage(visit: visit, target: target, act: act, state: form, preview: shown)
            switch target {
            case .event(let id): return page.answer(try EventFrame(visit, id, reading))
            case .programme(let id): return page.answer(try ProgrammeStore(reading).programme(id))
            }
        }
    }

    private static func apply(_ visit: Visit, _ target: EventChangeOperations.Target) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await EventChangeOperations.apply(visit, target, try fields(form))
        } catch {
            return try await page(visit, target, form, try .refused(form, error))
        }
        switch target {
        case .event(let id): return .redirect(to: Done.eventChanged.at(Paths.event(id)))
        case .programme(let id): return .redirect(to: Done.eventChanged.at(Paths.programme(id)))
        }
    }
}
