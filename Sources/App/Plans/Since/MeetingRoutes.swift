import Domain
import Storage
import Web

/// # The meeting
///
/// `/events/E/meeting` is the table: what was promised last time, and by item of the agenda its papers, minutes, decisions and actions; beside
/// it the list of speakers, which is live (`…/live`) and stands on the screen at `…/wall`. `POST …/speakers` asks for the floor, `…/turn`
/// gives it, `…/floor` opens the list. A delegation says what it thinks of a decision at `…/decisions/D/stand`; its focal point confirms.
enum MeetingRoutes {
    static let all: [Route] = [
        .get(MeetingPaths.meeting, .attend) { visit, event in try await page(visit, event) },
        .get(MeetingPaths.wall, .facilitate) { visit, event in
            try await visit.read { try MeetingWallPage(visit, event, $0).answer }
        },
        .get(MeetingPaths.live, .attend) { visit, event in
            let name = visit.inbound.query.has("wall") ? MeetingFacts.wall : LiveParts.reading
            let audience = Audience(
                scope: Scope.part(event, .meeting).description, name: name, language: visit.language)
            let person = visit.visitor.journalName ?? visit.inbound.id
            return Answer(body: .events(await visit.services.live.listen(audience, person: person)))
        },
        .post(MeetingPaths.decisions, .attend) { visit, event, block in
            try await sent(visit, event, "new-\(block)") { values in
                _ = try await MeetingOperations.decide(
                    visit, event, block, try MeetingDecisionFields(values), key: visit.sendingName(values))
                return .added
            }
        },
        .post(MeetingPaths.decision, .attend) { visit, event, id in
            try await sent(visit, event, "decision-\(id)") { values in
                _ = try await MeetingOperations.change(visit, event, id, try MeetingDecisionFields(values))
                return .saved
            }
        },
        .post(MeetingPaths.stand, .attend) { visit, event, id in
            let country = try visit.inbound.form().text("country")
            return try await sent(visit, event, "stand-\(id)-\(country)") { values in
                guard let stance = MeetingStand.Stance(rawValue: values.text("stance")) else {
                    throw Refusal.malformedForm
                }
                try await MeetingOperations.state(visit, event, id, country, stance, values["words"] ?? "")
                return .saved
            }
        },
        .post(MeetingPaths.settling, .attend) { visit, event, id in
            try await sent(visit, event, "") { values in
                try await MeetingOperations.settle(
                    visit, event, id, values.text("country"), isConfirmed: values.isOn("confirmed"))
                return .saved
            }
        },
        .post(MeetingPaths.papers, .attend) { visit, event, block in
            try await sent(visit, event, "") { values in
                guard let material = Material.ID(values.text("material")) else { throw Refusal.malformedForm }
                try await MeetingOperations.link(visit, event, block, material, values.isOn("linked"))
                return .saved
            }
        },
        .post(MeetingPaths.actions, .attend) { visit, event, block in
            try await sent(visit, event, "action-\(block)") { values in
                let told = values.text("owner")
                let owner = ActionOwner(told)
                if owner == nil, !told.isEmpty {
                    throw Refusal.invalid(["owner": L("Choose a country, a member or a person of the programme.")])
                }
                _ = try await MeetingOperations.act(
                    visit, event, block, ActionFields(values), owner: owner, key: visit.sendingName(values))
                return .added
            }
        },
        .post(MeetingPaths.floor, .facilitate) { visit, event in
            try await sent(visit, event, "floor") { values in
                let each = values.text("minutes")
                let minutes = WholeText.read(each, in: MeetingFloor.minutes)
                if minutes == nil, !each.isEmpty {
                    throw Refusal.invalid(["minutes": WholeText.words(MeetingFloor.minutes)])
                }
                try await MeetingFloorOperations.set(
                    visit, event, MeetingFloor(isOpen: values.isOn("open"), each: minutes))
                return .saved
            }
        },
        .post(MeetingPaths.speakers, .attend) { visit, event in
            if try visit.inbound.form().isOn("asks") {
                try await MeetingFloorOperations.ask(visit, event)
            } else {
                try await MeetingFloorOperations.takeBack(visit, event)
            }
            return .redirect(to: MeetingPaths.meeting(event) + "#speakers")
        },
        .post(MeetingPaths.turn, .facilitate) { visit, event in
            let values = try visit.inbound.form()
            let speaker = MeetingSpeaker.ID(values.text("speaker"))
            if values.text("way") == "first", let speaker {
                try await MeetingFloorOperations.bringForward(visit, event, speaker)
            } else {
                try await MeetingFloorOperations.give(visit, event, to: speaker)
            }
            return .redirect(to: MeetingPaths.meeting(event) + "#speakers")
        },
    ]

    /// The page again, with what was typed, where it was refused.
    private static func sent(
        _ visit: Visit, _ event: Event.ID, _ form: String, _ work: (FormValues) async throws -> Done
    ) async throws -> Answer {
        let values = try visit.inbound.form()
        do {
            return .redirect(to: try await work(values).at(MeetingPaths.meeting(event)))
        } catch {
            return try await page(visit, event, [form: try .refused(values, error)])
        }
    }

    private static func page(_ visit: Visit, _ event: Event.ID, _ states: [String: FormState] = [:]) async throws
        -> Answer
    {
        try await visit.read { try MeetingPage(visit, event, states, $0).answer }
    }
}
