import Domain
import Storage
import Web

/// # My profile
///
/// What somebody tells of themselves as an expert: areas with how well they know them, languages, what for and how they can be asked, and
/// who sees it. The page shows what each viewer sees of it, by the rule itself (``mayRead``), and takes a yearly confirmation in one tap.
enum ProfileRoutes {
    static let all: [Route] = [
        .get(Paths.profile, .account) { visit in try await page(visit, nil) },
        .post(Paths.profile, .account) { visit in
            let form = try visit.inbound.form()
            do {
                try await ProfileOperations.change(visit, fields(form))
                return .redirect(to: Done.saved.at(Paths.profile()))
            } catch {
                return try await page(visit, try .refused(form, error))
            }
        },
        .post(Paths.profileConfirmation, .account) { visit in
            try await ProfileOperations.confirm(visit)
            return .redirect(to: Done.profileConfirmed.at(Paths.profile()))
        },
        .get(Paths.profileImport, .administer) { visit in try await file(visit, FormState()) },
        .post(Paths.profileImport, .administer, limit: Route.fileLimit) { visit in
            let values = try visit.inbound.form()
            do {
                let upload = try TableUpload(values)
                let counts = try await ProfileFiles.take(visit, upload)
                return .redirect(
                    to: FieldImportSection.done(counts, isTrial: upload.isTrial, at: Paths.profileImport()))
            } catch {
                return try await file(visit, try .refused(values, error))
            }
        },
        .get(Paths.profileExport, .keepDirectory) { visit, format in
            guard let format = TableFormat(rawValue: format) else { throw Refusal.notFound }
            let rows = try await visit.read { try ProfileFiles.rows(visit, $0) }
            return try format.answer(name: "people", header: ProfileFiles.header, rows: rows)
        },
    ]

    private static func file(_ visit: Visit, _ state: FormState) async throws -> Answer {
        try await visit.read { _ in
            let section = FieldImportSection(
                state: state, path: Paths.profileImport(), list: Paths.people(), workbook: Paths.profileExport("xlsx"),
                query: visit.inbound.query)
            return DirectoryFrame(visit: visit, tab: .people).detail(
                FieldImportSection.title, path: Paths.profileImport(), section.html,
                status: section.isWrong ? .wrong : .ok)
        }
    }

    private static func page(_ visit: Visit, _ state: FormState?) async throws -> Answer {
        try await visit.read { reading in
            guard let id = try ProfileOperations.own(visit.visitor, reading) else {
                return ProfilePage.unknown(visit)
            }
            let person = try PersonStore(reading).person(id)
            return ProfilePage(
                visit: visit, person: person, profile: try ProfileStore(reading).profile(of: id),
                tree: try AreaTree(reading), views: try ProfileView.all(of: person, visit, reading), state: state
            ).answer
        }
    }

    static func fields(_ form: FormValues) -> ProfileFields {
        let areas = (1...(ProfileFields.mostAreas + 3)).map { number in
            ProfileFields.ToldArea(area: form.text("area-\(number)"), level: form.text("level-\(number)"))
        }
        return ProfileFields(
            areas: areas, languages: Languages.list(form.text("languages")),
            expertise: form.text("expertise").split { ListMarks.separators.contains($0) || $0.isNewline }.map {
                $0.trimmed
            },
            willing: Set(Willingness.allCases.filter { form.isOn("willing-\($0.rawValue)") }),
            noticeWeeks: form.text("notice-weeks"), isRemoteOnly: form.isOn("remote-only"),
            contact: ContactWay(rawValue: form.text("contact-via")) ?? .focalPoint,
            visibleTo: VisibleTo(rawValue: form.text("visible-to")) ?? .nobody, consents: form.isOn("consents"))
    }
}
