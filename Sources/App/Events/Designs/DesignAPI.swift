import Domain
import Storage
import Web

/// Designs and steps as JSON, on the same operations as their pages. Opening a step is `PUT /api/v1/events/:event/stage`.
enum DesignAPI {
    struct PlannedStepBody: Codable, Sendable {
        let stage: WorkshopStage
        let title: String
        let minutes: Int?
        let isPerTopic: Bool
    }

    struct DesignBody: Codable, Sendable {
        /// What a new event names as its `design`.
        let key: String
        let title: String
        let summary: String
        let steps: [PlannedStepBody]

        init(_ design: DesignChoice) {
            key = design.key
            title = design.title.string()
            summary = design.summary.string()
            steps = design.steps.map {
                PlannedStepBody(stage: $0.stage, title: $0.title, minutes: $0.minutes, isPerTopic: $0.isPerTopic)
            }
        }
    }

    struct KeepInput: Codable, Sendable {
        let title: String
        let summary: String?
    }

    struct SettingsBody: Codable, Sendable {
        let method: VotingMethod?
        let dots: Whole<Numbers.StepDots>?
        let seats: Whole<Numbers.StepSeats>?
        let ratesFeasibility: Bool?
        let repeatsRound: Bool?
        /// `group` or `country`.
        let envisionBy: String?
    }

    struct StepInput: Codable, Sendable {
        let stage: WorkshopStage
        let topic: Topic.ID?
        let title: String?
        let minutes: Whole<Numbers.Minutes>?
        let settings: SettingsBody?
        /// Epoch milliseconds: the step opens by itself, and a vote in it closes.
        let opensAt: Whole<Numbers.Moment>?
        let closesAt: Whole<Numbers.Moment>?
        /// The same as the event's clock shows it, `2026-11-27T18:00`, where the moment is not given. Where the clock shows it twice, in the
        /// night in which it goes back, with its offset: `2026-10-25T02:30+02:00`.
        let opensLocal: String?
        let closesLocal: String?
        /// Times outside the event's days are meant; without it they are asked about.
        let isSure: Bool?
        /// From 1; at the end by default. The list takes the nearest place that it has.
        let position: Whole<Numbers.Place>?

        func fields(_ zone: String) throws -> StepFields {
            let clock = EventClock(zone: zone)
            var fields = StepFields(stage, topic: topic)
            fields.title = title ?? ""
            fields.minutes = minutes?.value
            fields.opensAt =
                try opensAt.map { Int64($0.value) }
                ?? opensLocal.map { try ClockTurn.moment($0, field: "opensLocal", clock) }
            fields.closesAt =
                try closesAt.map { Int64($0.value) }
                ?? closesLocal.map { try ClockTurn.moment($0, field: "closesLocal", clock) }
            fields.isSure = isSure ?? false
            if let settings {
                fields.settings = StepSettings(
                    method: settings.method, dots: settings.dots?.value, seats: settings.seats?.value,
                    ratesFeasibility: settings.ratesFeasibility, repeatsRound: settings.repeatsRound,
                    envisionBy: settings.envisionBy)
            }
            return fields
        }
    }

    struct StepBody: Codable, Sendable {
        let id: EventStep.ID
        let position: Int
        let stage: WorkshopStage
        let topic: Topic.ID?
        let title: String
        let minutes: Int?
        let settings: SettingsBody
        let opensAt: Int?
        let closesAt: Int?
        /// The same as the event's clock shows it, `2026-11-27T18:00`: this stays when the event gets another zone. With its offset where the
        /// clock shows it twice.
        let opensLocal: String?
        let closesLocal: String?
        let isNow: Bool

        init(_ step: EventStepRecord, now present: EventStep.ID?, _ clock: EventClock) {
            opensLocal = step.opensAt.map { ClockTurn.told($0, clock) }
            closesLocal = step.closesAt.map { ClockTurn.told($0, clock) }
            id = step.id
            position = step.position
            stage = step.stage
            topic = step.topic
            title = step.label.string()
            minutes = step.minutes
            let own = step.settings
            settings = SettingsBody(
                method: own.method, dots: own.dots.map { Whole($0) }, seats: own.seats.map { Whole($0) },
                ratesFeasibility: own.ratesFeasibility,
                repeatsRound: own.repeatsRound, envisionBy: own.envisionBy)
            opensAt = step.opensAt.map { Int($0) }
            closesAt = step.closesAt.map { Int($0) }
            isNow = step.id == present
        }
    }

    static let routes: [APIRoute] = [
        .get(Paths.apiDesigns, .seeProgramme, "Designs", "The designs that an event of the programme may start from.") {
            visit, programme in
            let all = try await visit.read { try DesignChoice.all(in: programme, $0).map(DesignBody.init) }
            return ListBody(items: all, next: nil)
        },
        .send(
            .post, Paths.apiKeptDesigns, .organise, "Designs", "Keeps the event's steps as a design of its programme.",
            success: .created
        ) {
            (visit, input: KeepInput, event) in
            let id = try await DesignOperations.keep(visit, event, title: input.title, summary: input.summary ?? "")
            return try await visit.read { reading in
                let programme = try EventStore(reading).event(event).programme
                return DesignBody(DesignChoice(try DesignStore(reading).design(id, in: programme)))
            }
        },
        .get(Paths.apiSteps, .attend, "Designs", "The event's steps; empty where it follows the whole flow.") {
            visit, event in
            try await steps(event, visit)
        },
        .send(.post, Paths.apiSteps, .facilitate, "Designs", "Adds a step.", success: .created) {
            (visit, input: StepInput, event) in
            try await StepOperations.add(visit, event, input.fields(try await zone(event, visit)))
            if let position = input.position?.value, let added = try await steps(event, visit).items.last {
                try await StepOperations.move(visit, event, added.id, by: position - added.position)
            }
            return try await steps(event, visit)
        },
        .send(.put, Paths.apiStep, .facilitate, "Designs", "Changes a step.") {
            (visit, input: StepInput, event, step) in
            try await StepOperations.change(visit, event, step, input.fields(try await zone(event, visit)))
            if let position = input.position?.value,
                let changed = try await steps(event, visit).items.first(where: { $0.id == step })
            {
                try await StepOperations.move(visit, event, step, by: position - changed.position)
            }
            return try await steps(event, visit)
        },
        .act(.delete, Paths.apiStep, .facilitate, "Designs", "Leaves a step out.") { visit, event, step in
            try await StepOperations.remove(visit, event, step)
            return try await steps(event, visit)
        },
    ]

    private static func zone(_ event: Event.ID, _ visit: Visit) async throws -> String {
        try await visit.read { reading in
            try visit.require(.facilitate, in: event, reading)
            return try EventStore(reading).event(event).timeZone
        }
    }

    private static func steps(_ event: Event.ID, _ visit: Visit) async throws -> ListBody<StepBody> {
        try await visit.read { reading in
            let record = try EventStore(reading).event(event)
            let clock = EventClock(zone: record.timeZone)
            return ListBody(
                items: try StepStore(reading).steps(of: event).map { StepBody($0, now: record.step, clock) }, next: nil)
        }
    }
}
