@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

struct EnvisionTests {
    @Test(arguments: TestEngine.allCases)
    func `a delegation writes its own sheet, and everybody of it finds the same one`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site)
            let sheet = try await world.sheet(0)
            #expect(sheet.country == "HR" && sheet.publication == .private)
            #expect(try await world.sheet(1).id == sheet.id)
            let added = try await world.add(1, to: sheet)
            #expect(added.country == "HR" && added.text == "Name one lead by law" && added.needs == "A model text")
            #expect(added.sectors == ["health", "security"] && added.aspects == [world.blockers[0]])
            var details = added.details
            details.difficulty = 4
            details.lead = "  Prime   minister's office "
            let changed = try await InterventionOperations.change(
                try await world.visit(2), world.event, added.id, details)
            #expect(changed.difficulty == 4 && changed.lead == "Prime minister's office")
            let situation = try await InterventionOperations.begin(
                try await world.visit(0), world.event, sheet.id, issue: world.issues[1], text: "One list, always right")
            let again = try await InterventionOperations.begin(
                try await world.visit(1), world.event, sheet.id, issue: world.issues[1], text: "Another text")
            #expect(
                again.id == situation.id && again.text.contains("One list, always right")
                    && again.text.contains("Another text"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the same sending counts once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site)
            let sheet = try await world.sheet(0)
            let first = try await world.add(0, to: sheet, world.draft(key: "k1"))
            #expect(try await world.add(0, to: sheet, world.draft(key: "k1")).id == first.id)
            let other = world.draft("Name two leads by law", key: "k1")
            #expect(await refusedBy { try await world.add(0, to: sheet, other) }?.code == "key-used")
            #expect(try await site.count("SELECT COUNT(*) FROM intervention") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what does not fit is refused at its field, and nothing is stored`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site)
            let sheet = try await world.sheet(0)
            var draft = world.draft("🙂🙂")
            draft.details.difficulty = 0
            draft.details.impact = 6
            draft.details.sectors = ["magic"]
            draft.details.aspects = [world.blockers[1]]
            draft.details.lead = String(repeating: "x", count: 201)
            draft.language = "tlh"
            let found = await refusedBy { try await world.add(0, to: sheet, draft) }
            #expect(
                found?.fields.keys.sorted() == [
                    "aspects", "difficulty", "impact", "language", "lead", "sectors", "text",
                ])
            let foreign = InterventionDraft(issue: site.environment.id(), text: "Of no priority")
            #expect(await refusedBy { try await world.add(0, to: sheet, foreign) }?.fields.keys.first == "issue")
            let long = world.draft(String(repeating: "a", count: 4_001))
            #expect(await refusedBy { try await world.add(0, to: sheet, long) }?.fields.keys.first == "text")
            #expect(try await site.count("SELECT COUNT(*) FROM intervention") == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM card WHERE place LIKE 'sheet:%'") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a private sheet is hidden from everybody else, also from who runs the room`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site)
            let sheet = try await world.sheet(0)
            let intervention = try await world.add(0, to: sheet)
            let (own, other, lead) = (try await world.visit(1), try await world.visit(3), try await world.lead)
            let rapporteur = try await world.world.visit(world.world.rapporteur)
            #expect(try await world.visibility(sheet, own) == .own)
            #expect(try await world.visibility(sheet, other) == .hidden)
            #expect(try await world.visibility(sheet, lead) == .hidden)
            // Of the same country: one of the delegation.
            #expect(try await world.visibility(sheet, rapporteur) == .own)
            for stranger in [other, lead] {
                #expect(await refusedBy { try await world.add(3, to: sheet) }?.code == "not-found")
                let found = await refusedBy {
                    try await InterventionOperations.change(
                        stranger, world.event, intervention.id, intervention.details)
                }
                #expect(found?.code == "not-found")
            }
            let observer = try await world.world.visit(world.world.observer)
            #expect(try await world.visibility(sheet, observer) == .hidden)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `publication goes from private over anonymous to named`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site)
            let sheet = try await world.sheet(0)
            let own = try await world.visit(0)
            func publish(_ publication: SheetPublication) async -> Refusal? {
                await refusedBy { try await SheetOperations.publish(own, world.event, sheet.id, publication) }
            }
            #expect(await publish(.named)?.code == "sheet-is-empty")
            _ = try await world.add(0, to: sheet)
            #expect(await publish(.anonymous) == nil)
            #expect(try await world.visibility(sheet, try await world.visit(3)) == .anonymous)
            #expect(try await world.visibility(sheet, try await world.lead) == .anonymous)
            #expect(try await world.visibility(sheet, own) == .own)
            #expect(await publish(.private) == nil)
            #expect(try await world.visibility(sheet, try await world.visit(3)) == .hidden)
            #expect(await publish(.named) == nil)
            #expect(try await world.visibility(sheet, try await world.visit(3)) == .named)
            #expect(await publish(.anonymous)?.code == "sheet-is-named")
            let other = await refusedBy {
                try await SheetOperations.publish(try await world.visit(3), world.event, sheet.id, .private)
            }
            #expect(other?.code == "not-your-sheet")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what others rest on is not taken back`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site, stage: .exchange)
            let (sheet, intervention) = try await world.published()
            let own = try await world.visit(0)
            try await ExchangeOperations.endorse(try await world.visit(3), world.event, intervention.id, true)
            let back = await refusedBy { try await SheetOperations.publish(own, world.event, sheet.id, .private) }
            #expect(back?.code == "sheet-is-relied-on")
            let withdrawn = await refusedBy {
                try await InterventionOperations.withdraw(own, world.event, intervention.id)
            }
            #expect(withdrawn?.code == "intervention-is-relied-on")
            try await ExchangeOperations.endorse(try await world.visit(3), world.event, intervention.id, false)
            try await InterventionOperations.withdraw(own, world.event, intervention.id)
            let endorsed = await refusedBy {
                try await ExchangeOperations.endorse(try await world.visit(3), world.event, intervention.id, true)
            }
            #expect(endorsed?.code == "not-found")
            try await InterventionOperations.restore(own, world.event, intervention.id)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an unnamed sheet says neither country nor author to others, in no order that tells`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site)
            let (sheet, intervention) = try await world.published(.anonymous)
            _ = try await SheetOperations.begin(try await world.visit(3), world.event)
            let event = world.event
            let labels = try await site.database.read { reading in
                let viewer = SheetViewer.room
                let names = try DirectoryNames(reading)
                return SheetAccess.gallery(try SheetStore(reading).sheets(of: event), for: viewer, names).map {
                    SheetAccess.label($0.sheet, as: $0.visibility, names).key
                }
            }
            #expect(labels == ["A country"])
            let body = EnvisionAPI.InterventionBody(intervention, as: .anonymous)
            #expect(body.country == nil && body.card == nil && body.needsCard == nil)
            #expect(EnvisionAPI.SheetBody(sheet, as: .anonymous).country == nil)
            let matrix = try await site.database.read { try ExchangeMatrix(event, for: .room, $0) }
            #expect(matrix.cell("HR", world.issues[0]).planned == 0)
            #expect(matrix.unnamed[world.issues[0]] == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `two who begin the same situation at once both find their words in it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let envision = try await EnvisionWorld(site)
            let sheet = try await envision.sheet(0).id
            for (seat, text) in [(0, "One list that all may use."), (1, "A desk that answers at night.")] {
                _ = try await InterventionOperations.begin(
                    try await envision.visit(seat), envision.event, sheet, issue: envision.issues[0], text: text)
            }
            let texts = try await site.database.read {
                try InterventionStore($0).situations(of: sheet).map(\.text)
            }
            #expect(texts.count == 1)
            #expect(texts[0].contains("One list") && texts[0].contains("A desk"), "\(texts)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a group's sheet is open to the room and written by the group`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site, by: .group)
            let sheet = try await world.sheet(0)
            #expect(sheet.group == world.groups[0] && sheet.publication == .named)
            #expect(try await world.visibility(sheet, try await world.visit(4)) == .named)
            #expect(try await world.visibility(sheet, try await world.lead) == .own)
            _ = try await world.add(1, to: sheet)
            #expect(await refusedBy { try await world.add(4, to: sheet) }?.code == "not-your-sheet")
            // The group works on the first priority only.
            let other = world.draft(issue: 1)
            #expect(await refusedBy { try await world.add(0, to: sheet, other) }?.fields.keys.contains("issue") == true)
            let published = await refusedBy {
                try await SheetOperations.publish(try await world.visit(0), world.event, sheet.id, .private)
            }
            #expect(published?.code == "group-sheets-are-open")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `changing whose sheets there are keeps what is written`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site)
            let country = try await world.sheet(0)
            _ = try await world.add(0, to: country)
            try await SheetOperations.setEnvisionBy(try await world.lead, world.event, .group)
            let group = try await world.sheet(0)
            #expect(group.id != country.id && group.group == world.groups[0])
            try await SheetOperations.setEnvisionBy(try await world.lead, world.event, .country)
            #expect(try await world.sheet(0).id == country.id)
            #expect(try await site.count("SELECT COUNT(*) FROM intervention") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody writes before the sheets are open`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site, stage: .groups)
            #expect(await refusedBy { try await world.sheet(0) }?.code == "sheet-closed")
            let observer = try await world.world.visit(world.world.observer)
            #expect(
                await refusedBy { try await SheetOperations.begin(observer, world.event) }?.code == "observers-look-on")
        }
    }
}

struct SheetVoteTests {
    @Test(arguments: TestEngine.allCases)
    func `three votes give their medians, and nothing is left of the single ones`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site)
            let sheet = try await world.sheet(0)
            let first = try await world.add(0, to: sheet)
            site.clock.advance(seconds: 1)
            let second = try await world.add(0, to: sheet, world.draft("Exercise it once a year"))
            let own = try await world.visit(0)
            try await SheetVoteOperations.open(own, world.event, sheet.id)
            try await world.rate(0, sheet, first.id, 5, 1)
            try await world.rate(0, sheet, first.id, 1, 5)
            try await world.rate(1, sheet, first.id, 3, 3)
            try await world.rate(2, sheet, first.id, 4, 2)
            try await world.rate(1, sheet, second.id, 1, 1)
            try await world.rate(2, sheet, second.id, 1, 1)
            var details = first.details
            details.impact = 1
            let changed = await refusedBy { [details] in
                try await InterventionOperations.change(own, world.event, first.id, details)
            }
            #expect(changed?.code == "sheet-vote-is-open")
            try await SheetVoteOperations.close(own, world.event, sheet.id)
            let after = try await site.database.read { try InterventionStore($0).interventions(of: sheet.id) }
            #expect(after.map(\.difficulty) == [3, 2] && after.map(\.impact) == [3, 5])
            #expect(after.map(\.voteCount) == [3, nil])
            #expect(try await site.count("SELECT COUNT(*) FROM intervention_vote") == 0)
            let late = await refusedBy { try await world.rate(0, sheet, first.id, 1, 1) }
            #expect(late?.code == "sheet-vote-not-open")
            let vote = try await site.database.read { try Journal.records($0, scope: nil, limit: 1_000) }
            #expect(
                vote.filter { $0.entry.kind == "sheet.vote" }.allSatisfy {
                    $0.entry.actor == nil && $0.entry.facts == "{}"
                })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `only members vote, on the scale, while it is open`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site, by: .group)
            let sheet = try await world.sheet(0)
            let empty = await refusedBy {
                try await SheetVoteOperations.open(try await world.visit(0), world.event, sheet.id)
            }
            #expect(empty?.code == "nothing-to-vote-on")
            let first = try await world.add(0, to: sheet)
            let early = await refusedBy { try await world.rate(0, sheet, first.id, 1, 1) }
            #expect(early?.code == "sheet-vote-not-open")
            try await SheetVoteOperations.open(try await world.visit(0), world.event, sheet.id)
            let wrong = await refusedBy { try await world.rate(0, sheet, first.id, 0, 6) }
            #expect(wrong?.fields.isEmpty == false)
            let stranger = await refusedBy { try await world.rate(4, sheet, first.id, 1, 1) }
            #expect(stranger?.code == "only-members-vote")
            let lead = try await world.lead
            let facilitator = await refusedBy { try await world.rate(0, sheet, first.id, 1, 1, as: lead) }
            #expect(facilitator?.code == "no-seat")
        }
    }
}
