import Domain
import Storage
import Web

/// # Areas of work
///
/// The tree by which experts, groups and records are found, named in the languages of the interface. Everybody with an account reads it;
/// administrators change it. What was ever used is retired and found by its successor.
enum AreaRoutes {
    static let all: [Route] = [
        .get(Paths.areas, .account, list),
        .get(Paths.newArea, .administer) { visit in try await form(visit, nil, FormState(visit.inbound.query)) },
        .post(Paths.areas, .administer) { visit in
            let values = try visit.inbound.form()
            do {
                try await AreaOperations.add(visit, try AreaFields(values))
                return .redirect(to: Done.added.at(Paths.areas()))
            } catch {
                return try await form(visit, nil, try .refused(values, error))
            }
        },
        .get(Paths.areaImport, .administer) { visit in try await file(visit, FormState()) },
        .post(Paths.areaImport, .administer, limit: Route.fileLimit, takeFile),
        .get(Paths.areaExport, .account) { visit, format in
            guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
            return try format.answer(name: "areas", header: AreaFields.header, rows: try await rows(visit))
        },
        .get(Paths.area, .administer) { visit, id in try await form(visit, id, nil) },
        .post(Paths.area, .administer) { visit, id in
            let values = try visit.inbound.form()
            do {
                try await AreaOperations.change(visit, id, try AreaFields(values))
                return .redirect(to: Done.saved.at(Paths.areas()))
            } catch {
                return try await form(visit, id, try .refused(values, error))
            }
        },
        .post(Paths.areaRetirement, .administer) { visit, id in
            let values = try visit.inbound.form()
            do {
                try await AreaOperations.retire(visit, id, successor: values.text("successor"))
                return .redirect(to: Done.retired.at(Paths.areas()))
            } catch {
                var state = try FormState.refused(values, error)
                let stored = try await visit.read { try AreaTree($0) }
                if let area = stored.area(id) {
                    state.values = FormValues(
                        FieldForm<AreaFields>.stored(AreaFields(area, in: stored)).map { (name: $0.0, value: $0.1) })
                }
                return try await form(visit, id, state)
            }
        },
        .post(Paths.areaReturn, .administer) { visit, id in
            try await AreaOperations.bringBack(visit, id)
            return .redirect(to: Done.restored.at(Paths.areas()))
        },
    ]

    static func rows(_ visit: Visit) async throws -> [[String]] {
        try await visit.read { reading in
            let tree = try AreaTree(reading)
            return tree.inUse.map { AreaFields($0, in: tree).row }
        }
    }

    private static func list(_ visit: Visit) async throws -> Answer {
        try await visit.read { reading in
            AreasPage(visit: visit, tree: try AreaTree(reading), people: try AreaStore(reading).people()).answer
        }
    }

    private static func form(_ visit: Visit, _ id: Area.ID?, _ state: FormState?) async throws -> Answer {
        try await visit.read { reading in
            let tree = try AreaTree(reading)
            guard let id else {
                return AreaPage(visit: visit, tree: tree, area: nil, state: state ?? FormState()).answer
            }
            guard let area = tree.area(id) else { throw Refusal.notFound }
            let stored = FormState(stored: FieldForm<AreaFields>.stored(AreaFields(area, in: tree)))
            return AreaPage(visit: visit, tree: tree, area: area, state: state ?? stored).answer
        }
    }

    private static func file(_ visit: Visit, _ state: FormState) async throws -> Answer {
        try await visit.read { _ in
            let section = FieldImportSection(
                state: state, path: Paths.areaImport(), list: Paths.areas(), workbook: Paths.areaExport("xlsx"),
                query: visit.inbound.query)
            return DirectoryFrame(visit: visit, tab: .areas).detail(
                FieldImportSection.title, path: Paths.areaImport(), section.html, status: section.isWrong ? .wrong : .ok
            )
        }
    }

    private static func takeFile(_ visit: Visit) async throws -> Answer {
        let values = try visit.inbound.form()
        do {
            let upload = try TableUpload(values)
            let counts = try await AreaOperations.take(visit, upload)
            return .redirect(to: FieldImportSection.done(counts, isTrial: upload.isTrial, at: Paths.areaImport()))
        } catch {
            return try await file(visit, try .refused(values, error))
        }
    }
}
