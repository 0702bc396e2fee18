import Domain
import Markup
import Storage
import Web

/// The guide: read by everybody in the room, written by who runs it and by rapporteurs.
///
/// - `GET /events/E/guide` is the whole guide, `GET …/sections/S` one section with its evidence.
/// - `GET …/guide/edit` is the builder: sections, one text, evidence; `POST …/guide/edit` begins the guide. Texts are cards (Cards/).
/// - `POST …/sections` adds one; `…/title`, `…/move`, `…/removal`, `…/restoration`, `…/translation` change one.
/// - `POST …/evidence` numbers a piece of evidence for the client module, which puts the marker where the caret is; without it the
///   marker goes to the end of the text. A move that the client module sends (dragged in the outline) is answered with the outline. `POST …/preview` renders what is being typed.
///
/// What the text cites is kept in step by ``GuideCitations``; comments, versions and sign-off are in GuideReview/.
enum GuideRoutes {
    static let all: [Route] = [
        .get(Paths.guide, .attend) { visit, event in
            .html(try await visit.render({ try GuidePage(event, visit: visit, $0) }, \.document))
        },
        .get(Paths.guideSection, .attend) { visit, event, section in
            .html(try await visit.render({ try GuideSectionPage(event, section, visit: visit, $0) }, \.document))
        },
        .get(Paths.guideBuilder, .writeGuide) { visit, event in try await builder(visit, event) },
        .post(Paths.guideBuilder, .writeGuide, begin),
        .get(Paths.guideLive, .writeGuide) { visit, event in
            let person = visit.visitor.journalName ?? visit.inbound.id
            let audience = CardPlace.guide.audience(of: event, visit.language)
            return Answer(body: .events(await visit.services.live.listen(audience, person: person)))
        },
        .post(Paths.guideSettings, .writeGuide, settings),
        .post(Paths.guideLanguages, .writeGuide) { visit, event in
            let language = try visit.inbound.form().text("language")
            try await GuideOperations.addLanguage(visit, event, language)
            return .redirect(to: Paths.guideBuilder(event, section: nil, language: language))
        },
        .post(Paths.guideSections, .writeGuide, add),
        .post(Paths.guideSectionTitle, .writeGuide, rename),
        .post(Paths.guideSectionMove, .writeGuide, move),
        .post(Paths.guideSectionRemoval, .writeGuide) { visit, event, section in
            try await SectionOperations.remove(visit, event, section)
            return .redirect(to: Paths.guideBuilder(event) + "?removed=\(section)")
        },
        .post(Paths.guideSectionRestoration, .writeGuide) { visit, event, section in
            try await SectionOperations.restore(visit, event, section)
            return .redirect(to: Paths.guideBuilder(event, section: section, language: nil))
        },
        .post(Paths.guideTranslation, .writeGuide) { visit, event, section in
            let form = try visit.inbound.form()
            let language = form.text("language")
            guard let seen = form.wish("revision", in: Numbers.Revision.range) else { throw Refusal.malformedForm }
            try await SectionOperations.markUpToDate(visit, event, section, language: language, seen: seen)
            return .redirect(to: Paths.guideBuilder(event, section: section, language: language))
        },
        .post(Paths.guidePreview, .writeGuide, limit: CardRoutes.limit, preview),
        .post(Paths.guideEvidence, .writeGuide, cite),
    ]

    /// The builder as it stands, or with what was typed into one of its forms and what is wrong with it.
    private static func builder(_ visit: Visit, _ event: Event.ID, _ typed: BuilderForm? = nil) async throws -> Answer {
        let query = visit.inbound.query
        let section = typed?.section ?? query["section"].flatMap { GuideSection.ID($0) }
        let language = typed?.language ?? query["language"]
        let begun = try await visit.read { reading -> GuideBuilderPage? in
            guard try GuideStore(reading).guide(of: event) != nil else { return nil }
            return try GuideBuilderPage(
                event, section: section, language: language, typed: typed, visit: visit, reading)
        }
        let html =
            if let begun {
                try await RenderingRoom.run(in: visit.language) { begun.document }
            } else {
                try await visit.read { try GuideStartPage(event, visit: visit, typed: typed, $0).document }
            }
        return .html(html, status: typed == nil ? .ok : .unprocessableContent)
    }

    /// Runs an act of the builder; fields that need another look come back in their form.
    private static func act(
        _ visit: Visit, _ event: Event.ID, _ typed: BuilderForm, _ body: () async throws -> String
    ) async throws -> Answer {
        do {
            return .redirect(to: try await body())
        } catch let refusal as Refusal where !refusal.fields.isEmpty && refusal.status == .unprocessableContent {
            var typed = typed
            typed.errors = refusal.fields
            return try await builder(visit, event, typed)
        }
    }

    private static func begin(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        let typed = BuilderForm(kind: .start, language: form.text("language"), title: form.text("title"))
        return try await act(visit, event, typed) {
            guard let marking = Marking(rawValue: form.text("marking")) else { throw Refusal.malformedForm }
            _ = try await GuideOperations.create(
                visit, event,
                GuideStart(
                    title: typed.title, marking: marking, language: typed.language ?? "en",
                    followsOutline: form.text("structure") != "usual"))
            return Paths.guideBuilder(event)
        }
    }

    private static func settings(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        let typed = BuilderForm(kind: .settings, title: form.text("title"))
        return try await act(visit, event, typed) {
            guard let marking = Marking(rawValue: form.text("marking")) else { throw Refusal.malformedForm }
            try await GuideOperations.change(visit, event, title: typed.title, marking: marking)
            return Paths.guideBuilder(event)
        }
    }

    private static func add(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        let typed = BuilderForm(kind: .add, section: try form.id("section"), title: form.text("title"))
        return try await act(visit, event, typed) {
            guard let kind = GuideSectionKind(rawValue: form.text("kind")) else { throw Refusal.malformedForm }
            let id = try await SectionOperations.add(
                visit, event, title: typed.title, kind: kind, under: try form.id("parent"))
            return Paths.guideBuilder(event, section: id, language: nil)
        }
    }

    private static func rename(_ visit: Visit, _ event: Event.ID, _ section: GuideSection.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        let typed = BuilderForm(
            kind: .title, section: section, language: form.text("language"), title: form.text("title"))
        return try await act(visit, event, typed) {
            try await SectionOperations.rename(
                visit, event, section, language: typed.language ?? "", title: typed.title,
                kind: GuideSectionKind(rawValue: form.text("kind")))
            return Paths.guideBuilder(event, section: section, language: typed.language)
        }
    }

    private static func move(_ visit: Visit, _ event: Event.ID, _ section: GuideSection.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        try await SectionOperations.move(visit, event, section, try SectionMove(form))
        guard !visit.inbound.wantsFragment else {
            return .html(try await visit.read { try GuideLive.outline(event, $0) })
        }
        let language = form.text("language")
        return .redirect(
            to: Paths.guideBuilder(event, section: section, language: language.isEmpty ? nil : language))
    }

    private static func preview(_ visit: Visit, _ event: Event.ID, _ section: GuideSection.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        let (language, text) = (form.text("language"), form["text"] ?? "")
        guard text.utf8.count <= MarkdownBounds.bytes, TextLimit(2 * CardPlace.guide.limit).holds(text) else {
            throw Refusal.tooLarge
        }
        return .html(
            try await visit.render(
                { reading in
                    guard let tree = try GuideStore(reading).tree(of: event), tree.place(section) != nil else {
                        throw Refusal.notFound
                    }
                    return try GuidePreview(tree, section, language: language, text: text, reading)
                }, \.html))
    }

    /// What the client module gets when it cites.
    private struct CitedBody: Codable, Sendable {
        let number: Int
        let marker: String
    }

    private static func cite(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        guard let reference = EvidenceReference(form.text("item")) else { throw Refusal.malformedForm }
        if visit.inbound.wantsFragment {
            let record = try await EvidenceOperations.number(visit, event, reference)
            return try .json(CitedBody(number: record.number, marker: CitationMarkers.text(record.number)))
        }
        guard let section: GuideSection.ID = try form.id("section") else { throw Refusal.malformedForm }
        let language = form.text("language")
        try await EvidenceOperations.cite(visit, event, reference, in: section, language: language)
        return .redirect(to: Paths.guideBuilder(event, section: section, language: language))
    }
}

extension SectionMove {
    /// `to` is up, down, indent, outdent, under (of `parent`), before or after (of `target`).
    init(_ form: FormValues) throws {
        switch form.text("to") {
        case "up": self = .up
        case "down": self = .down
        case "indent": self = .indent
        case "outdent": self = .outdent
        case "under": self = .under(try form.id("parent"))
        case "before", "after":
            guard let other: GuideSection.ID = try form.id("target") else { throw Refusal.malformedForm }
            self = form.text("to") == "before" ? .before(other) : .after(other)
        default: throw Refusal.malformedForm
        }
    }
}

/// A form of the builder that comes back with errors.
struct BuilderForm: Sendable {
    enum Kind: Sendable { case start, settings, add, title }

    let kind: Kind
    var section: GuideSection.ID?
    var language: String?
    var title = ""
    var errors: [String: Message] = [:]
}
