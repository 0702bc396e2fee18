import Domain
import Storage
import Web

/// Designs and steps.
///
/// - A programme's designs: those that ship and its own (`/programmes/P/designs`). A new event starts from one of them.
/// - The steps of an event (`/events/E/steps`): added, changed, moved, left out by whoever runs the room. Opening a step belongs to the
///   room: `POST /events/E/stage` with `step`.
enum DesignRoutes {
    static let all: [Route] = [
        .get(DesignPaths.designs, .organiseProgramme) { visit, programme in
            try await visit.read { reading in
                try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, reading)
                return DesignsPage(
                    visit: visit, programme: try ProgrammeStore(reading).programme(programme),
                    own: try DesignStore(reading).designs(of: programme)
                ).answer
            }
        },
        .post(DesignPaths.retirement, .organiseProgramme) { visit, programme, design in
            try await DesignOperations.retire(visit, programme, design, isRetired: true)
            return .redirect(to: Done.retired.at(DesignPaths.designs(programme)))
        },
        .post(DesignPaths.comeback, .organiseProgramme) { visit, programme, design in
            try await DesignOperations.retire(visit, programme, design, isRetired: false)
            return .redirect(to: Done.restored.at(DesignPaths.designs(programme)))
        },
        .get(DesignPaths.steps, .facilitate) { visit, event in try await page(visit, event) },
        .post(DesignPaths.steps, .facilitate, add),
        .post(DesignPaths.step, .facilitate, change),
        .post(DesignPaths.stepOrder, .facilitate) { visit, event, step in
            let by = try visit.inbound.form().wish("by", in: -120...120) ?? 0
            try await StepOperations.move(visit, event, step, by: by.signum())
            return .redirect(to: Done.moved.at(DesignPaths.steps(event)))
        },
        .post(DesignPaths.stepRemoval, .facilitate) { visit, event, step in
            try await StepOperations.remove(visit, event, step)
            return .redirect(to: Done.removed.at(DesignPaths.steps(event)))
        },
        .post(DesignPaths.design, .organise) { visit, event in
            try await DesignOperations.replace(visit, event, with: try visit.inbound.form().text("design"))
            return .redirect(to: Done.saved.at(DesignPaths.steps(event)))
        },
        .post(DesignPaths.keeping, .organise, keep),
    ]

    private static func page(
        _ visit: Visit, _ event: Event.ID, editing: EventStep.ID? = nil, state: FormState? = nil,
        keeping: FormState = FormState()
    ) async throws -> Answer {
        try await visit.read { reading in
            let frame = try EventFrame(visit, event, reading)
            guard frame.event.workshop != nil else { throw Refusal.noWorkshop }
            return StepsPage(
                frame: frame, steps: try StepStore(reading).steps(of: event),
                topics: try EventStore(reading).topics(of: event),
                designs: try DesignChoice.all(in: frame.event.programme, reading),
                editing: editing ?? EventStep.ID(visit.inbound.query.text("step")), state: state, keeping: keeping
            ).answer
        }
    }

    private static func add(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let fields = try await StepFormReader.read(form, visit, event)
            try await StepOperations.add(visit, event, fields, perTopic: form.text("topic") == StepFormReader.perTopic)
            return .redirect(to: Done.added.at(DesignPaths.steps(event)))
        } catch {
            return try await page(visit, event, state: try .refused(form, error))
        }
    }

    private static func change(_ visit: Visit, _ event: Event.ID, _ step: EventStep.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let fields = try await StepFormReader.read(form, visit, event)
            try await StepOperations.change(visit, event, step, fields)
            return .redirect(to: Done.saved.at(DesignPaths.steps(event)))
        } catch {
            return try await page(visit, event, editing: step, state: try .refused(form, error))
        }
    }

    private static func keep(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            _ = try await DesignOperations.keep(
                visit, event, title: form.text("design-title"), summary: form.text("design-summary"))
            return .redirect(to: Done.saved.at(DesignPaths.steps(event)))
        } catch {
            var state = try FormState.refused(form, error)
            state.errors = Dictionary(uniqueKeysWithValues: state.errors.map { ("design-\($0.key)", $0.value) })
            return try await page(visit, event, keeping: state)
        }
    }
}

/// Reads the form of a step.
enum StepFormReader {
    /// In place of a topic: one step for each.
    static let perTopic = "each"

    static func read(_ form: FormValues, _ visit: Visit, _ event: Event.ID) async throws -> StepFields {
        let record = try await visit.read { try EventStore($0).event(event) }
        let clock = EventClock(zone: record.timeZone)
        var errors: [String: Message] = [:]
        func number(_ name: String) -> Int? {
            let text = form.text(name)
            if text.isEmpty { return nil }
            // What each takes is told with the rest of the step's rules.
            guard let value = WholeText.read(text, in: -999_999...999_999) else {
                errors[name] = L("Write a whole number.")
                return nil
            }
            return value
        }
        func moment(_ name: String) -> Int64? {
            let text = form.text(name)
            if text.isEmpty { return nil }
            switch clock.typed(text) {
            case .moment:
                if let moment = ClockTurn.moment(text, ClockTurn(rawValue: form.text("\(name)-turn")), clock) {
                    return moment
                }
                errors["\(name)-turn"] = ClockTurn.question
            case .skipped(let value): errors[name] = ClockTurn.skipped(MomentWords(record.timeZone).string(value))
            case .unreadable: errors[name] = L("Write day and time as 2026-11-27T18:00.")
            }
            return nil
        }
        guard let stage = WorkshopStage(rawValue: form.text("stage")) else {
            throw Refusal.invalid(["stage": L("Choose a stage.")])
        }
        let topic = form.text("topic")
        var fields = StepFields(stage, topic: topic == perTopic || topic.isEmpty ? nil : Topic.ID(topic))
        fields.title = form.text("title")
        fields.isSure = form.isOn("sure")
        fields.minutes = number("minutes")
        fields.opensAt = moment("opens")
        fields.closesAt = moment("closes")
        fields.settings = StepSettings(
            method: VotingMethod(rawValue: form.text("method")), dots: number("dots"), seats: number("seats"),
            ratesFeasibility: form.isOn("feasibility") ? true : nil, repeatsRound: form.isOn("repeats") ? true : nil,
            envisionBy: form.text("envision").isEmpty ? nil : form.text("envision"))
        guard errors.isEmpty else { throw Refusal.invalid(errors) }
        return fields
    }
}
