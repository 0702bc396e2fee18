import Domain
import Storage
import Web

/// # Events: overview, settings, topics, people
///
/// For those who prepare an event. The room itself (console, projector, participant's page) is in Workshops/; how people come in is in
/// JoiningRoutes.swift; participants from a file in Directory/ImportRoutes.swift. Everybody with a role sees the overview, who runs the
/// room sees the people, organisers change things.
enum EventRoutes {
    static let all: [Route] =
        [
            .get(Paths.event, .attend, overview),
            .get(Paths.eventSettings, .organise) { visit, id in try await settings(visit, id) },
            .post(Paths.eventSettings, .organise, change),
            .post(Paths.eventCode, .organise) { visit, id in
                try await EventOperations.renewCode(visit, id)
                return .redirect(to: Done.renewed.at(Paths.eventSettings(id)))
            },
            .post(Paths.eventProjectorLink, .facilitate) { visit, id in
                try await EventOperations.renewProjector(visit, id)
                return .redirect(to: Done.renewed.at(Paths.event(id)))
            },
            .post(Paths.topics, .organise, addTopic),
            .post(Paths.topic, .organise, changeTopic),
            .post(Paths.topicOrder, .organise) { visit, id, topic in
                let by = try visit.inbound.form().wish("by", in: -99...99) ?? 0
                try await EventOperations.moveTopic(visit, id, topic, by: by.signum())
                return .redirect(to: Done.moved.at(Paths.eventSettings(id)) + "#topics")
            },
            .get(Paths.eventResults, .attend) { visit, id in
                try await visit.read { try EventResultsPage(try EventFrame(visit, id, $0), $0).answer }
            },
            .post(Paths.topicRemoval, .organise) { visit, id, topic in
                try await EventOperations.removeTopic(visit, id, topic)
                return .redirect(to: Done.removed.at(Paths.eventSettings(id)) + "#topics")
            },
        ] + EventPeopleRoutes.all + SpeakerRoutes.all

    private static func overview(_ visit: Visit, _ id: Event.ID) async throws -> Answer {
        try await visit.read { reading in
            let frame = try EventFrame(visit, id, reading)
            if let home = EventKind.named(frame.event.kind)?.home { return Answer.redirect(to: home(id)) }
            let store = EventStore(reading)
            return EventPage(
                frame: frame, topics: try store.topics(of: id), participants: try store.participants(of: id),
                names: try DirectoryNames(reading),
                projectorURL: visit.settings.baseURL + ProjectorLink.address(of: frame.event, key: visit.services.key),
                joinURL: visit.settings.joinURL(frame.event.code),
                joinAddress: visit.settings.joinAddress(frame.event.code),
                follow: try FollowButton("event:\(id)", visit, reading).html,
                way: try Overview.features.html { try $0.way(to: id, visit, reading) },
                count: frame.allows(.facilitate) ? try Overview.counts(of: [id], reading)[id] : nil,
                more: try Overview.features.filter { $0.part.map(frame.event.has) ?? true }
                    .map { try $0.section(of: id, visit, reading) }.html { $0 }
            ).answer
        }
    }

    /// - Parameter copyState: of the form that plans another event like this one.
    static func settings(
        _ visit: Visit, _ id: Event.ID, _ state: FormState? = nil, topic: Topic.ID? = nil,
        topicState: FormState = FormState(), copyState: FormState = FormState(), preview: EventActPreview? = nil,
        seriesState: FormState? = nil
    ) async throws -> Answer {
        try await visit.read { reading in
            let frame = try EventFrame(visit, id, reading)
            return EventSettingsPage(
                frame: frame, topics: try EventStore(reading).topics(of: id),
                state: state ?? EventForm.state(of: frame.event),
                editing: topic ?? Topic.ID(visit.inbound.query.text("topic")), topicState: topicState,
                copyState: copyState, preview: preview,
                series: frame.event.isMeeting
                    ? try SeriesFormSection(frame.event, seriesState?.placed("series"), reading) : nil
            ).answer
        }
    }

    private static func change(_ visit: Visit, _ id: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let times = StepClockTimes.Choice(rawValue: form.text("step-times")) ?? .clock
            let days = "\(form.text("starts-on")) \(form.text("ends-on"))"
            if form["looked-at"] != days,
                let preview = try await EventChangeOperations.settings(visit, id, EventForm.fields(form), times)
            {
                return try await settings(visit, id, FormState(form), preview: preview)
            }
            let followed = try await EventOperations.change(visit, id, EventForm.fields(form), times: times)
            let done: Done = followed == 0 ? .saved : times == .clock ? .clockKept : .momentKept
            return .redirect(to: done.at(Paths.eventSettings(id)))
        } catch {
            return try await settings(visit, id, try .refused(form, error))
        }
    }

    // MARK: Topics

    private static func addTopic(_ visit: Visit, _ id: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            _ = try await EventOperations.addTopic(visit, id, topicFields(form))
            return .redirect(to: Done.added.at(Paths.eventSettings(id)) + "#topics")
        } catch {
            return try await settings(visit, id, topicState: try topicRefused(form, error))
        }
    }

    private static func changeTopic(_ visit: Visit, _ id: Event.ID, _ topic: Topic.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await EventOperations.changeTopic(visit, id, topic, topicFields(form))
            return .redirect(to: Done.saved.at(Paths.eventSettings(id)) + "#topics")
        } catch {
            return try await settings(visit, id, topic: topic, topicState: try topicRefused(form, error))
        }
    }

    private static func topicFields(_ form: FormValues) throws -> TopicFields {
        try TopicFields(form, prefix: EventSettingsPage.topicPrefix)
    }

    /// The page holds two forms; the topic's fields have names of their own.
    private static func topicRefused(_ form: FormValues, _ error: any Error) throws -> FormState {
        var state = try FormState.refused(form, error)
        state.errors = Dictionary(
            uniqueKeysWithValues: state.errors.map { ("\(EventSettingsPage.topicPrefix)\($0.key)", $0.value) })
        return state
    }
}
