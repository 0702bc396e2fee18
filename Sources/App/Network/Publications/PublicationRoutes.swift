import Domain
import Storage
import Web

/// # Publications
///
/// What members of a programme write together. `/programmes/P/publications` is the board, `…/new` plans one; `/publications/P` is one, with its
/// text once it is released, for everybody whom its marking and audience let read it (``PublicationSight``): a guest finds what is CLEAR and
/// released. `POST …/room` opens its writing room (`/events/P/guide/edit`), `…/review` asks the leads, `…/release` is a lead's word,
/// `…/next-version` opens the text again, `…/withdrawal` takes it back; `…/files/publication.pdf` is what was released.
enum PublicationRoutes {
    static let all: [Route] = planning + writing + releasing

    private static let planning: [Route] = [
        .get(PublicationPaths.board, .seeProgramme) { visit, programme in
            try await visit.read { try PublicationBoardPage(visit, programme, $0).answer }
        },
        .get(PublicationPaths.new, .seeProgramme) { visit, programme in try await planForm(visit, programme, nil) },
        .post(PublicationPaths.board, .seeProgramme) { visit, programme in
            let form = try visit.inbound.form()
            guard !form.has("preview") else { return try await planForm(visit, programme, FormState(form)) }
            do {
                let marking = try await ProgrammeMarking.standard(of: programme, among: PublicationForm.markings, visit)
                let id = try await PublicationOperations.plan(
                    visit, in: programme, try PublicationForm.input(form, marking: marking))
                return .redirect(to: Done.created.at(PublicationPaths.one(id)))
            } catch {
                return try await planForm(visit, programme, .refused(form, error))
            }
        },
        .get(PublicationPaths.editing, .account) { visit, id in try await editForm(visit, id, nil) },
        .post(PublicationPaths.editing, .account) { visit, id in
            let form = try visit.inbound.form()
            guard !form.has("preview") else { return try await editForm(visit, id, FormState(form)) }
            do {
                let stored = try await visit.read { try PublicationSight(visit, $0).publication(id).record.marking }
                try await PublicationOperations.change(visit, id, try PublicationForm.input(form, marking: stored))
                return .redirect(to: Done.saved.at(PublicationPaths.one(id)))
            } catch {
                return try await editForm(visit, id, .refused(form, error))
            }
        },
        .post(PublicationPaths.leads, .account) { visit, id in
            let form = try visit.inbound.form()
            guard let member = MemberRef(form.text("member")) else { throw Refusal.malformedForm }
            return try await doing(visit, id, .lead, Done.saved) {
                try await PublicationOperations.setLead(
                    visit, id, PublicationLead(member: member, account: Account.ID(form.text("account"))))
            }
        },
        .post(PublicationPaths.leadRemoval, .account) { visit, id in
            guard let member = MemberRef(try visit.inbound.form().text("member")) else { throw Refusal.malformedForm }
            return try await doing(visit, id, nil, Done.removed) {
                try await PublicationOperations.removeLead(visit, id, member)
            }
        },
    ]

    private static let writing: [Route] = [
        .post(PublicationPaths.room, .account) { visit, id in
            let event = try await PublicationRoom.open(visit, id)
            let writes = try await visit.read { try !visit.membership(in: event, $0).isStranger }
            return .redirect(to: writes ? Paths.guideBuilder(event) : PublicationPaths.one(id))
        },
        .post(PublicationPaths.entry, .account) { visit, id in
            .redirect(to: Paths.guideBuilder(try await PublicationRoom.enter(visit, id)))
        },
        .post(PublicationPaths.writers, .account) { visit, id in
            let form = try visit.inbound.form()
            return try await doing(visit, id, .writer, Done.added) {
                try await PublicationRoom.addWriter(
                    visit, id, email: form.text("email"), writes: form.text("role") != "reads")
            }
        },
        .post(PublicationPaths.writerRemoval, .account) { visit, id, seat in
            try await doing(visit, id, nil, Done.removed) { try await PublicationRoom.removeWriter(visit, id, seat) }
        },
        .post(PublicationPaths.review, .account) { visit, id in
            let form = try visit.inbound.form()
            return try await doing(visit, id, .review, Done.putUpForRelease) {
                try await PublicationReleasing.openReview(visit, id, note: form["note"] ?? "")
            }
        },
        .post(PublicationPaths.returning, .account) { visit, id in
            try await doing(visit, id, nil, Done.saved) { try await PublicationReleasing.returnToWriting(visit, id) }
        },
    ]

    private static let releasing: [Route] = [
        .get(PublicationPaths.one, .anyone) { visit, id in
            let page = try await visit.read { try PublicationPage(visit, id, $0) }
            if page.document != nil { try await PublicationReaders.note(visit, page.seen, "page") }
            return try await RenderingRoom.run(in: visit.language) { page.answer }
        },
        .post(PublicationPaths.release, .account) { visit, id in
            let form = try visit.inbound.form()
            guard let member = MemberRef(form.text("member")),
                let version: GuideVersion.ID = try form.id("version")
            else { throw Refusal.malformedForm }
            let isReleased = try await PublicationReleasing.release(visit, id, for: member, version)
            return .redirect(to: (isReleased ? Done.publicationReleased : .saidForMember).at(PublicationPaths.one(id)))
        },
        .post(PublicationPaths.followUp, .account) { visit, id in
            try await doing(visit, id, nil, Done.saved) { try await PublicationReleasing.followUp(visit, id) }
        },
        .post(PublicationPaths.withdrawal, .account) { visit, id in
            let form = try visit.inbound.form()
            return try await doing(visit, id, .withdrawal, Done.publicationWithdrawn) {
                try await PublicationReleasing.withdraw(visit, id, note: form["note"] ?? "")
            }
        },
        .get(PublicationPaths.file, .anyone, file),
    ]

    // MARK: Forms

    private static func planForm(_ visit: Visit, _ programme: Programme.ID, _ state: FormState?) async throws -> Answer
    {
        try await visit.read { reading in
            let sight = try PublicationSight(visit, reading)
            guard sight.mayPlan(in: programme) else { throw Refusal.forbidden }
            let frame = try ProgrammeFrame(visit, programme, reading)
            return PublicationForm(
                frame: frame, publication: nil,
                state: state ?? PublicationForm.state(frame.programme, own: sight.own(in: programme), visit),
                names: try PublicationNames(programme, reading, now: visit.now),
                community: try Community(programme, reading, now: visit.now), areas: try AreaTree(reading)
            ).answer
        }
    }

    private static func editForm(_ visit: Visit, _ id: Publication.ID, _ state: FormState?) async throws -> Answer {
        try await visit.read { reading in
            let sight = try PublicationSight(visit, reading)
            let seen = try sight.publication(id)
            guard sight.manages(seen) else { throw Refusal.forbidden }
            let (programme, tree) = (seen.record.programme, try AreaTree(reading))
            let areas = try AreaTags(reading).areas(of: .publication, id: id).compactMap { tree.area($0) }
            let text = try seen.record.event.flatMap { try GuideReviewStore(reading).guideIfAny(of: $0) }
            return PublicationForm(
                frame: try ProgrammeFrame(visit, programme, reading), publication: seen,
                state: state ?? PublicationForm.state(of: seen, areas),
                names: try PublicationNames(programme, reading, now: visit.now),
                community: try Community(programme, reading, now: visit.now), areas: tree,
                named: try seen.named.compactMap { try AccountStore(reading).known($0)?.name }.sorted(),
                isInReview: text?.state == .review
            ).answer
        }
    }

    /// Does something, and answers with the publication's page; with the form again where it was wrong.
    private static func doing(
        _ visit: Visit, _ id: Publication.ID, _ form: PublicationPage.Form?, _ done: Done,
        _ act: () async throws -> Void
    ) async throws -> Answer {
        do {
            try await act()
        } catch let refusal as Refusal where !refusal.fields.isEmpty && form != nil {
            let state = FormState(try visit.inbound.form(), errors: refusal.fields)
            return try await visit.read { reading in
                var page = try PublicationPage(visit, id, reading)
                page.state = state
                page.returned = form
                return page.answer
            }
        }
        return .redirect(to: done.at(PublicationPaths.one(id)))
    }

    // MARK: Files

    private static func file(_ visit: Visit, _ id: Publication.ID, _ name: String) async throws -> Answer {
        let format = try PublicationPaper.format(name)
        return try await visit.watched(
            L("Making “\(name)”"), leaves: L("If you stop it, no file is made; nothing else changes."),
            back: PublicationPaths.one(id)
        ) { _ in
            let (seen, report) = try await visit.read { reading in
                let seen = try PublicationSight(visit, reading).publication(id)
                let language = visit.inbound.query["language"]
                return (seen, try PublicationPaper.report(seen, in: language, now: visit.now, reading))
            }
            let bytes: [UInt8]
            if format.programs.isEmpty {
                bytes = try await PublicationPaper.bytes(report, format)
            } else {
                try visit.services.limits.exports.check(
                    visit.visitor.journalName ?? "", now: visit.now)
                bytes = try await visit.services.limits.conversions.pass(busy: .conversionsBusy) {
                    try await PublicationPaper.bytes(report, format)
                }
            }
            try await PublicationReaders.note(visit, seen, "file")
            return .download(
                bytes, type: format.mediaType, name: PublicationPaper.fileName(report.guide.title, format))
        }
    }
}

/// Who had what was released: they are told when it is withdrawn. Of what is CLEAR anybody has it.
enum PublicationReaders {
    /// - Parameter what: `page`, `file`, `api`.
    static func note(_ visit: Visit, _ seen: SeenPublication, _ what: String) async throws {
        guard let account = visit.visitor.account?.id, seen.record.marking != Marking.clear.rawValue else { return }
        let (subject, now) = (seen.record.record, visit.now)
        guard try await !visit.read({ try AudienceStore($0).hasFetched(subject, account, what) }) else { return }
        try await visit.database.write { tx in
            try AudienceStore.noteFetch(subject, by: account, what, now: now, tx)
        }
    }
}
