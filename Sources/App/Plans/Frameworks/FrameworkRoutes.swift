import Domain
import Storage
import Web

extension Done {
    static let frameworkLeftOut = Done(
        "framework-left-out", L("Added. Notes were left out, and decimal numbers are taken as text."))
}

/// # Frameworks
///
/// What the countries of a programme are asked. `…/planning/frameworks` lists them, `…/F` is one with its pillars, capacities and indicators,
/// `…/F/edit` changes it as a table, `…/F/file` gives that table. Who coordinates writes them; the programme reads them.
enum FrameworkRoutes {
    static let all: [Route] = [
        .get(FrameworkPaths.frameworks, .seeProgramme) { visit, programme in
            try await visit.read { try FrameworksPage(visit, programme, $0).answer }
        },
        .get(FrameworkPaths.new, .seeProgramme) { visit, programme in try await form(visit, programme, nil, nil) },
        .post(FrameworkPaths.frameworks, .seeProgramme) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let made = try await FrameworkOperations.add(
                    visit, programme, FrameworkFields(values), table: values["table"] ?? "",
                    key: visit.sendingName(values))
                return .redirect(to: Done.added.at(FrameworkPaths.framework(programme, made.id)))
            } catch {
                return try await form(visit, programme, nil, .refused(values, error))
            }
        },
        .get(FrameworkPaths.framework, .seeProgramme) { visit, programme, id in
            try await page(visit, programme, id, nil)
        },
        .post(FrameworkPaths.crosswalk, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                try await FrameworkOperations.cross(visit, programme, id, table: values["crosswalk"] ?? "")
                return .redirect(to: Done.saved.at(FrameworkPaths.framework(programme, id)))
            } catch {
                return try await page(visit, programme, id, .refused(values, error))
            }
        },
        .get(FrameworkPaths.editing, .seeProgramme) { visit, programme, id in
            try await form(visit, programme, id, nil)
        },
        .post(FrameworkPaths.framework, .seeProgramme) { visit, programme, id in
            let values = try visit.inbound.form()
            do {
                _ = try await FrameworkOperations.change(
                    visit, programme, id, FrameworkFields(values), table: values["table"] ?? "")
                return .redirect(to: Done.saved.at(FrameworkPaths.framework(programme, id)))
            } catch {
                return try await form(visit, programme, id, .refused(values, error))
            }
        },
        .get(FrameworkPaths.file, .seeProgramme) { visit, programme, id in
            let page = try await visit.read { try FrameworkPage(visit, programme, id, nil, $0) }
            let text = FrameworkTable.write(page.content, language: page.record.language)
            return .download(try CSVTable.guarded(text), type: "text/csv; charset=utf-8", name: "framework.csv")
        },
        .get(FrameworkPaths.form, .seeProgramme) { visit, programme, id in
            let page = try await visit.read { try FrameworkPage(visit, programme, id, nil, $0) }
            return .download(
                try FrameworkForms.write(page.record, page.content),
                type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                name: "framework.xlsx")
        },
        .post(FrameworkPaths.forms, .seeProgramme, limit: Route.fileLimit) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let upload = try TableUpload(values)
                let made = try await FrameworkForms.add(
                    visit, programme, code: values["form-code"] ?? "", upload.bytes, key: nil)
                let done = made.isWhole ? Done.added : .frameworkLeftOut
                return .redirect(to: done.at(FrameworkPaths.framework(programme, made.framework.id)))
            } catch {
                return try await form(visit, programme, nil, .refused(values, error))
            }
        },
    ]

    private static func page(
        _ visit: Visit, _ programme: Programme.ID, _ id: Framework.ID, _ state: FormState?
    ) async throws -> Answer {
        try await visit.read { try FrameworkPage(visit, programme, id, state, $0).answer }
    }

    private static func form(
        _ visit: Visit, _ programme: Programme.ID, _ id: Framework.ID?, _ state: FormState?
    ) async throws -> Answer {
        try await visit.read { try FrameworkFormPage(visit, programme, id, state, $0).answer }
    }
}
