import Domain
import Storage
import Web

/// Sheets, situations and interventions as JSON, on the same operations as the pages. The texts are written as cards.
enum EnvisionAPI {
    struct EnvisionBody: Codable, Sendable { let by: EnvisionBy }

    struct BeginInput: Codable, Sendable {
        /// For those who run the room and rapporteurs; absent for one's own group or country.
        let group: BreakoutGroup.ID?
    }

    struct SheetBody: Codable, Sendable {
        let id: EnvisionSheet.ID
        let group: BreakoutGroup.ID?
        /// Absent where the country gave no name.
        let country: String?
        /// How the caller sees it.
        let visibility: SheetVisibility
        let publication: SheetPublication
        /// Only for its own people.
        let isVoteOpen: Bool?

        init(_ sheet: SheetRecord, as visibility: SheetVisibility) {
            id = sheet.id
            group = sheet.group
            country = SheetAccess.country(sheet, as: visibility)
            self.visibility = visibility
            publication = sheet.publication
            isVoteOpen = visibility == .own ? sheet.isVoteOpen : nil
        }
    }

    struct SheetContentBody: Codable, Sendable {
        let sheet: SheetBody
        let situations: [SituationBody]
        let interventions: [InterventionBody]
    }

    struct SituationInput: Codable, Sendable {
        let issue: Issue.ID
        let text: String
        /// BCP 47; English by default.
        let language: String?
    }

    struct SituationBody: Codable, Sendable {
        let id: DesiredSituation.ID
        let sheet: EnvisionSheet.ID
        let issue: Issue.ID
        let text: String
        let language: String
        /// Only for the sheet's own people.
        let card: Card.ID?

        init(_ situation: SituationRecord, as visibility: SheetVisibility) {
            id = situation.id
            sheet = situation.sheet
            issue = situation.issue
            text = situation.text
            language = situation.language
            card = visibility == .own ? situation.card : nil
        }
    }

    /// What is said of an intervention beside its texts. What is left out is empty; the element planning, the horizon medium.
    struct DetailsInput: Codable, Sendable {
        let lead: String?
        let element: InterventionElement?
        /// 1 to 5.
        let difficulty: Whole<Numbers.Impact>?
        let impact: Whole<Numbers.Impact>?
        let horizon: InterventionHorizon?
        let sectors: [String]?
        let aspects: [Aspect.ID]?
        /// In a group's sheet only.
        let country: String?

        var details: InterventionDetails {
            InterventionDetails(
                lead: lead ?? "", element: element ?? .planning, difficulty: difficulty?.value,
                impact: impact?.value, horizon: horizon ?? .medium, sectors: sectors ?? [], aspects: aspects ?? [],
                country: country)
        }
    }

    struct InterventionInput: Codable, Sendable {
        let issue: Issue.ID
        let text: String
        let needs: String?
        /// BCP 47; English by default.
        let language: String?
        let details: DetailsInput?
        /// Names this sending: the same key again is answered with the first result.
        let key: String?
    }

    struct InterventionBody: Codable, Sendable {
        let id: Intervention.ID
        let sheet: EnvisionSheet.ID
        let issue: Issue.ID
        /// Absent where the country gave no name.
        let country: String?
        let text: String
        let needs: String
        let language: String
        /// Empty where the country gave no name.
        let lead: String
        let element: InterventionElement
        let difficulty: Int?
        let impact: Int?
        let horizon: InterventionHorizon
        let sectors: [String]
        let aspects: [Aspect.ID]
        let isWithdrawn: Bool
        /// Only for the sheet's own people.
        let card: Card.ID?
        let needsCard: Card.ID?

        init(_ intervention: InterventionRecord, as visibility: SheetVisibility) {
            id = intervention.id
            sheet = intervention.sheet
            issue = intervention.issue
            country = visibility == .anonymous ? nil : intervention.country
            text = intervention.text
            needs = intervention.needs
            language = intervention.language
            // Who leads tells the country.
            lead = visibility == .anonymous ? "" : intervention.lead
            element = intervention.element
            difficulty = intervention.difficulty
            impact = intervention.impact
            horizon = intervention.horizon
            sectors = intervention.sectors
            aspects = intervention.aspects
            isWithdrawn = intervention.withdrawnAt != nil
            card = visibility == .own ? intervention.card : nil
            needsCard = visibility == .own ? intervention.needsCard : nil
        }
    }

    struct PublicationInput: Codable, Sendable { let publication: SheetPublication }

    struct RatingInput: Codable, Sendable {
        let intervention: Intervention.ID
        /// 1 to 5.
        let difficulty: Whole<Numbers.Impact>
        let impact: Whole<Numbers.Impact>
    }

    struct RatingsInput: Codable, Sendable { let ratings: [RatingInput] }

    static let routes: [APIRoute] = sheets + vote + items

    private static let sheets: [APIRoute] = [
        .get(Paths.apiEnvision, .attend, "Envision", "Whose sheets the event has.") { visit, event in
            EnvisionBody(by: try await visit.read { try SheetStore($0).envisionBy(event) })
        },
        .send(
            .put, Paths.apiEnvision, .facilitate, "Envision",
            "Chooses whose sheets the event has; what is written stays."
        ) {
            (visit, input: EnvisionBody, event) in
            try await SheetOperations.setEnvisionBy(visit, event, input.by)
            return input
        },
        .get(Paths.apiSheets, .attend, "Envision", "The sheets that the caller sees, in the order of the gallery.") {
            visit, event in
            let found = try await visit.read { reading in
                SheetAccess.gallery(
                    try SheetStore(reading).sheets(of: event), for: try SheetViewer(visit, in: event, reading),
                    try DirectoryNames(reading)
                ).map { SheetBody($0.sheet, as: $0.visibility) }
            }
            return ListBody(items: found, next: nil)
        },
        .send(.post, Paths.apiSheets, .attend, "Envision", "Begins a sheet, or finds the one that is there.") {
            (visit, input: BeginInput, event) in
            let sheet = try await SheetOperations.begin(visit, event, group: input.group)
            return SheetBody(sheet, as: .own)
        },
        .get(Paths.apiSheet, .attend, "Envision", "What stands on a sheet.") { visit, event, id in
            try await visit.read { reading in
                let viewer = try SheetViewer(visit, in: event, reading)
                let (sheet, visibility) = try SheetAccess.seen(id, in: event, by: viewer, reading)
                let store = InterventionStore(reading)
                return SheetContentBody(
                    sheet: SheetBody(sheet, as: visibility),
                    situations: try store.situations(of: id).map { SituationBody($0, as: visibility) },
                    interventions: try store.interventions(of: id).map { InterventionBody($0, as: visibility) })
            }
        },
        .send(
            .put, Paths.apiSheetPublication, .attend, "Envision",
            "Shows a country's sheet to the room, or takes it back while nobody rests on it. By its delegation only."
        ) { (visit, input: PublicationInput, event, id) in
            SheetBody(try await SheetOperations.publish(visit, event, id, input.publication), as: .own)
        },
    ]

    private static let vote: [APIRoute] = [
        .act(.put, Paths.apiSheetVote, .attend, "Envision", "Opens the private vote on difficulty and impact.") {
            visit, event, id in
            try await SheetVoteOperations.open(visit, event, id)
            return EmptyBody()
        },
        .act(
            .delete, Paths.apiSheetVote, .attend, "Envision",
            "Closes the private vote: keeps the medians of three votes and more, and deletes the single ones."
        ) { visit, event, id in
            try await SheetVoteOperations.close(visit, event, id)
            return EmptyBody()
        },
        .send(.put, Paths.apiSheetRatings, .contribute, "Envision", "Stores one's own ratings; the last ones count.") {
            (visit, input: RatingsInput, event, id) in
            let ratings = input.ratings.map {
                (
                    $0.intervention,
                    DelegationVote.Rating?.some(.init(difficulty: $0.difficulty.value, impact: $0.impact.value))
                )
            }
            try await SheetVoteOperations.rate(
                visit, event, id, Dictionary(ratings, uniquingKeysWith: { _, last in last }))
            return EmptyBody()
        },
    ]

    private static let items: [APIRoute] = [
        .send(
            .post, Paths.apiSheetSituations, .attend, "Envision",
            "Begins the desired situation of an issue on a sheet, or finds it.", success: .created
        ) { (visit, input: SituationInput, event, id) in
            SituationBody(
                try await InterventionOperations.begin(
                    visit, event, id, issue: input.issue, text: input.text, language: input.language ?? "en"), as: .own)
        },
        .get(Paths.apiSituation, .attend, "Envision", "A desired situation.") { visit, event, id in
            try await visit.read { reading in
                let situation = try InterventionStore(reading).situation(id, in: event)
                let viewer = try SheetViewer(visit, in: event, reading)
                let (_, visibility) = try SheetAccess.seen(situation.sheet, in: event, by: viewer, reading)
                return SituationBody(situation, as: visibility)
            }
        },
        .send(
            .post, Paths.apiSheetInterventions, .attend, "Envision", "Adds an intervention to a sheet.",
            success: .created
        ) { (visit, input: InterventionInput, event, id) in
            let draft = InterventionDraft(
                issue: input.issue, text: input.text, needs: input.needs ?? "", language: input.language ?? "en",
                details: input.details?.details ?? InterventionDetails(), key: input.key)
            return InterventionBody(try await InterventionOperations.add(visit, event, id, draft), as: .own)
        },
        .get(Paths.apiIntervention, .attend, "Envision", "An intervention.") { visit, event, id in
            try await intervention(visit, event, id)
        },
        .send(
            .put, Paths.apiIntervention, .attend, "Envision",
            "Replaces what is said of an intervention beside its texts, which are cards."
        ) { (visit, input: DetailsInput, event, id) in
            InterventionBody(try await InterventionOperations.change(visit, event, id, input.details), as: .own)
        },
        .act(.put, Paths.apiInterventionWithdrawal, .attend, "Envision", "Takes an intervention off its sheet.") {
            visit, event, id in
            try await InterventionOperations.withdraw(visit, event, id)
            return EmptyBody()
        },
        .act(.delete, Paths.apiInterventionWithdrawal, .attend, "Envision", "Brings an intervention back.") {
            visit, event, id in
            try await InterventionOperations.restore(visit, event, id)
            return EmptyBody()
        },
    ]

    private static func intervention(_ visit: Visit, _ event: Event.ID, _ id: Intervention.ID) async throws
        -> InterventionBody
    {
        try await visit.read { reading in
            let found = try InterventionStore(reading).intervention(id, in: event)
            let viewer = try SheetViewer(visit, in: event, reading)
            let (_, visibility) = try SheetAccess.seen(found.sheet, in: event, by: viewer, reading)
            return InterventionBody(found, as: visibility)
        }
    }
}
