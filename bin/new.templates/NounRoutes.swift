import Domain
import Storage
import Web

/// # «Nouns»
///
/// `«prefix»/«path»` lists them and `/:«noun»` shows one; who may write adds, edits, retires and brings back. `«path».xlsx` is the list as a
/// workbook, and `«path»/import` takes it in again (``FieldImport``).
enum «Noun»Routes {
    static let all: [Route] = [
        .get(Paths.«plural», .«read») { visit«, owner» in
            try await visit.read { try «Noun»ListPage(«Noun»Frame(visit«, owner», $0), $0).answer }
        },
        .get(Paths.«noun», .«read») { visit, «owner, »id in
            try await visit.read { reading in
                let record = try «Noun»Store(reading).record(«owner, »id)
                return «Noun»Page(
                    frame: try «Noun»Frame(visit«, owner», reading), record: record, names: try DirectoryNames(reading)
                ).answer
            }
        },
        .get(Paths.new«Noun», .«write») { visit«, owner» in
            try await form(visit«, owner», nil, FormState())
        },
        .get(Paths.«plural»Sheet, .«read») { visit«, owner» in
            try await sheet(visit«, owner»)
        },
        .get(Paths.«noun»Import, .«write») { visit«, owner» in try await importForm(visit«, owner», FormState()) },
        .post(Paths.«noun»Import, .«write», limit: Route.fileLimit) { visit«, owner» in
            let values = try visit.inbound.form()
            do {
                let upload = try TableUpload(values)
                let counts = try await «Noun»Operations.take(visit«, owner», upload)
                let path = Paths.«noun»Import(«owner»)
                return .redirect(to: FieldImportSection.done(counts, isTrial: upload.isTrial, at: path))
            } catch {
                return try await importForm(visit«, owner», .refused(values, error))
            }
        },
        .post(Paths.«plural», .«write») { visit«, owner» in
            let values = try visit.inbound.form()
            do {
                _ = try await «Noun»Operations.create(
                    visit«, owner», try «Noun»Fields(values), key: visit.sendingName(values))
                return .redirect(to: Done.added.at(Paths.«plural»(«owner»)))
            } catch {
                return try await form(visit«, owner», nil, .refused(values, error))
            }
        },
        .get(Paths.«noun»Editing, .«write») { visit, «owner, »id in
            let record = try await visit.read { try «Noun»Store($0).record(«owner, »id) }
            return try await form(visit«, owner», id, FormState(stored: FieldForm.stored(record.fields)))
        },
        .post(Paths.«noun», .«write») { visit, «owner, »id in
            let values = try visit.inbound.form()
            do {
                _ = try await «Noun»Operations.change(visit«, owner», id, try «Noun»Fields(values))
                return .redirect(to: Done.saved.at(Paths.«noun»(«owner, »id)))
            } catch {
                return try await form(visit«, owner», id, .refused(values, error))
            }
        },
        .post(Paths.«noun»Retirement, .«write») { visit, «owner, »id in
            try await «Noun»Operations.setRetired(visit«, owner», id, true)
            return .redirect(to: Done.retired.at(Paths.«noun»(«owner, »id)))
        },
        .post(Paths.«noun»Return, .«write») { visit, «owner, »id in
            try await «Noun»Operations.setRetired(visit«, owner», id, false)
            return .redirect(to: Done.restored.at(Paths.«noun»(«owner, »id)))
        },
    ]

    /// The list as a workbook, without those that are retired.
    static func sheet(_ visit: Visit«, _ owner») async throws -> Answer {
        let sheet = try await visit.read { reading in
            «Noun»Fields.sheet(L("«Nouns»"), try «Noun»Store(reading).records(«owner»).map(\.fields))
        }
        return .download(
            try XLSXWriter.write([sheet]),
            type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name: "«path».xlsx")
    }

    private static func importForm(_ visit: Visit«, _ owner», _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            let frame = try «Noun»Frame(visit«, owner», reading)
            let path = Paths.«noun»Import(«owner»)
            let section = FieldImportSection(
                state: state, path: path, list: Paths.«plural»(«owner»), workbook: Paths.«plural»Sheet(«owner»),
                query: visit.inbound.query)
            return frame.answer(FieldImportSection.title, path: path, section.html, status: section.isWrong ? .wrong : .ok)
        }
    }

    /// - Parameter id: nothing for a new one.
    private static func form(_ visit: Visit«, _ owner», _ id: «Noun».ID?, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            if let id { _ = try «Noun»Store(reading).record(«owner, »id) }
            let names = try DirectoryNames(reading)
            return «Noun»FormPage(frame: try «Noun»Frame(visit«, owner», reading), id: id, state: state, names: names).answer
        }
    }
}
