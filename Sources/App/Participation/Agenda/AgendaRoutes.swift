import Domain
import Storage
import Web

/// # Agenda
///
/// - `GET /events/E/agenda` is what was released last, for everybody in the event, `/e/CODE/agenda` the same without names, for everybody who
///   may register by themselves; `…/draft` is the draft, for who runs it, with the form of
///   one block (`?block=B`).
/// - `POST …/agenda/blocks` adds a block, `…/blocks/B` changes it, `…/blocks/B/removal` takes it out; `…/blocks/B/choice` is a participant's.
/// - `GET …/agenda/blocks/B` shows a block with its minutes, a card that `POST …/minutes` begins.
/// - `GET …/agenda/release` says what a release changes and whom it tells, `POST …/agenda/releases` does it.
/// - `…/agenda.xlsx` and `…/agenda.csv` are the draft as a table, `…/agenda/import` takes it in again.
enum AgendaRoutes {
    static let all: [Route] =
        [
            .get(AgendaPaths.agenda, .attend) { visit, event in
                try await visit.read { try AgendaPage(try EventFrame(visit, event, $0), $0).answer }
            },
            .get(AgendaPaths.everybody, .anyone) { visit, code in
                try await visit.read { reading in
                    let (event, _) = try OwnRegistration.open(visit, code: code, reading)
                    return try AgendaPublicPage(visit, event, reading).answer
                }
            },
            .get(AgendaPaths.draft, .facilitate) { visit, event in try await draft(visit, event) },
            .post(AgendaPaths.blocks, .facilitate) { visit, event in
                let form = try visit.inbound.form()
                do {
                    let id = try await AgendaOperations.add(
                        visit, event, try read(form), key: visit.sendingName(form))
                    return .redirect(to: Done.added.at(AgendaPaths.draft(event)) + "#block-\(id)")
                } catch {
                    return try await draft(visit, event, state: try .refused(form, error))
                }
            },
            .post(AgendaPaths.block, .facilitate) { visit, event, block in
                let form = try visit.inbound.form()
                do {
                    try await AgendaOperations.change(visit, event, block, try read(form))
                    return .redirect(to: Done.saved.at(AgendaPaths.draft(event)) + "#block-\(block)")
                } catch {
                    return try await draft(visit, event, editing: block, state: try .refused(form, error))
                }
            },
            .get(AgendaPaths.block, .attend) { visit, event, block in
                try await visit.read { try AgendaBlockPage(try EventFrame(visit, event, $0), block, $0).answer }
            },
            .post(AgendaPaths.minutes, .attend) { visit, event, block in
                try await BlockMinutes.begin(visit, event, block)
                return .redirect(to: AgendaPaths.block(event, block) + "#minutes")
            },
            .post(AgendaPaths.removal, .facilitate) { visit, event, block in
                try await AgendaOperations.remove(visit, event, block)
                return .redirect(to: Done.removed.at(AgendaPaths.draft(event)))
            },
            .post(AgendaPaths.choice, .contribute) { visit, event, block in
                try await AgendaOperations.choose(visit, event, block, try visit.inbound.form().isOn("chosen"))
                return .redirect(to: AgendaPaths.agenda(event) + "#block-\(block)")
            },
            .get(AgendaPaths.release, .organise) { visit, event in try await release(visit, event, FormState()) },
            .post(AgendaPaths.releases, .organise) { visit, event in
                let form = try visit.inbound.form()
                do {
                    let before = try await visit.read { try AgendaStore($0).last(of: event)?.number }
                    let number = try await AgendaReleases.release(visit, event, note: form.text("note"))
                    let done: Done = number == before ? .agendaSame : .agendaReleased
                    return .redirect(to: done.at(AgendaPaths.agenda(event)))
                } catch {
                    return try await release(visit, event, try .refused(form, error))
                }
            },
        ] + files

    private static let files: [Route] = [
        .get(AgendaPaths.sheet, .facilitate) { visit, event in try await sheet(visit, event) },
        .get(AgendaPaths.csv, .facilitate) { visit, event in
            let rows = try await rows(visit, event)
            return try TableFormat.csv.answer(
                name: "agenda", header: AgendaRow.fields.map(\.column),
                rows: rows.map { row in AgendaRow.fields.map { $0.value(row).text } })
        },
        .get(AgendaPaths.importing, .facilitate) { visit, event in try await importForm(visit, event, FormState()) },
        .post(AgendaPaths.importing, .facilitate, limit: Route.fileLimit) { visit, event in
            let form = try visit.inbound.form()
            do {
                let upload = try TableUpload(form)
                let counts = try await AgendaTables.take(visit, event, upload)
                let path = AgendaPaths.importing(event)
                return .redirect(to: FieldImportSection.done(counts, isTrial: upload.isTrial, at: path))
            } catch {
                return try await importForm(visit, event, .refused(form, error))
            }
        },
    ]

    /// - Throws: where a number is none, at its field.
    private static func read(_ form: FormValues) throws -> AgendaDraft {
        let (people, parts) = (form.all("person"), form.all("part"))
        let step = form.text("step")
        return AgendaDraft(
            fields: try AgendaBlockFields(form),
            people: people.enumerated().map { index, name in
                let part = parts.indices.contains(index) ? AgendaContent.Part(rawValue: parts[index]) : nil
                return AgendaPersonFields(name: name, part: part ?? .speaker)
            }, step: step.isEmpty ? nil : EventStep.ID(step))
    }

    private static func draft(
        _ visit: Visit, _ event: Event.ID, editing: AgendaBlock.ID? = nil, state: FormState? = nil
    ) async throws -> Answer {
        try await visit.read { reading in
            let editing = editing ?? AgendaBlock.ID(visit.inbound.query.text("block"))
            return try AgendaDraftPage(try EventFrame(visit, event, reading), editing: editing, state: state, reading)
                .answer
        }
    }

    private static func release(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            AgendaReleasePage(
                frame: try EventFrame(visit, event, reading),
                preview: try AgendaReleasePreview(event, at: visit.now, reading),
                names: try AgendaStore(reading).names(of: event),
                everybody: try EventStore(reading).participants(of: event).count, state: state
            ).answer
        }
    }

    // MARK: Files

    private static func rows(_ visit: Visit, _ event: Event.ID) async throws -> [AgendaRow] {
        try await visit.read { reading in
            let store = AgendaStore(reading)
            return AgendaTables.rows(
                try store.draft(of: event), names: try store.names(of: event),
                steps: try StepStore(reading).steps(of: event))
        }
    }

    static func sheet(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let rows = try await rows(visit, event)
        let sheet = try await visit.read { _ in AgendaRow.sheet(EventTab.agenda.label, rows) }
        return .download(
            try XLSXWriter.write([sheet]),
            type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name: "agenda.xlsx")
    }

    private static func importForm(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            let frame = try EventFrame(visit, event, reading)
            let path = AgendaPaths.importing(event)
            let section = FieldImportSection(
                state: state, path: path, list: AgendaPaths.draft(event), workbook: AgendaPaths.sheet(event),
                query: visit.inbound.query)
            let between = [
                Layout.Crumb(EventTab.agenda.label, AgendaPaths.agenda(event)),
                Layout.Crumb(L("Draft"), AgendaPaths.draft(event)),
            ]
            return frame.layout(FieldImportSection.title, path: path, tab: EventTab.agenda.id, between: between)
                .answer(section.html, section.isWrong ? .wrong : .ok)
        }
    }
}
